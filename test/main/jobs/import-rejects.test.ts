import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../core/language/text.ts';
import { encodeText } from '../../../core/formats/encode.ts';
import { decodeText, type Encoding } from '../../../core/formats/encoding.ts';
import { readXlsx } from '../../../core/formats/xlsx/read.ts';
import { writeXlsx } from '../../../core/formats/xlsx/write.ts';
import { counts, Desk, type Options } from './import-help.ts';

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

async function rejectsOf(
  desk: Desk,
  file: Uint8Array | string,
  name: string,
  language: (typeof LANGUAGES)[number] = 'de',
  options: Options = {},
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const { plan } = await desk.preview(file, options, name);
  return desk.session.rejects(plan, language);
}

/** Rejected for want of a name; the name is what the corrector fills in. */
const SEMICOLONS = [
  'sep=;',
  'Vorname;Nachname;Telefon;Mobiltelefon;Notiz',
  'Zoë;Groß;030 1234567;;',
  ';;+49 30 7654321;*21#;"zwei',
  'Zeilen; ""mit"" =1+1"',
  'Änne;Ott;030 1112223;;',
  ';;-5;+49 171 2345678',
  '',
].join('\r\n');

describe('the rejected rows of a CSV file', () => {
  const files: [string, Encoding, string][] = [
    ['UTF-8 with a mark', 'utf-8', '\ufeff'],
    ['windows-1252', 'windows-1252', ''],
    ['UTF-16 LE', 'utf-16le', '\ufeff'],
    ['Mac Roman', 'macintosh', ''],
  ];
  it.each(files)(
    'keep preamble, dialect, line ends and %s; corrected they are imported',
    async (_, encoding, mark) => {
      using desk = new Desk();
      const file = encodeText(mark + SEMICOLONS, encoding).bytes;
      const { bytes, fileName } = await rejectsOf(desk, file, 'kontakte.csv', 'de', {
        reading: { encoding },
      });
      expect(fileName).toBe('kontakte-rejected.csv');
      const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
      const [sep, header, first, second, third, end] = text.split('\r\n');
      expect(sep).toBe(`${mark}sep=;`);
      expect(header).toBe('Vorname;Nachname;Telefon;Mobiltelefon;Notiz;"Switchbook: Grund"');
      expect(first).toBe(';;+49 30 7654321;*21#;"zwei');
      expect(second).toMatch(/^Zeilen; ""mit"" =1\+1";"\p{L}[^"]*"$/u);
      expect(third).toMatch(/^;;-5;\+49 171 2345678;;"\p{L}[^"]*"$/u);
      expect(end).toBe('');

      const corrected = text.replace('\n;;+49', '\n;Bär;+49').replace('\n;;-5', '\n;Löw;-5');
      const again = encodeText(corrected, encoding).bytes;
      const report = await desk.import(again, { reading: { encoding } }, fileName);
      expect(counts(report)).toMatchObject({ read: 2, created: 2, rejected: 0 });
      const [baer, loew] = desk.contacts();
      expect(baer).toMatchObject({ familyName: 'Bär', note: 'zwei\nZeilen; "mit" =1+1' });
      expect(baer?.numbers.map(({ value }) => value)).toEqual(['+49 30 7654321', '*21#']);
      expect(loew?.numbers.map(({ value }) => value)).toContain('+49 171 2345678');
    },
  );

  it('keep the escapes, the nameless column and the line ends of the PBX', async () => {
    using desk = new Desk();
    const header =
      '"Anrede";"Vorname";"Nachname";"Displayname";"Firma";"Abteilung";"Position";"Geburtstag";"PhotoId";"Kurzwahlnummer";"1. Typ Telefonnummer";"1. Telefonnummer";';
    const good = '"Frau";"Zoë";"Groß";"die \\"Chefin\\"";;;;;;;"Mobil";"0171 2345678";';
    const bad = '"Herr";;;;;"Büro \\"Ost\\"";;;;;"Mobil";"+49171 2345679";';
    const file = encodeText([header, good, bad].join('\n'), 'windows-1252').bytes;
    const { bytes } = await rejectsOf(desk, file, 'auerswald.csv');
    const [head, row, end] = latin(bytes).split('\n');
    expect(head).toBe(`${header};"Switchbook: Grund"`);
    expect(row?.startsWith(`${latin(encodeText(bad, 'windows-1252').bytes)};"`)).toBe(true);
    expect(end).toBe('');
    const inspection = await desk.inspect(bytes, 'auerswald-rejected.csv');
    expect(inspection.template).toMatchObject({ id: 'auerswald-a' });
    expect(inspection.columns).toHaveLength(13);
  });

  it('stay without a header where there was none', async () => {
    using desk = new Desk();
    const file = 'Anna Ott,+49301234567,a@ott.example\n,01712345678,b@ott.example\n';
    const { bytes } = await rejectsOf(desk, file, 'liste.csv', 'fr');
    const text = utf8(bytes);
    expect(text).toMatch(/^,01712345678,b@ott\.example,"Switchbook\u00a0: motif – [^"]+"\n$/);
    const inspection = await desk.inspect(text.replace(/^/, 'Bo Ott'), 'liste-rejected.csv');
    expect(inspection.columns.map(({ target }) => target?.field)).toEqual(['fullName', 'number', 'email']);
    const report = await desk.import(text.replace(/^/, 'Bo Ott'), {}, 'liste-rejected.csv');
    expect(counts(report)).toMatchObject({ read: 1, created: 1 });
    expect(desk.contacts()[0]).toMatchObject({ familyName: 'Ott', note: '' });
  });

  it('leave the reason out in every language, and the template exact', async () => {
    using desk = new Desk();
    const file =
      'First Name,Last Name,Phone 1 - Label,Phone 1 - Value\nZoë,Ott,Mobile,030 1234567\n,,Mobile,+49301234568\n';
    const before = (await desk.inspect(file)).template;
    for (const language of LANGUAGES) {
      const { bytes } = await rejectsOf(desk, file, 'google.csv', language);
      const inspection = await desk.inspect(bytes, 'google-rejected.csv');
      expect(inspection.template).toEqual(before);
      expect(inspection.columns.map(({ header }) => header)).toEqual([
        'First Name',
        'Last Name',
        'Phone 1 - Label',
        'Phone 1 - Value',
      ]);
    }
  });

  it('keep their cells where a broken quote would swallow the reason', async () => {
    using desk = new Desk();
    const file = 'Vorname;Nachname;Telefon;Notiz\nZoë;Ott;030 1234567;\n;;030 1234568;"offen\n';
    const { bytes } = await rejectsOf(desk, file, 'kaputt.csv');
    const [, row] = utf8(bytes).split('\n');
    expect(row).toMatch(/^;;"030 1234568";"""offen";"[^"]+"$/);
  });

  it('say reasons in characters that the encoding has, and harmless ones', async () => {
    using desk = new Desk('FR');
    const file = encodeText('Prénom;Nom;Téléphone\nZoë;Ott;01 23 45 67 89\n;;=1+1\n', 'iso-8859-1').bytes;
    const { bytes } = await rejectsOf(desk, file, 'liste.csv', 'fr', { reading: { encoding: 'iso-8859-1' } });
    const text = latin(bytes);
    expect(text).toContain(';;=1+1;"');
    expect(text).not.toContain('?');
    expect(/;"([^"])[^"]*"\n$/.exec(text)?.[1]).toMatch(/[\p{L}']/u);
  });
});

describe('the rejected rows of a workbook', () => {
  it('are a workbook of text cells; corrected they are imported', async () => {
    using desk = new Desk();
    const header = ['Vorname', 'Nachname', 'Telefon', 'Notiz'];
    const rows = [
      ['Zoë', 'Ott', '030 1234567', ''],
      ['', '', '+49 30 7654321', '=1+1'],
    ];
    const { bytes, fileName } = await rejectsOf(
      desk,
      writeXlsx([header, ...rows], 'Kunden').bytes,
      'k.xlsx',
      'en',
    );
    expect(fileName).toBe('k-rejected.xlsx');
    const { table, sheet } = readXlsx(bytes);
    expect(sheet).toBe('Kunden');
    const [head, row] = table.rows.map(({ cells }) => cells);
    expect(head).toEqual([...header, 'Switchbook: Reason']);
    expect(row?.slice(0, 4)).toEqual(rows[1]);
    expect(row?.[4]).toMatch(/^\p{L}/u);
    const corrected = writeXlsx([head ?? [], ['Bo', 'Bär', ...(row ?? []).slice(2)]], 'Kunden').bytes;
    expect(counts(await desk.import(corrected, {}, fileName))).toMatchObject({ read: 1, created: 1 });
    expect(desk.contacts()[0]).toMatchObject({ familyName: 'Bär', note: '=1+1' });
  });
});

describe('the rejected cards of a file', () => {
  const card = (...lines: string[]): string => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

  it('stand as they stood, with the reason as a property that is not kept', async () => {
    using desk = new Desk();
    const bad21 = card('VERSION:2.1', 'TEL;CELL:0171 2345678', 'X-ODD;CHARSET=ISO-8859-1:M\xfcller');
    const bad30 = card('VERSION:3.0', 'NOTE:ohne Namen', 'TEL;TYPE=WORK:030 1234567', 'X-HOBBY:Schach');
    const file = Buffer.from(
      card('VERSION:3.0', 'FN:Zoe Ott', 'N:Ott;Zoe;;;', 'TEL:030 1') + bad21 + bad30,
      'latin1',
    );
    const { bytes, fileName } = await rejectsOf(desk, new Uint8Array(file), 'adressen.vcf');
    expect(fileName).toBe('adressen-rejected.vcf');
    const cards = latin(bytes).split(/(?<=END:VCARD\r\n)/);
    expect(cards).toHaveLength(2);
    const bare = (text: string): string => text.replace(/X-SWITCHBOOK-REASON[^]*?\r\n(?! |=)(?=END)/, '');
    expect(cards.map(bare)).toEqual([bad21, bad30]);

    const corrected = latin(bytes)
      .replace('TEL;CELL', 'N:Bo;Ott;;;\r\nTEL;CELL')
      .replace('NOTE:', 'N:Baer;Bo;;;\r\nNOTE:');
    const report = await desk.import(new Uint8Array(Buffer.from(corrected, 'latin1')), {}, fileName);
    expect(counts(report)).toMatchObject({ read: 2, created: 2, rejected: 0 });
    expect(
      desk
        .contacts()
        .map((it) => it.card)
        .join(),
    ).not.toContain('REASON');
  });
});

describe('the rejected entries of other files', () => {
  it('are entries of a directory with the reason as a comment', async () => {
    using desk = new Desk();
    const entry = (...lines: string[]): string => `${lines.join('\n')}\n`;
    const bad = entry('dn: cn=1', 'objectClass: person', 'cn: 1', 'telephoneNumber: 030 1234', ' 568');
    const file = [
      'version: 1\n',
      entry('dn: cn=Ott', 'objectClass: person', 'cn: Ott', 'sn: Ott', 'telephoneNumber: 030 1234567'),
      bad.replace('cn: 1\n', ''),
      entry('dn: cn=Bo', 'objectClass: person', 'cn: Bo', 'sn: Bo', 'telephoneNumber: 030 1234569'),
    ].join('\n');
    const { bytes, fileName } = await rejectsOf(desk, file, 'amt.ldif');
    expect(fileName).toBe('amt-rejected.ldif');
    expect(utf8(bytes)).toMatch(
      /^version: 1\n\n# Switchbook: Grund – \p{L}.*\ndn: cn=1\nobjectClass: person\ntelephoneNumber: 030 1234\n 568\n\n+$/u,
    );
    const corrected = utf8(bytes).replace('telephone', 'sn: Bär\ntelephone');
    expect(counts(await desk.import(corrected, {}, fileName))).toMatchObject({ read: 1, created: 1 });
  });

  const person = (dn: string, ...lines: string[]): string =>
    [`dn: cn=${dn}`, 'objectClass: person', ...lines, ''].join('\r\n');
  const DIRECTORY = [
    'version: 1\r\n',
    '# of the town\r\n' + person('a', 'sn: Ott', 'telephoneNumber: 030 1234567'),
    person('b', 'description: Büro', 'telephoneNumber: 030 1234568'),
    ['dn: cn=Ost', 'objectClass: groupOfNames', 'cn: Ost', 'member: cn=a', 'member: cn=b', ''].join('\r\n'),
    person('c', 'sn: Löw', 'telephoneNumber: 030 1234569'),
    person('d', 'description: Öl', 'telephoneNumber: 030 1234570'),
  ].join('\r\n');

  it.each([
    ['utf-8', ''],
    ['utf-8', '\ufeff'],
    ['windows-1252', ''],
    ['utf-16le', '\ufeff'],
  ] as const)('keep the encoding (%s), line ends and groups of a directory', async (encoding, mark) => {
    using desk = new Desk();
    const file = encodeText(mark + DIRECTORY, encoding).bytes;
    const { bytes, fileName } = await rejectsOf(desk, file, 'amt.ldi', 'fr');
    expect(fileName).toBe('amt-rejected.ldi');
    const decoded = decodeText(bytes);
    expect(decoded.encoding).toBe(encoding);
    expect(bytes[0] === file[0]).toBe(true);
    expect(decoded.text).toMatch(/# Switchbook\u00a0: motif – [^\n]*\r\ndn: cn=b\r\n/);
    expect(decoded.text).not.toMatch(/cn=c|Ott|Löw/);

    // Half corrected: the other reason is said anew, and once.
    const half = decoded.text.replace('description: Büro', 'sn: Bär\r\ndescription: Büro');
    const second = await desk.preview(encodeText(mark + half, encoding).bytes, {}, fileName);
    expect(counts(second)).toMatchObject({ read: 2, created: 1, rejected: 1 });
    await desk.session.commit(second.plan, desk.context());
    const rest = decodeText(desk.session.rejects(second.plan, 'de').bytes).text;
    expect(rest.match(/Switchbook/g)).toHaveLength(1);
    expect(rest).toMatch(/# Switchbook: Grund – [^\n]*\r\ndn: cn=d\r\n/);
    const corrected = rest.replace('description: Öl', 'sn: Öl');
    expect(counts(await desk.import(encodeText(mark + corrected, encoding).bytes))).toMatchObject({
      read: 1,
      created: 1,
    });
    expect(desk.contacts().map(({ familyName, groups }) => [familyName, groups])).toEqual([
      ['Bär', ['Ost']],
      ['Öl', []],
    ]);
  });
});

describe('the rejected entries of a telephone’s phone book', () => {
  const fritz = (name: string, number: string): string =>
    `<contact>\n<person><realName>${name}</realName></person><telephony><number type="home">${number}</number></telephony>\n</contact>`;
  const indented = (...lines: string[]): string => lines.map((line) => `  ${line}\r\n`).join('');
  /** A name missing twice, and what is typed in its place. */
  const books: [string, string, (text: string) => string][] = [
    [
      'FRITZ!Box',
      `<?xml version="1.0" encoding="utf-8"?>\n<phonebooks><phonebook name="Büro">${fritz('Zoë Ott', '030 1234567')}<!-- Amt -->\n${fritz('', '030 1234568')}\n${fritz('Bo', '030 1')}${fritz('', '030 1234569')}</phonebook></phonebooks>`,
      (text) =>
        text
          .replace('<realName></realName>', '<realName>Bär</realName>')
          .replace('<realName></realName>', '<realName>Löw</realName>'),
    ],
    [
      'Yealink',
      `<root_group>\r\n  <group display_name="Ost" ring=""/>\r\n</root_group>\r\n<root_contact>\r\n${indented(
        '<contact display_name="Zoë Ott" office_number="0301234567" group_id_name="Ost"/>',
        '<contact display_name="" office_number="0301234568" group_id_name="Ost"/>',
        '<contact display_name="" office_number="0301234569" group_id_name="Ost"/>',
      )}</root_contact>\r\n`,
      (text) =>
        text
          .replace('display_name="" office', 'display_name="Bär" office')
          .replace('display_name="" office', 'display_name="Löw" office'),
    ],
    [
      'Snom',
      `<?xml version="1.0" encoding="ISO-8859-1"?>\n<tbook>\n${indented(
        '<item><name>Zoë Ott</name><number>0301234567</number></item>',
        '<item><name/><number>0301234568</number></item>',
        '<item><name/><number>0301234569</number></item>',
      )}</tbook>`,
      (text) => text.replace('<name/>', '<name>Bär</name>').replace('<name/>', '<name>Löw</name>'),
    ],
    [
      'Grandstream',
      `<?xml version="1.0" encoding="UTF-8"?><AddressBook><pbgroup><id>1</id><name>Ost</name></pbgroup>${['Ott', '', ''].map((name, i) => `<Contact><FirstName></FirstName><LastName>${name}</LastName><Phone type="Work"><phonenumber>030123456${i}</phonenumber></Phone><Groups><groupid>1</groupid></Groups></Contact>`).join('')}</AddressBook>`,
      (text) =>
        text
          .replace('<LastName></LastName>', '<LastName>Bär</LastName>')
          .replace('<LastName></LastName>', '<LastName>Löw</LastName>'),
    ],
    [
      'Gigaset',
      `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE LocalDirectory>\n<list>\n<entry surname="Ott" name="" office1="0301234567"/>\n<entry surname="" name="" office1="0301234568"/>\n<entry surname="" name="" office1="0301234569"/>\n</list>`,
      (text) => text.replace('surname=""', 'surname="Bär"').replace('surname=""', 'surname="Löw"'),
    ],
    [
      'Cisco',
      `<CiscoIPPhoneDirectory>\n<Title>x</Title>\n${['Ott', 'Ott', '', ''].map((name, i) => `<DirectoryEntry><Name>${name}</Name><Telephone>030123456${i}</Telephone></DirectoryEntry>\n`).join('')}</CiscoIPPhoneDirectory>`,
      (text) =>
        text.replace('<Name></Name>', '<Name>Bär</Name>').replace('<Name></Name>', '<Name>Löw</Name>'),
    ],
    [
      'Polycom',
      `<directory><item_list>${['Ott', '', ''].map((name, i) => `<item><ln>${name}</ln><fn/><ct>030123456${i}</ct></item>`).join('')}</item_list></directory>`,
      (text) => text.replace('<ln></ln>', '<ln>Bär</ln>').replace('<ln></ln>', '<ln>Löw</ln>'),
    ],
  ];
  const encodingOf = (text: string): Encoding => (text.includes('ISO-8859-1') ? 'iso-8859-1' : 'utf-8');

  it.each(books)(
    'stand as they stood in %s, each behind its reason; corrected they are imported',
    async (_, text, correct) => {
      using desk = new Desk();
      const encoding = encodingOf(text);
      const { bytes, fileName } = await rejectsOf(desk, encodeText(text, encoding).bytes, 'buch.xml', 'fr');
      expect(fileName).toBe('buch-rejected.xml');
      const rest = decodeText(bytes, encoding).text;
      const comment = /<!-- Switchbook\u00a0: motif [–-] .*? -->\s*/g;
      expect(rest.match(comment)).toHaveLength(2);
      expect(rest).not.toContain('Ott');
      // All that is left is what stood there, in its order.
      let at = 0;
      for (const piece of rest.replaceAll(comment, '').match(/<[^>]*>|[^<>\s][^<>]*/g) ?? []) {
        expect(text.indexOf(piece, at)).toBeGreaterThanOrEqual(at);
        at = text.indexOf(piece, at) + piece.length;
      }
      const before = await desk.inspect(bytes, fileName);
      expect(before).toMatchObject({ records: 2, problems: [] });
      const report = await desk.import(encodeText(correct(rest), encoding).bytes, {}, fileName);
      expect(counts(report)).toMatchObject({ read: 2, created: 2, rejected: 0 });
      const groups = text.includes('Ost') ? ['Ost'] : [];
      expect(desk.contacts().map((it) => [it.familyName, it.numbers[0]?.e164, it.groups])).toEqual([
        ['Bär', expect.stringMatching(/^\+4930123456\d$/), groups],
        ['Löw', expect.stringMatching(/^\+4930123456\d$/), groups],
      ]);
    },
  );

  it('say each reason once, however often they are handed back', async () => {
    using desk = new Desk();
    const [, file] = books[1] ?? [];
    const once = await rejectsOf(desk, file ?? '', 'buch.xml', 'fr');
    const again = await rejectsOf(desk, once.bytes, 'buch.xml', 'fr');
    expect(utf8(again.bytes)).toBe(utf8(once.bytes));
    const half = utf8(once.bytes).replace('display_name="" office', 'display_name="Bär" office');
    const text = utf8((await rejectsOf(desk, half, 'buch.xml')).bytes);
    expect(text.match(/Switchbook/g)).toHaveLength(1);
    expect(text).toMatch(
      /<root_contact>\r\n {2}<!-- Switchbook: Grund – [^\n]* -->\r\n {2}<contact display_name="" office_number="0301234569" [^\n]*\r\n<\/root_contact>\r\n$/,
    );
  });

  it('keep all numbers of a contact that stands in several entries', async () => {
    using desk = new Desk('FR', 'ovh-phonebook');
    const entry = (name: string, number: string): string =>
      `<DirectoryEntry><Name>${name}</Name><Telephone>${number}</Telephone></DirectoryEntry>`;
    const file = `<YealinkIPPhoneDirectory>${entry('A&amp;B', '0199001122')}${entry('A&amp;B', '0199001133')}${entry('Ost', '0199001144')}</YealinkIPPhoneDirectory>`;
    const text = utf8((await rejectsOf(desk, file, 'a.xml', 'en')).bytes);
    expect(text.replace(/<!--.*?-->\s*/, '')).toBe(file.replace(entry('Ost', '0199001144'), ''));
    const report = await desk.import(text.replaceAll('A&amp;B', 'A et B'), {}, 'a.xml');
    expect(counts(report)).toMatchObject({ read: 1, created: 1 });
    expect(desk.contacts()[0]?.numbers).toHaveLength(2);
  });

  it('keep what a break in the markup has kept from being read', async () => {
    using desk = new Desk();
    const file = `<phonebooks><phonebook>${fritz('Zoe Ott', '030 1234567')}${fritz('', '030 1234568')}<contact><person>&oops;`;
    const text = utf8((await rejectsOf(desk, file, 'fritz.xml')).bytes);
    expect(text.endsWith('</contact><contact><person>&oops;')).toBe(true);
    expect(text).not.toContain('Ott');
  });
});

describe('decoding what was handed back', () => {
  it('finds the encoding again by itself', async () => {
    using desk = new Desk();
    const file = encodeText(SEMICOLONS, 'windows-1252').bytes;
    const { bytes } = await rejectsOf(desk, file, 'a.csv');
    expect(decodeText(bytes).encoding).toBe('windows-1252');
  });
});
