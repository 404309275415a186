/** The commands as plain data, for completion and for the manual page: both say what the program itself knows. */
import type { Argument, Command, Option } from 'commander';

export interface OutlinedOption {
  /** `--site <file>` */
  flags: string;
  /** `-h`, `--help`: one word each. */
  words: string[];
  takesValue: boolean;
  choices: readonly string[];
  description: string;
  mandatory: boolean;
}

export interface OutlinedArgument {
  /** `<file>`, `[file]`, `<to...>` */
  usage: string;
  choices: readonly string[];
  description: string;
}

export interface Outline {
  /** `site create`; empty for the program itself. */
  path: string;
  description: string;
  arguments: OutlinedArgument[];
  options: OutlinedOption[];
  children: Outline[];
}

const optionOf = (option: Option): OutlinedOption => ({
  flags: option.flags,
  words: [option.short, option.long].filter((word) => word !== undefined),
  takesValue: option.required || option.optional,
  choices: option.argChoices ?? [],
  description: option.description,
  mandatory: option.mandatory,
});

const usageOf = (argument: Argument): string => {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
};

export function outlineOf(command: Command, path = ''): Outline {
  const help = command.createHelp();
  const named = (child: Command): string => (path === '' ? child.name() : `${path} ${child.name()}`);
  return {
    path,
    description: command.description(),
    arguments: command.registeredArguments.map((argument) => ({
      usage: usageOf(argument),
      choices: argument.argChoices ?? [],
      description: argument.description,
    })),
    options: help.visibleOptions(command).map(optionOf),
    // The `help` command is made anew for every help text and belongs to nobody.
    children: command.commands.map((child) => outlineOf(child, named(child))),
  };
}

/** The command and all below it. */
export const everyOutline = (outline: Outline): Outline[] => [
  outline,
  ...outline.children.flatMap(everyOutline),
];

/** `create` of `site create`. */
export const lastWord = ({ path }: Outline): string => path.split(' ').at(-1) ?? '';
