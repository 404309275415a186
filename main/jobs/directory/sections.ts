/** Under which headings a directory has its contacts, in the order of the list. */
import type { DirectorySheet } from '../../../core/api/export.ts';
import type { Contact } from '../../../core/directory/contact.ts';
import { sortKey } from '../../site/fold.ts';
import { placeOf } from '../../site/list.ts';
import type { Site } from '../../site/site.ts';

/** A run of contacts; `headingOf` says where within it a new heading stands. `null`: those that have none. */
export interface Run {
  ids: readonly number[];
  headingOf: (contact: Contact) => { key: string; heading: string | null };
}

/** `ids`: who is printed; a contact of several groups stands in each of them, or of `groups` only. */
export function runsOf(
  site: Site,
  ids: readonly number[],
  by: DirectorySheet['by'],
  groups: readonly string[] | undefined,
): Run[] {
  const wanted = new Set(ids);
  const among = (found: readonly number[]) => found.filter((id) => wanted.has(id));
  if (by === 'initial') {
    const headingOf: Run['headingOf'] = (contact) => {
      const { initial } = placeOf(contact);
      return { key: initial, heading: initial };
    };
    return [{ ids: among(site.find({})), headingOf }];
  }
  if (by === 'department') {
    // Those without a department come last, as in the list.
    const found = among(site.find({ sort: { field: 'department', descending: false } }));
    const headingOf: Run['headingOf'] = ({ department }) => ({
      key: sortKey(department),
      heading: department.trim() === '' ? null : department,
    });
    return [{ ids: found, headingOf }];
  }
  const under = (heading: string | null, found: readonly number[]): Run => ({
    ids: among(found),
    headingOf: () => ({ key: heading ?? '', heading }),
  });
  const shown = site.groups().filter(({ name }) => groups?.includes(name) ?? true);
  const sections = shown.map(({ name }) => under(name, site.find({ group: name })));
  // With groups chosen nobody is without one.
  const rest = groups === undefined ? [under(null, site.find({ ungrouped: true }))] : [];
  return [...sections, ...rest].filter((run) => run.ids.length > 0);
}
