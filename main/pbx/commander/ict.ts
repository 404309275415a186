/** The vendor's published ICT System API, which reads and never writes (`docs/protocols/commander.md` section 2). */
import { z } from 'zod';
import type { DeviceRecord, RecordField } from '../../../core/device/record.ts';
import { emptyFields } from '../../../core/directory/contact.ts';
import type { GroupKind } from '../../../core/directory/group.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ReadProgress, RemoteContact, RemoteGroup } from '../connector.ts';
import { numberKind } from '../columns.ts';
import { allowed, text } from './grid.ts';
import type { Session } from './session.ts';

/** Numbers arrive as strings on some firmware. */
const loose = z.coerce.number();

const about = z.object({ pbx: text, version: text, serial: text, pbxType: loose.optional() });
export type About = z.output<typeof about>;

export async function readAbout(session: Session): Promise<About> {
  const parsed = about.safeParse(await allowed('/app_about', session.get('/app_about')));
  if (!parsed.success) throw new SwitchbookError('pbx-answer-unreadable', { value: '/app_about' });
  return parsed.data;
}

/** Group kinds by their code; Google groups have a code in the Configuration Manager only. */
export const KIND_CODES = [
  'standard',
  'dect-900',
  'dect-900c',
  'version-1',
  'google',
] as const satisfies readonly GroupKind[];

const categories = z.array(z.object({ id: text, name: text, default: loose, type: loose }));

async function readCategories(session: Session, signal: AbortSignal): Promise<RemoteGroup[]> {
  const path = '/app_address_categories';
  const parsed = categories.safeParse(await allowed(path, session.get(path, signal)));
  if (!parsed.success) throw new SwitchbookError('pbx-answer-unreadable', { value: path });
  return parsed.data.map(({ id, name, default: standard, type }) => ({
    id,
    name,
    kind: KIND_CODES[type] ?? 'standard',
    standardForNew: standard === 1,
  }));
}

const contact = z.looseObject({
  id: text,
  surname: text.default(''),
  givenname: text.default(''),
  company: text.default(''),
  number1: text,
});
const contacts = z.array(contact);
/** What firmware older than this call answers: an entry that asks for an update. */
const dummy = z.array(z.object({ kwName: text })).min(1);

/**
 * The fields read here. The API's display name is the one that telephones show, made of the other names
 * where none is stored, so it says nothing about what is stored.
 */
export const ICT_FIELDS = [
  'givenName',
  'familyName',
  'company',
  'numbers',
  'groups',
] as const satisfies readonly RecordField[];

async function readCategory(session: Session, category: string, signal: AbortSignal) {
  const path = `/app_telefonbuch?catId=${encodeURIComponent(category)}`;
  const answer = await allowed(path, session.get(path, signal));
  const parsed = contacts.safeParse(answer);
  if (parsed.success) return parsed.data;
  if (dummy.safeParse(answer).success) throw new SwitchbookError('pbx-firmware-unsupported');
  throw new SwitchbookError('pbx-answer-unreadable', { value: path });
}

/** Everything that this login may see; memberships are learnt by asking group by group. */
export async function readDirectory(
  session: Session,
  progress: ReadProgress,
  signal: AbortSignal,
): Promise<{ groups: RemoteGroup[]; contacts: RemoteContact[] }> {
  const groups = await readCategories(session, signal);
  const total = groups.length + 1;
  const found = new Map<string, RemoteContact>();
  const meet = (entry: z.output<typeof contact>) => {
    const known = found.get(entry.id) ?? { id: entry.id, record: recordOf(entry) };
    found.set(entry.id, known);
    return known;
  };
  (await readCategory(session, '0', signal)).forEach(meet);
  progress(1, total);
  for (const [index, group] of groups.entries()) {
    for (const entry of await readCategory(session, group.id, signal))
      meet(entry).record.groups.push(group.name);
    progress(index + 2, total);
  }
  for (const { record } of found.values()) record.groups.sort();
  return { groups, contacts: [...found.values()] };
}

function recordOf(entry: z.output<typeof contact>): DeviceRecord {
  const field = (name: string) => text.safeParse(entry[name]).data ?? '';
  return {
    ...emptyFields(),
    givenName: entry.givenname,
    familyName: entry.surname,
    company: entry.company,
    numbers: [1, 2, 3, 4]
      .map((slot) => ({ kind: numberKind(field(`type${slot}`)), value: field(`number${slot}`) }))
      .filter(({ value }) => value !== ''),
  };
}
