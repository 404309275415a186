/**
 * How a console is talked to, as data: what is sent, what is waited for and for how long, and what is found
 * in the answers. Shipped profiles stand in `resources/consoles`; anybody may bring one of their own as a
 * file. See `docs/protocols/console.md`.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import callRecords from '../../../resources/consoles/commander-call-records.json' with { type: 'json' };
import linuxConsole from '../../../resources/consoles/linux-console.json' with { type: 'json' };
import simulatedConsole from '../../../resources/consoles/simulated-console.json' with { type: 'json' };
import type { ConsoleChoice } from '../../../core/api/upload.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { TRANSFER_PROTOCOLS } from './modem/transfer.ts';

export const BOOK_PROTOCOLS = [...TRANSFER_PROTOCOLS, 'text'] as const;
export type BookProtocol = (typeof BOOK_PROTOCOLS)[number];

const LONGEST_PATTERN = 1000;

const isPattern = (source: string): boolean => {
  try {
    return new RegExp(source, 'gm').source !== '';
  } catch {
    return false;
  }
};
const pattern = z.string().min(1).max(LONGEST_PATTERN).refine(isPattern);

/** What a console may say that ends the work. Named groups of the pattern are the parameters of the problem. */
const FAILURES = ['pbx-password-wrong', 'pbx-locked', 'pbx-no-access', 'console-transfer-failed'] as const;

export interface Case {
  /** Looked for in the last few thousand characters that arrived. `^` and `$` are also ends of lines. */
  when: string;
  /** Found in everything since the last match, as often as it is there; named groups are what is learnt. */
  find?: string[] | undefined;
  next?: Step[] | undefined;
  fail?: (typeof FAILURES)[number] | undefined;
}

/** `{user}`, `{password}`, `{protocol}` and `{command}` are filled in. Seconds. */
export type Step = { send: string } | { expect: Case[]; within: number } | { file: 'receive' | 'send' };

const step: z.ZodType<Step> = z.lazy(() =>
  z.union([
    z.strictObject({ send: z.string().max(500) }),
    z.strictObject({
      expect: z
        .array(
          z.strictObject({
            when: pattern,
            find: z.array(pattern).optional(),
            next: z.array(step).optional(),
            fail: z.enum(FAILURES).optional(),
          }),
        )
        .min(1),
      within: z.number().positive().max(600),
    }),
    z.strictObject({ file: z.enum(['receive', 'send']) }),
  ]),
);
const steps = z.array(step);

const common = {
  id: z.string().max(100),
  name: z.string().max(200),
  certainty: z.enum(['own', 'vendor', 'assumption']),
  source: z.string(),
};
const commands = z.partialRecord(z.enum(BOOK_PROTOCOLS), z.string().max(200));

const bookShape = z.strictObject({
  ...common,
  /** What the console shows when it waits for a command. */
  prompt: pattern,
  /** Brings the prompt back, whatever is half typed or half transferred. */
  attention: z.string().max(20),
  lineEnd: z.string().max(2),
  /** The first is the one that is used unless another is asked for. */
  protocols: z.array(z.enum(BOOK_PROTOCOLS)).min(1),
  file: z.strictObject({
    sendAs: z.string().max(60),
    /** Who numbers new contacts. */
    ids: z.enum(['given by the PBX', 'given by us']),
  }),
  logIn: steps,
  identify: steps,
  /** Absent where groups are only known from the contacts that stand in them. */
  groups: steps.optional(),
  export: steps,
  import: steps,
  commands: z.strictObject({ export: commands, import: commands }).optional(),
  logOut: steps,
});
export type BookConsole = z.infer<typeof bookShape>;

const recordsShape = z.strictObject({
  ...common,
  /** The pull of call records; nothing else is spoken on such a line. */
  records: z.strictObject({
    first: z.string().max(10),
    next: z.string().max(10),
    most: z.number().int().positive().max(100_000),
    within: z.number().positive().max(600),
    pattern,
  }),
});
export type RecordsConsole = z.infer<typeof recordsShape>;

const profileShape = z.union([bookShape, recordsShape]);
export type ConsoleProfile = z.infer<typeof profileShape>;

const SHIPPED: readonly unknown[] = [simulatedConsole, linuxConsole, callRecords];

const shippedConsoles = (): ConsoleProfile[] => SHIPPED.map((each) => profileShape.parse(each));

/** @param name The id of a shipped profile, or the path of a JSON file. Errors: `console-unknown`, `console-invalid`. */
export function consoleProfile(name: string): ConsoleProfile {
  const shipped = shippedConsoles();
  const known = shipped.find(({ id }) => id === name);
  if (known !== undefined) return known;
  const unknown = new SwitchbookError('console-unknown', {
    value: name,
    params: { known: shipped.map(({ id }) => id).join(', ') },
  });
  if (!name.endsWith('.json')) throw unknown;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(name, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new SwitchbookError('console-invalid', { value: name, params: { place: error.message } });
    }
    throw unknown;
  }
  const read = profileShape.safeParse(content);
  if (read.success) return read.data;
  const place = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new SwitchbookError('console-invalid', { value: name, params: { place: place.slice(0, 300) } });
}

export const isBookConsole = (profile: ConsoleProfile): profile is BookConsole => 'prompt' in profile;

/** A line over which call records are pulled and nothing else is spoken. Errors: those of `consoleProfile`. */
export const recordsOnly = ({ connector, console }: { connector: string; console: string }): boolean =>
  connector === 'console' && !isBookConsole(consoleProfile(console.split('#')[0] ?? ''));

/** What a person chooses from. `own`: a profile of somebody's own, left out where its file is gone or wrong. */
export function consoleChoices(own: string | null): ConsoleChoice[] {
  const shipped = shippedConsoles();
  const others = own === null || shipped.some(({ id }) => id === own) ? [] : ownConsole(own);
  return [...shipped, ...others].map((profile) => {
    const { id, name, certainty } = profile;
    const speaks = isBookConsole(profile);
    return {
      id,
      name,
      certainty,
      protocols: speaks ? profile.protocols : [],
      asksLogin: speaks && JSON.stringify(profile.logIn).includes('{user}'),
    };
  });
}

function ownConsole(path: string): ConsoleProfile[] {
  try {
    return [{ ...consoleProfile(path), id: path }];
  } catch (error) {
    if (error instanceof SwitchbookError) return [];
    throw error;
  }
}
