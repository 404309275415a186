/** Names of the PBX's pages: found in its menu or in a recording, and confirmed by whoever types the command. */
import type { Connection } from '../../../../core/api/upload.ts';
import type { PageCandidate } from '../../../../core/device/pages.ts';
import type { Terminal } from '../terminal.ts';
import { take } from './files.ts';
import { pathOf } from './options.ts';
import { unlock } from './sending.ts';

export interface PageWords {
  discover?: true;
  har?: string;
  accept?: true;
}

export interface FoundPages {
  candidates: PageCandidate[];
  /** The names in use afterwards. */
  pages: Connection['pages'];
}

/** Looks, shows, and remembers what is accepted: all of it with `--accept`, else by asking where somebody is there. */
export async function findPages(terminal: Terminal, { har, accept }: PageWords): Promise<FoundPages> {
  if (har === undefined) await unlock(terminal);
  const { candidates } =
    har === undefined
      ? await terminal.call('connection.discover', {})
      : await terminal.call('connection.readHar', { file: await take(terminal, pathOf(har)) });
  const chosen = surest(candidates);
  if (chosen.length > 0 && (accept === true || (await agreed(terminal, candidates)))) {
    const before = (await terminal.call('connection.get', {}))?.pages ?? [];
    // What was confirmed before and not found this time stays confirmed.
    const kept = before.filter(
      ({ use, confirmedAt }) => confirmedAt !== null && chosen.every((page) => page.use !== use),
    );
    const pages = [...kept, ...chosen].map(({ use, path }) => ({ use, path }));
    await terminal.call('connection.confirmPages', { pages });
  }
  return { candidates, pages: (await terminal.call('connection.get', {}))?.pages ?? [] };
}

export const pageLines = (terminal: Terminal, { candidates, pages }: FoundPages): string[] => [
  ...candidates.map((candidate) => candidateLine(terminal, candidate)),
  ...(candidates.length === 0 ? [terminal.text('pages-none')] : []),
  ...pages.map(({ use, path, confirmed, confirmedAt }) =>
    terminal.text('page-name', {
      use: terminal.text(`page.${use}`),
      path,
      standing: confirmedAt !== null ? 'yours' : confirmed ? 'confirmed' : 'unconfirmed',
      date: confirmedAt?.slice(0, 10) ?? '',
    }),
  ),
];

const candidateLine = (terminal: Terminal, { use, path, text, certainty }: PageCandidate): string =>
  terminal.text('page-found', { use: terminal.text(`page.${use}`), path, text, certainty });

/** The first of each use, but nothing that is only like it. */
const surest = (candidates: readonly PageCandidate[]): PageCandidate[] =>
  [...Map.groupBy(candidates, ({ use }) => use).values()].flatMap(([best]) =>
    best === undefined || best.certainty === 'possible' ? [] : [best],
  );

async function agreed(terminal: Terminal, candidates: readonly PageCandidate[]): Promise<boolean> {
  if (terminal.json || !terminal.canAsk) return false;
  for (const candidate of candidates) terminal.note(candidateLine(terminal, candidate));
  return /^[yojd]/i.test((await terminal.ask(terminal.text('pages-ask'))).trim());
}
