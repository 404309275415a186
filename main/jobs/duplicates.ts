/** Duplicates of a site: looked for, merged as one step, or remembered as two. */
import { placeName, placeNamed, type DuplicatePage } from '../../core/api/duplicates.ts';
import { LIST_FIELDS, shownName, type Contact } from '../../core/directory/contact.ts';
import { DuplicateSearch, type DuplicateSet } from '../../core/duplicates/find.ts';
import { mergedFields, type ChosenTexts } from '../../core/duplicates/merge.ts';
import { inPlace } from '../../core/duplicates/sets.ts';
import { speaker, type Language } from '../../core/language/text.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import type { Site } from '../site/site.ts';
import { stopIfCancelled, type JobContext } from './job.ts';

const AT_ONCE = 500;
/** As much as a form can show again; more of it would be in the way of every later change. */
const MOST_TEXT = 10_000;
const MOST_VALUES = 100;

/** What was found, for as long as the site stays as it was: pages of it are not looked for again. */
export interface DuplicateState {
  revision: number;
  sets: readonly DuplicateSet[];
}

/** Errors: `cancelled`. Reads while others may write: `revision` says what it is true of. */
export async function findDuplicates(site: Site, context: JobContext): Promise<DuplicateState> {
  const revision = site.revision();
  const { contacts: total } = site.info();
  const search = new DuplicateSearch();
  const pause = async (phase: 'compare' | 'match', done: number, of: number): Promise<void> => {
    context.progress({ phase, done, total: of });
    await new Promise((resume) => setImmediate(resume));
    stopIfCancelled(context);
  };
  let done = 0;
  for (const contact of site.eachContact()) {
    search.add(contact);
    if (++done % AT_ONCE === 0) await pause('compare', done, total);
  }
  const distinct = new Set(site.distinct().map(([one, other]) => `${one} ${other}`));
  const sets = search.sets((one, other) => distinct.has(`${one} ${other}`));
  for (;;) {
    const step = sets.next();
    if (step.done === true) return { revision, sets: step.value };
    await pause('match', step.value.done, step.value.total);
  }
}

/** Those after a place in the order, whether or not what stood there still does. */
export function pageOf(
  site: Site,
  { revision, sets: all }: DuplicateState,
  { least, limit, after }: { least: number; limit: number; after?: string | undefined },
): DuplicatePage {
  const likely = all.filter(({ score }) => score >= least);
  const place = after === undefined ? null : placeNamed(after);
  const from = place === null ? 0 : likely.findIndex((set) => inPlace(set, place) > 0);
  const page = from === -1 ? [] : likely.slice(from, from + limit);
  const last = page.at(-1);
  const isLast = last === undefined || last === likely.at(-1);
  const names = new Map(site.contacts(page.flatMap(({ ids }) => ids)).map((one) => [one.id, shownName(one)]));
  const sets = page.map((set) => ({ ...set, names: set.ids.map((id) => names.get(id) ?? '') }));
  return { total: likely.length, sets, next: isLast ? null : placeName(last), revision };
}

export interface MergePlan {
  kept: Contact;
  /** Those that go. */
  others: Contact[];
  fields: ReturnType<typeof mergedFields>;
  /** Whose picture the one that is kept gets; null: its own stays. */
  photoOf: number | null;
}

/** Errors: `contact-missing`, `merge-too-much`. */
export function planMerge(
  site: Site,
  {
    ids,
    texts,
    photo,
    language,
  }: { ids: readonly number[]; texts: ChosenTexts; photo?: number | undefined; language: Language },
): MergePlan {
  const wanted = [...new Set(ids)];
  const [kept, ...others] = site.contacts(wanted);
  if (kept === undefined || others.length !== wanted.length - 1 || others.length === 0) {
    throw new SwitchbookError('contact-missing', { value: missing(wanted, [kept, ...others]) });
  }
  const say = speaker(terms, language);
  const fields = mergedFields([kept, ...others], texts, (field) => say(`field.${field}`));
  refuseTooMuch('note', fields.note.length, MOST_TEXT);
  for (const list of LIST_FIELDS) {
    refuseTooMuch(list, fields[list].length, MOST_VALUES);
  }
  const pictured = [kept, ...others].filter((contact) => contact.photo !== null).map(({ id }) => id);
  const chosen = photo !== undefined && pictured.includes(photo) ? photo : pictured[0];
  return { kept, others, fields, photoOf: chosen === undefined || chosen === kept.id ? null : chosen };
}

const missing = (ids: readonly number[], found: readonly (Contact | undefined)[]): string =>
  String(ids.find((id) => !found.some((contact) => contact?.id === id)) ?? ids[0] ?? '');

function refuseTooMuch(field: string, count: number, most: number): void {
  if (count > most) throw new SwitchbookError('merge-too-much', { value: field, params: { count, most } });
}

/** One step. Whoever was said to be somebody else than one that goes, is somebody else than the one that stays. */
export function merge(site: Site, { kept, others, fields, photoOf }: MergePlan): Contact {
  const picture = photoOf === null ? undefined : (site.photo(photoOf) ?? undefined);
  const together = new Set([kept.id, ...others.map(({ id }) => id)]);
  const strangers = site
    .distinct()
    .filter(([one, other]) => together.has(one) !== together.has(other))
    .map(([one, other]) => (together.has(one) ? other : one));
  site.change('merge-contacts', shownName(fields), { kind: 'hand' }, (change) => {
    change.updateContact(kept.id, fields, picture);
    for (const { id } of others) change.deleteContact(id);
    for (const { id } of site.contacts([...new Set(strangers)])) change.keepDistinct(kept.id, id);
  });
  const [merged] = site.contacts([kept.id]);
  if (merged === undefined) throw new SwitchbookError('contact-missing', { value: String(kept.id) });
  return merged;
}

/** Says how many pairs were not known yet. Errors: `contact-missing`. */
export function keepDistinct(site: Site, ids: readonly number[]): number {
  const [first] = site.contacts(ids);
  return site.change(
    'keep-distinct',
    first === undefined ? '' : shownName(first),
    { kind: 'hand' },
    (change) => {
      let added = 0;
      for (const [i, one] of ids.entries()) {
        for (const other of ids.slice(i + 1)) if (change.keepDistinct(one, other)) added++;
      }
      return added;
    },
  );
}
