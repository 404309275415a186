/**
 * One command over a folder of sites: each is opened, worked on and closed, a few at a time; what came of each is
 * said at once, in the order of their names, so that the memory does not grow with their number. One that fails
 * never stops the others.
 */
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { basename, dirname, extname, join, parse, sep } from 'node:path';
import { isDamaged } from '../../../core/problem/damaged.ts';
import { errorOf, SwitchbookError } from '../../../core/problem/problem.ts';
import { problemOf } from '../../api/problem-of.ts';
import type { Work } from './program.ts';
import { EXIT, Terminal, type ExitCode } from './terminal.ts';

/** What a command can be done to: many sites, with files that it writes for each. */
export interface Reach {
  outputs: readonly string[];
}
export const MANY: Reach = { outputs: [] };

/** While one waits for its PBX the others go on. */
const AT_ONCE = 4;

const OUTCOMES = {
  [EXIT.done]: 'done',
  [EXIT.failed]: 'failed',
  [EXIT.usage]: 'failed',
  [EXIT.conflicts]: 'conflicts',
  [EXIT.rejected]: 'rejected',
} as const;

interface Outcome {
  site: string;
  exit: ExitCode;
  /** What the command alone would have printed. */
  result: unknown;
  error: ReturnType<Terminal['said']> | null;
  lines: readonly string[];
  notes: readonly string[];
}

/**
 * The files that a pattern with `*` or `?` stands for, by name; null where it is the path of one.
 * Errors: `sites-none`.
 */
export function sitesOf(pattern: string): string[] | null {
  if (!/[*?]/.test(pattern) || existsSync(pattern)) return null;
  // Only what follows the first star is a pattern: folders above may be called anything.
  const { root } = parse(pattern);
  const parts = pattern.slice(root.length).split(sep);
  const first = parts.findIndex((part) => /[*?]/.test(part));
  const folder = root + parts.slice(0, first).join(sep);
  const found = globSync(parts.slice(first).join('/'), { cwd: folder })
    .map((path) => join(folder, path))
    .sort();
  if (found.length === 0) throw new SwitchbookError('sites-none', { value: pattern });
  return found;
}

const PLACEHOLDERS = { site: '{site}', folder: '{folder}' };

/** A path for each site: `{site}` is its name, `{folder}` that of its folder. */
export const placed = (path: string, site: string): string =>
  path
    .replaceAll(PLACEHOLDERS.site, () => basename(site, extname(site)))
    .replaceAll(PLACEHOLDERS.folder, () => basename(dirname(site)));

/**
 * Says what came of each, and how many failed. Ends with 1 where any did, else with 3 or 4 where any needs that.
 * Errors, before anything is done: `sites-one-only`, `sites-output`.
 */
export async function overSites(
  terminal: Terminal,
  sites: readonly string[],
  enter: (terminal: Terminal) => Promise<void>,
  work: Work,
  reach: Reach | undefined,
): Promise<ExitCode> {
  if (reach === undefined) throw new SwitchbookError('sites-one-only');
  for (const output of reach.outputs) {
    if (new Set(sites.map((site) => placed(output, site))).size < sites.length) {
      throw new SwitchbookError('sites-output', { value: output, params: PLACEHOLDERS });
    }
  }
  let cancelled = false;
  const cancel = (): void => void (cancelled = true);
  process.once('SIGINT', cancel);
  const one = (site: string): Promise<Outcome> =>
    workOn(site, terminal.json, async (at) => {
      if (cancelled) throw new SwitchbookError('cancelled');
      const { locked } = await at.call('site.open', { path: site });
      // What is left of it can be saved; numbers of what is left would pass for those of the site.
      if (locked !== null && isDamaged(locked)) throw errorOf(locked);
      await enter(at);
      return work(at, site);
    });
  const counts = { total: sites.length, done: 0, failed: 0, conflicts: 0, rejected: 0 };
  const print = printer(terminal);
  for await (const outcome of inOrder(sites, one)) {
    counts[OUTCOMES[outcome.exit]] += 1;
    await print.site(outcome);
  }
  process.off('SIGINT', cancel);
  await print.end(counts);
  if (counts.failed > 0) return EXIT.failed;
  if (counts.conflicts > 0) return EXIT.conflicts;
  return counts.rejected > 0 ? EXIT.rejected : EXIT.done;
}

async function workOn(
  site: string,
  json: boolean,
  work: (terminal: Terminal) => Promise<ExitCode>,
): Promise<Outcome> {
  let result: unknown = null;
  let lines: readonly string[] = [];
  const notes: string[] = [];
  const outlet = {
    result: (document: unknown, said: readonly string[]): void => {
      result = document;
      lines = said;
    },
    note: (line: string): void => void notes.push(line),
  };
  const terminal = new Terminal(json, outlet);
  try {
    return { site, exit: await work(terminal), result, error: null, lines, notes };
  } catch (thrown) {
    const error = terminal.said(problemOf(thrown));
    notes.push([error.message, error.remedy].filter((part) => part !== '').join(' '));
    return { site, exit: EXIT.failed, result: null, error, lines: [], notes };
  } finally {
    terminal.close();
  }
}

/** A few at a time, in the order of the list: the first is waited for while the next ones go on. */
async function* inOrder(
  sites: readonly string[],
  work: (site: string) => Promise<Outcome>,
): AsyncGenerator<Outcome> {
  const running: Promise<Outcome>[] = [];
  for (const site of sites) {
    running.push(work(site));
    const first = running.length < AT_ONCE ? undefined : running.shift();
    if (first !== undefined) yield await first;
  }
  for (const outcome of running) yield await outcome;
}

type Counts = Record<'total' | 'done' | 'failed' | 'conflicts' | 'rejected', number>;

/** For programs one document, which is written as it grows; for people the lines of each under its path. */
function printer(terminal: Terminal) {
  // Whoever reads slowly is waited for: nothing piles up here.
  const write = async (text: string): Promise<void> => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  let before = '{"sites":[';
  return {
    async site({ site, exit, result, error, lines, notes }: Outcome): Promise<void> {
      if (!terminal.json) {
        await write([site, ...lines.map((line) => `  ${line}`), ''].join('\n'));
        for (const note of notes) terminal.note(`${site}: ${note}`);
        return;
      }
      const text = before + JSON.stringify({ site, outcome: OUTCOMES[exit], exit, result, error });
      before = ',';
      await write(text);
    },
    async end(counts: Counts): Promise<void> {
      if (terminal.json) await write(`],${JSON.stringify(counts).slice(1)}\n`);
      else await write(`${terminal.text('sites-summary', counts)}\n`);
    },
  };
}
