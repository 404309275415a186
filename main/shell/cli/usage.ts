/** What is typed wrongly, said in the language of whoever typed it: the library’s own sentences are English. */
import { Command, type ErrorOptions, type HelpContext, type OptionValueSource } from 'commander';
import { SwitchbookError, type Problem, type ProblemCode } from '../../../core/problem/problem.ts';

/** Of what was typed: nobody reads more of it. */
const LONGEST_SHOWN = 100;

/** Wrong usage, whatever else is right: nothing was done. */
export class UsageError extends SwitchbookError {
  constructor(code: ProblemCode, { value = '', ...details }: Omit<Problem, 'code' | 'severity'>) {
    const shown = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
    super(code, { ...details, value: shown });
  }
}

/** How the library puts it; `value` is what it is about, `near` what it thinks was meant. */
const COMPLAINTS: Readonly<Record<string, { code: ProblemCode; pattern: RegExp }>> = {
  'commander.missingArgument': {
    code: 'usage-missing',
    pattern: /^error: missing required argument '(?<argument>.*)'$/,
  },
  'commander.missingMandatoryOptionValue': {
    code: 'usage-missing',
    pattern: /^error: required option '(?<value>.*)' not specified$/,
  },
  'commander.optionMissingArgument': {
    code: 'usage-value-missing',
    pattern: /^error: option '(?<value>.*)' argument missing$/,
  },
  'commander.unknownOption': {
    code: 'usage-option-unknown',
    pattern: /^error: unknown option '(?<value>[^]*?)'(?:\n\(Did you mean (?:one of )?(?<near>.*)\?\))?$/,
  },
  'commander.unknownCommand': {
    code: 'usage-command-unknown',
    pattern: /^error: unknown command '(?<value>[^]*?)'(?:\n\(Did you mean (?:one of )?(?<near>.*)\?\))?$/,
  },
  'commander.excessArguments': {
    code: 'usage-too-many',
    pattern: /Expected (?<most>\d+) arguments? but got (?<count>\d+)\.$/,
  },
};

/** As it is typed, from the program on: `switchbook site create`. */
const pathOfCommand = (command: Command): string =>
  [...(command.parent === null ? [] : [pathOfCommand(command.parent)]), command.name()].join(' ');

/** What a command needs in the case at hand. */
export const missing = (command: Command, value: string): UsageError =>
  new UsageError('usage-missing', { value, params: { command: pathOfCommand(command) } });

/** `help site create` is `site create --help`: the library looks no further than the first word. */
export const withoutHelpWord = (words: readonly string[]): readonly string[] =>
  words[0] === 'help' ? [...words.slice(1), '--help'] : words;

/** A command whose complaints are problems like any other. */
export class SpeakingCommand extends Command {
  override createCommand(name?: string): Command {
    return new SpeakingCommand(name);
  }

  override error(message: string, options: ErrorOptions = {}): never {
    const complaint = COMPLAINTS[options.code ?? ''];
    const found = complaint?.pattern.exec(message)?.groups;
    if (complaint === undefined || found === undefined) return super.error(message, options);
    const { argument, value = `<${argument}>`, most, count, ...rest } = found;
    const params = {
      command: pathOfCommand(this),
      ...('near' in rest && { near: rest['near']?.replaceAll(', ', ' / ') ?? 'none' }),
      ...(most !== undefined && { most: Number(most), count: Number(count) }),
    };
    throw new UsageError(complaint.code, { value, params });
  }

  /** Asked of a command that is none, the library would show the help of the one above it. */
  override helpInformation(context?: HelpContext): string {
    const word = this.args.find((each) => each !== 'help');
    const isGroup = this.commands.length > 0 && this.registeredArguments.length === 0;
    if (isGroup && word !== undefined && !word.startsWith('-')) this.#ensureCommand(word);
    return super.helpInformation(context);
  }

  /** Asks the library, which knows what may have been meant, without the default command that would take any word. */
  #ensureCommand(word: string): void {
    const bare = new SpeakingCommand(this.name());
    bare.parent = this.parent;
    for (const command of this.commands) bare.command(command.name());
    bare.parse([word], { from: 'user' });
  }

  /** What is gathered comes as a list or a record; of anything else only one can be meant. */
  override setOptionValueWithSource(key: string, value: unknown, source: OptionValueSource): this {
    const isOne = typeof value !== 'object' && this.getOptionValueSource(key) === 'cli';
    if (source === 'cli' && isOne && this.getOptionValue(key) !== value) {
      const flags = this.options.find((option) => option.attributeName() === key)?.flags ?? key;
      throw new UsageError('usage-twice', { value: flags });
    }
    return super.setOptionValueWithSource(key, value, source);
  }
}
