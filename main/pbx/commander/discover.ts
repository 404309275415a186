/**
 * Looks for the pages that the manufacturer does not publish: the menu (`/tree`) names every page of a
 * login, and what the help calls a page is what the menu says. Reads only; a person confirms what is found.
 */
import { z } from 'zod';
import type { PageCandidate, PageCertainty, PageUse } from '../../../core/device/pages.ts';
import { PAGE_USES, pagePath } from '../../../core/device/pages.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { allowed, readGrid } from './grid.ts';
import { purposeOfRows } from './page-shape.ts';
import type { Session } from './session.ts';

/** A menu has some hundred entries. */
const MOST_ENTRIES = 5000;
/** Names of several pages (Settings, Authorisations) are found all over the menu. */
const MOST_LOOKED_AT = 40;

/** The words of the help: section 5b of the protocol, and the LDAP server's of section 5d. */
const WORDS: Record<PageUse, readonly string[]> = {
  contacts: ['Contacts and assignment', 'Kontakte und Zuordnung', 'Contacts et affectation'],
  contactGroups: ['Contact groups', 'Kontaktgruppen', 'Groupes de contacts'],
  permissions: [
    'Contact group authorisations',
    'Contact group authorizations',
    'Berechtigungen',
    'Autorisations',
  ],
  standardGroups: ['Standard contact groups', 'Standardkontaktgruppen', 'Groupes de contacts par défaut'],
  ldap: ['Settings', 'Einstellungen', 'Paramètres'],
};
/** Only the rows tell which of several pages of that name it is. */
const COMMON: readonly PageUse[] = ['permissions', 'ldap'];

const entryShape = z.object({
  text: z.string().catch(''),
  page: pagePath.optional().catch(undefined),
  items: z.array(z.unknown()).catch([]),
});

/**
 * Candidates for each use, the surest first. Errors: `pbx-no-access` and `pbx-page-missing` where there is
 * no menu for this login, `pbx-answer-unreadable`, and those of the line.
 */
export async function discoverPages(session: Session, signal: AbortSignal): Promise<PageCandidate[]> {
  const path = '/tree';
  const tree = await allowed(path, session.get(path, signal));
  if (!Array.isArray(tree)) throw new SwitchbookError('pbx-answer-unreadable', { value: path });
  const candidates: PageCandidate[] = [];
  const named = entriesOf(tree).flatMap(({ text, page }) => {
    const use = PAGE_USES.find((one) => WORDS[one].some((word) => plain(word) === plain(text)));
    return use === undefined || page === undefined ? [] : [{ use, path: page, text }];
  });
  for (const entry of named.slice(0, MOST_LOOKED_AT)) {
    const certainty = await certaintyOf(session, entry, signal);
    if (certainty !== null) candidates.push({ ...entry, certainty });
  }
  return surestFirst(candidates);
}

export const surestFirst = (candidates: readonly PageCandidate[]): PageCandidate[] => {
  const rank: Record<PageCertainty, number> = { sure: 0, likely: 1, possible: 2 };
  return candidates.toSorted(
    (a, b) => PAGE_USES.indexOf(a.use) - PAGE_USES.indexOf(b.use) || rank[a.certainty] - rank[b.certainty],
  );
};

/** Null: it is another page of that name. */
async function certaintyOf(
  session: Session,
  { use, path }: Pick<PageCandidate, 'use' | 'path'>,
  signal: AbortSignal,
): Promise<PageCertainty | null> {
  try {
    const rows = await readGrid(session, path, signal);
    if (purposeOfRows(rows) === use) return 'sure';
    if (rows.length === 0) return COMMON.includes(use) ? 'possible' : 'likely';
  } catch (error) {
    // A page that is no grid, or not for this login: its name is all there is.
    if (!(error instanceof SwitchbookError)) throw error;
    const { code } = error.problem;
    if (!['pbx-no-access', 'pbx-page-missing', 'pbx-answer-unreadable'].includes(code)) throw error;
  }
  return COMMON.includes(use) ? null : 'possible';
}

/** Every entry of the menu, however deep: by a list of what is still to be seen, not by recursion. */
function entriesOf(tree: readonly unknown[]): z.infer<typeof entryShape>[] {
  const entries: z.infer<typeof entryShape>[] = [];
  const waiting = tree.slice(0, MOST_ENTRIES).toReversed();
  while (waiting.length > 0 && entries.length < MOST_ENTRIES) {
    const parsed = entryShape.safeParse(waiting.pop());
    if (!parsed.success) continue;
    entries.push(parsed.data);
    for (const item of parsed.data.items.slice(0, MOST_ENTRIES).toReversed()) waiting.push(item);
  }
  return entries;
}

const plain = (text: string): string =>
  text.slice(0, 200).normalize('NFC').replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim().toLowerCase();
