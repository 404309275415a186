import { describe, expect, it } from 'vitest';
import { openDevice } from '../../../../main/simulator/commander/open.ts';
import { temporaryFolder } from '../client.ts';
import { atWork, exported, imported, simulated } from './person.ts';

/** The fields of a line; none of these tests has a quote or a line break in one. */
const fieldsOf = (line: string): string[] => line.split(';').map((field) => field.replace(/^"|"$/g, ''));
const lineOf = (fields: readonly string[]): string =>
  fields.map((field) => (field === '' ? '' : `"${field}"`)).join(';');

const GROUPS = 45;
const ID = 46;

function row(given: Record<number, string>): string {
  const fields = Array.from({ length: 48 }, (_, at) => given[at] ?? '');
  return lineOf(fields);
}

/** Header and rows of a file. */
const linesOf = (file: string): string[] => file.split('\n').slice(0, -1);
const fileOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

describe('import', () => {
  it('changes nothing with what was exported', async () => {
    const console = await simulated({ contacts: 60 });
    const person = await atWork(console);
    const before = console.book();
    const file = await exported(person);
    expect(linesOf(file)).toHaveLength(61);
    expect(fieldsOf(linesOf(file)[0] ?? '').slice(44)).toEqual([
      '3. Staat',
      'Kontaktgruppen',
      'Kontakt-Id',
      '',
    ]);
    expect(await imported(person, file)).toBe('Imported: 0 created, 0 updated, 0 deleted, 0 refused\r\n');
    expect(console.book()).toEqual(before);
  });

  it('takes the file for the whole book: changed, new, gone, Google as it was', async () => {
    const console = await simulated({ contacts: 80 });
    const person = await atWork(console);
    const before = console.book().contacts;
    const google = before.filter(({ groups }) => groups.includes('Google Vertrieb'));
    expect(google.length).toBeGreaterThan(0);
    const own = before.filter(({ groups }) => groups.join() === 'Personnel');
    const [changed, gone] = own;
    const lines = linesOf(await exported(person)).flatMap((line) => {
      const fields = fieldsOf(line);
      if (fields[ID] === String(changed?.id)) {
        return [lineOf(fields.with(2, 'Núñez').with(GROUPS, 'Clients|Équipe \\| A\\\\B'))];
      }
      if (fields[ID] === String(gone?.id)) return [];
      if (fields[ID] === String(google[0]?.id)) return [];
      if (fields[ID] === String(google[1]?.id)) return [lineOf(fields.with(2, 'Mine'))];
      return [line];
    });
    lines.push(
      row({ 4: 'Neu GmbH', 11: '0301' }),
      row({ 2: 'Other', 10: 'Mobil', 11: '0302', [ID]: '99999' }),
    );
    expect(await imported(person, fileOf(lines))).toBe(
      'Imported: 2 created, 1 updated, 1 deleted, 0 refused\r\n',
    );
    const after = console.book();
    const found = (id: number | undefined) => after.contacts.find((contact) => contact.id === id);
    expect(found(changed?.id)).toMatchObject({
      columns: { Nachname: 'Núñez' },
      groups: ['Clients', 'Équipe | A\\B'],
    });
    expect(after.groups.at(-1)).toMatchObject({ name: 'Équipe | A\\B', kind: 'standard' });
    expect(found(gone?.id)).toBeUndefined();
    for (const contact of google) expect(found(contact.id)).toEqual(contact);
    expect(after.contacts.slice(-2).map(({ columns, groups }) => [columns, groups])).toEqual([
      [{ Firma: 'Neu GmbH', '1. Typ Telefonnummer': 'Haupttelefon', '1. Telefonnummer': '0301' }, []],
      [{ Nachname: 'Other', '1. Typ Telefonnummer': 'Mobil', '1. Telefonnummer': '0302' }, []],
    ]);
    expect(after.contacts).toHaveLength(before.length + 1);
  });

  it('says which rows it refuses and why, and leaves their contacts as they were', async () => {
    const console = await simulated({ contacts: 12, seed: 3 });
    const person = await atWork(console);
    const before = console.book();
    const [header = '', first = '', second = '', third = '', ...rest] = linesOf(await exported(person));
    const answer = await imported(
      person,
      fileOf([
        header,
        lineOf(fieldsOf(first).with(11, 'call me')),
        second,
        third,
        third,
        row({ 2: 'Numberless' }),
        row({ 2: 'Google', 11: '0303', [GROUPS]: 'Google Vertrieb' }),
        row({ 2: 'Werkstatt', 11: '0304', [GROUPS]: 'DECT Werkstatt|New one' }),
        ...rest,
      ]),
    );
    expect(answer.split('\r\n')).toEqual([
      'Imported: 0 created, 0 updated, 0 deleted, 5 refused',
      'Refused line 2: not a phone number: call me',
      'Refused line 5: the id 3 came in line 4',
      'Refused line 6: at least one phone number is required',
      'Refused line 7: the members of a Google group change at Google only',
      'Refused line 8: contacts of a dect-900 group must also be in the version-1 group',
      '',
    ]);
    expect(console.book()).toEqual(before);
  });

  it('finds room for a row once the others have made it, and for none beyond', async () => {
    const folder = temporaryFolder();
    const { store } = openDevice({ folder, contacts: 1 }, null);
    const id = (name: string): number => store.groups().find((group) => group.name === name)?.id ?? 0;
    const full = [id('Telefonbuch Version 1'), id('DECT Werkstatt')];
    const cells = store.contact(1)?.cells ?? [];
    // As many as a DECT 900 group of this model holds.
    store.transaction(() => {
      for (let n = 0; n < 140; n++) store.saveContact({ cells: cells.with(2, `P${n}`), groups: full }, null);
    });
    store.close();
    const console = await simulated({ folder });
    const person = await atWork(console);
    const [header = '', ...lines] = linesOf(await exported(person));
    const joins = (name: string): string =>
      row({ 2: name, 11: '0305', [GROUPS]: 'Telefonbuch Version 1|DECT Werkstatt' });
    const leaves = lines.map((line) =>
      line.includes('"P77"') ? lineOf(fieldsOf(line).with(GROUPS, '')) : line,
    );
    expect(await imported(person, fileOf([header, joins('First'), joins('Second'), ...leaves]))).toBe(
      'Imported: 1 created, 1 updated, 0 deleted, 1 refused\r\n' +
        'Refused line 3: the contact group DECT Werkstatt is full (140 contacts)\r\n',
    );
    const members = console.book().contacts.filter(({ groups }) => groups.includes('DECT Werkstatt'));
    expect(members).toHaveLength(140);
    expect(members.at(-1)?.columns['Nachname']).toBe('First');
  });

  it.each([
    ['an empty file', '', 'the file is empty'],
    ['another header', 'Name;Nummer\nA;1\n', 'line 1 is not the header of the book'],
  ])('has no effect with %s', async (_, file, why) => {
    const console = await simulated();
    const before = console.book();
    const person = await atWork(console);
    expect(await imported(person, file)).toBe(`Transfer failed: ${why}\r\n`);
    expect(console.book()).toEqual(before);
  });

  it('has no effect where a quote is missing, or the transfer is broken off', async () => {
    const console = await simulated();
    const before = console.book();
    const person = await atWork(console);
    const file = await exported(person);
    expect(await imported(person, file.replace('"Clients"', '"Clients'))).toMatch(
      /^Transfer failed: line \d+: 47 fields in place of 48\r\n$/,
    );
    expect(await imported(person, `${file.slice(0, -4)}\n`)).toBe(
      'Transfer failed: line 21: a quote is never closed\r\n',
    );
    person.type('import text\r');
    await person.until(/-----END BOOK-----\r\n$/);
    person.type(`${file.slice(0, 2000)}\x03`);
    expect(await person.until(/COMmander> $/)).toBe('Transfer failed: cancelled\r\nCOMmander> ');
    const other = await atWork(console);
    other.type('import text\r');
    await other.until(/-----END BOOK-----\r\n$/);
    other.type(file.slice(0, 2000));
    other.stream.destroy();
    expect(await exported(person)).toBe(file);
    expect(console.book()).toEqual(before);
  });

  it('leaves what ISO-8859-1 cannot carry as it was, where it comes back as it went', async () => {
    const folder = temporaryFolder();
    const { store } = openDevice({ folder, contacts: 1 }, null);
    const group = store.saveGroup({ name: 'Łódź \\', kind: 'standard', standard: false }, null);
    const cells = store.contact(1)?.cells ?? [];
    const id = store.saveContact(
      { cells: cells.with(2, 'Žižka\\').with(4, 'a\n"b"; c'), groups: [group] },
      null,
    );
    store.close();
    const console = await simulated({ folder });
    const before = console.book();
    const person = await atWork(console);
    const file = await exported(person);
    expect(file).toContain('"?i?ka/"');
    expect(file).toContain(`"?ód? /";"${id}";\n`);
    expect(await imported(person, file)).toBe('Imported: 0 created, 0 updated, 0 deleted, 0 refused\r\n');
    expect(console.book()).toEqual(before);
  });
});
