import { describe, expect, it } from 'vitest';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import type { Card } from '../../../core/formats/vcard/card.ts';
import { printCard } from '../../../core/formats/vcard/card.ts';
import { readCards } from '../../../core/formats/vcard/cards.ts';
import { paramOf, textOf } from '../../../core/formats/vcard/property.ts';
import { readVcards } from '../../../core/formats/vcard/read.ts';
import { problemLine, SwitchbookError } from '../../../core/problem/problem.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const card = (version: string, ...lines: string[]): string =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');

function one(file: Uint8Array | string, encoding?: string): ContactDraft {
  const entries = [...readVcards(typeof file === 'string' ? utf8(file) : file, encoding)];
  expect(entries.length).toBe(1);
  return entries[0]?.contact ?? emptyDraft();
}

/** Every entry as its line, who it is and what is wrong with it. */
const outcomes = (file: string) =>
  [...readVcards(utf8(file))].map(({ row, contact, problems }) => [
    row,
    contact.displayName || contact.familyName,
    ...problems.map(({ code, severity, row }) => `${severity} ${code} ${row}`),
  ]);

const firstCard = (file: string): Card => {
  const [entry] = readCards(utf8(file));
  return entry?.card ?? { version: '3.0', properties: [] };
};

describe('lines', () => {
  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
    ['CR CR LF', '\r\r\n'],
  ])('%s end lines, and rows are counted as an editor counts them', (_, end) => {
    const file = `\r\n# list\r\n\r\n${card('3.0', 'N:Roth;Ada', 'TEL:1', 'NOTE:a', ' b')}${card('2.1', 'N:Weiss;Max', 'TEL:2')}`;
    const entries = [...readVcards(utf8(file.replaceAll('\r\n', end)))];
    expect(entries.map(({ row, contact }) => [row, contact.familyName, contact.note])).toEqual([
      [4, 'Roth', 'ab'],
      [11, 'Weiss', ''],
    ]);
  });

  it('joins folds on bytes, inside a character and inside a quoted parameter', () => {
    const file = latin1(
      card('3.0', 'N:Roth', 'NOTE:Caf\xC3', ' \xA9', 'TEL;X-A="b:', ' c";TYPE=WORK:4\r\n\t5'),
    );
    const contact = one(file);
    expect(contact.note).toBe('Café');
    expect(contact.numbers).toEqual([{ kind: 'work', value: '45', e164: null }]);
  });

  it('takes a lone CR inside a CRLF file for a line break of the value', () => {
    expect(one(card('3.0', 'N:Roth', 'NOTE:a\rb')).note).toBe('a\nb');
    expect(one(card('3.0', 'N:Roth\rNOTE:b')).note).toBe('b');
  });

  it('takes only quoted-printable to go on behind a trailing =', () => {
    const contact = one(card('2.1', 'N:Roth', 'URL:https://example.org/?q=', 'TEL;WORK:1'));
    expect(contact.urls[0]?.value).toBe('https://example.org/?q=');
    expect(contact.numbers.length).toBe(1);
  });
});

describe('quoted-printable', () => {
  const note = (...lines: string[]) => one(card('2.1', 'N:Roth', ...lines, 'TEL;WORK:1'));

  it('goes on after soft breaks, whatever the next line looks like', () => {
    const contact = note('NOTE;ENCODING=QUOTED-PRINTABLE:one=', 'TEL:two=0D=0A=', ' three=', '=', 'four');
    expect(contact.note).toBe('oneTEL:two\n threefour');
    expect(contact.numbers.length).toBe(1);
  });

  it('joins a character that a soft break splits, with CHARSET and with a bare parameter', () => {
    expect(note('NOTE;QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=', '=A9').note).toBe('é');
    expect(note('NOTE;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:=E9').note).toBe('é');
  });

  it('skips blank lines inside a value, but not into the next property', () => {
    expect(note('NOTE;QUOTED-PRINTABLE:a=', '', '=C3=A4').note).toBe('aä');
    const contact = note('NOTE;QUOTED-PRINTABLE:a=', '');
    expect([contact.note, contact.numbers.length]).toEqual(['a', 1]);
  });

  it('stops at END:VCARD and leaves impossible escapes alone', () => {
    const file = card('2.1', 'N:Roth', 'NOTE;QUOTED-PRINTABLE:50 =ZZ=');
    expect(one(file).note).toBe('50 =ZZ');
  });

  it('keeps a value in UTF-8 whose last character was cut off', () => {
    expect(note('NOTE;CHARSET=UTF-8;QUOTED-PRINTABLE:=C3=A4=C3').note).toBe('ä');
  });
});

describe('charsets', () => {
  const named = (name: string, ...more: string[]) => latin1(card('2.1', `N:${name}`, ...more));

  it('finds UTF-8 and windows-1252 without being told', () => {
    expect(one(utf8(card('2.1', 'N:Müßig'))).familyName).toBe('Müßig');
    expect(one(named('M\xFC\xDFig \x80')).familyName).toBe('Müßig €');
  });

  it('takes the charset that another property of the card names', () => {
    expect(one(named('\xC8\xE2\xE0\xED', 'LABEL;CHARSET=windows-1251:x')).familyName).toBe('Иван');
  });

  it('obeys the user where nothing is declared', () => {
    expect(one(named('\xC8\xE2\xE0\xED'), 'windows-1251').familyName).toBe('Иван');
  });

  it('mixes charsets in one card and passes over unknown ones', () => {
    const file = latin1(
      card('2.1', 'N;CHARSET=ISO-8859-1:\xE9', 'TITLE;CHARSET=UTF-8:\xC3\xA9', 'NOTE;CHARSET=Murks:\xE9'),
    );
    const { familyName, position, note } = one(file);
    expect([familyName, position, note]).toEqual(['é', 'é', 'é']);
  });

  it.each([
    ['IBM850', 'M\x81\xE1ig \xB5 \x9D', 'Müßig Á Ø'],
    ['cp850', 'M\x81\xE1ig', 'Müßig'],
    ['ibm437', 'M\x81\xE1ig \x9B', 'Müßig ¢'],
    ['"CP852"', '\x9Dukasz \x97', 'Łukasz Ś'],
    ['IBM00858', '\xD5', '€'],
    ['cp1250', '\xA3ukasz', 'Łukasz'],
    ['Windows1252', 'M\xFC\xDFig \x80', 'Müßig €'],
    ['MacRoman', 'M\x9F\xA7ig', 'Müßig'],
    ['CP932', '\x95\x5C', '表'],
  ])('knows what old programs call %s', (label, bytes, text) => {
    const file = card('2.1', `N;CHARSET=${label}:${bytes}`, 'TITLE:x', `NOTE;CHARSET=UTF-8:\xC3\xA9`);
    const { familyName, note } = one(latin1(file));
    expect([familyName, note]).toEqual([text, 'é']);
    const quoted = Array.from(bytes, (it) => `=${it.charCodeAt(0).toString(16).toUpperCase()}`).join('');
    const old = card('2.1', `N;CHARSET=${label};ENCODING=QUOTED-PRINTABLE:${quoted}`);
    expect(one(latin1(old)).familyName).toBe(text);
  });

  it('decodes before it looks for escapes: 表 ends in the byte of a backslash in Shift_JIS', () => {
    expect(one(named('\x95\x5C;\x95\x5C', 'SOUND;CHARSET=SHIFT_JIS:')).givenName).toBe('表');
  });

  it.each(['utf-16le', 'utf-16be'])('reads %s with and without its mark', (label) => {
    const units = (text: string) =>
      Uint8Array.from(
        Array.from(text, (character) => {
          const code = character.charCodeAt(0);
          return label === 'utf-16le' ? [code & 255, code >> 8] : [code >> 8, code & 255];
        }).flat(),
      );
    const text = card('3.0', 'N:Łódź');
    expect(one(units(text)).familyName).toBe('Łódź');
    expect(one(units(`\uFEFF${text}`)).familyName).toBe('Łódź');
  });

  it('passes over byte order marks, at the start and between joined files', () => {
    const file = `\uFEFF${card('3.0', 'N:A')}\uFEFF${card('3.0', 'N:B')}`;
    expect([...readVcards(utf8(file))].map(({ contact }) => contact.familyName)).toEqual(['A', 'B']);
  });
});

describe('cards that are not what they should be', () => {
  it('rejects a card without END and keeps its neighbours', () => {
    const cut = 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Cut\r\nTEL:1\r\n';
    expect(outcomes(card('3.0', 'N:A') + cut + card('3.0', 'N:B') + cut)).toEqual([
      [1, 'A'],
      [5, 'Cut', 'error vcard-no-end 5'],
      [9, 'B'],
      [13, 'Cut', 'error vcard-no-end 13'],
    ]);
  });

  it('rejects a card without BEGIN', () => {
    expect(outcomes(`VERSION:3.0\r\nN:Cut\r\nEND:VCARD\r\n${card('3.0', 'N:A')}`)).toEqual([
      [1, 'Cut', 'error vcard-no-begin 1'],
      [4, 'A'],
    ]);
  });

  it('leaves nested cards out of the card around them, says so, and prints them again', () => {
    const agent = card('2.1', 'N:Friday', 'TEL:2');
    const file = card('2.1', 'N:Boss', 'AGENT:', `${agent}TEL:1`);
    expect(outcomes(file)).toEqual([[1, 'Boss', 'warning vcard-nested 9']]);
    expect(one(file).numbers.map(({ value }) => value)).toEqual(['1']);
    expect(new TextDecoder().decode(printCard(firstCard(file)))).toBe(file);
  });

  it('warns of lines that are no property, with their row, and ignores comments', () => {
    expect(outcomes(card('3.0', 'N:A', 'nonsense', '# comment', 'two words: x', 'TEL:1'))).toEqual([
      [1, 'A', 'warning vcard-line-unreadable 4', 'warning vcard-line-unreadable 6'],
    ]);
  });

  it('reads BEGIN with blanks and in any case, VERSION last or missing', () => {
    const file = 'begin : vcard \r\nn:A\r\nversion:2.1\r\nend:vcard\r\nBEGIN:VCARD\r\nN:B\r\nEND:VCARD';
    expect(outcomes(file)).toEqual([
      [1, 'A'],
      [5, 'B'],
    ]);
  });

  it.each(['', '\uFEFF', 'Name;Nummer\r\nA;1\r\n', '\r\n\r\n'])('refuses %j, which holds no card', (text) => {
    expect(() => [...readVcards(utf8(text))]).toThrow(SwitchbookError);
  });

  it('says what is wrong in one sentence of each language', () => {
    const [entry] = readVcards(utf8('BEGIN:VCARD\r\nN:A\r\n'));
    const [problem] = entry?.problems ?? [];
    if (problem === undefined) throw new Error('no problem');
    expect(problemLine(problem, 'en')).toContain('END:VCARD');
    expect(problemLine(problem, 'fr')).toContain('tronquée');
    expect(problemLine(problem, 'de')).toContain('abgeschnitten');
  });
});

describe('parameters', () => {
  const property = (line: string, version = '3.0') => {
    const { properties } = firstCard(card(version, line));
    return properties[0] ?? { group: '', name: '', params: [], value: '', base64: false };
  };

  it('reads lists, repetition, bare words, quotes, carets and nothing at all', () => {
    expect(property('TEL;TYPE="work,voice";TYPE=pref;:1').params).toEqual([
      { name: 'TYPE', value: 'work' },
      { name: 'TYPE', value: 'voice' },
      { name: 'TYPE', value: 'pref' },
    ]);
    expect(paramOf(property('X-A;LABEL="a:b;c ^n^^^\'d":v'), 'LABEL')).toBe('a:b;c \n^"d');
    expect(property('item1.photo;URL;JPEG:http://example.org', '2.1').params).toEqual([
      { name: 'VALUE', value: 'URL' },
      { name: 'TYPE', value: 'JPEG' },
    ]);
  });

  it('keeps what it does not know through a change of something else', () => {
    const file = card(
      '3.0',
      'N:A',
      'item1.TEL;x-Speed=12;TYPE=Work:1',
      'item1.X-ABLabel:_$!<Main>!$_',
      'X-messaging/skype-All;foo="b:ar":keep me\\, please',
    );
    const read = firstCard(file);
    const properties = read.properties.map((property) =>
      property.name === 'N' ? { group: '', name: 'N', params: [], value: 'B', base64: false } : property,
    );
    const changed = { ...read, properties };
    expect(new TextDecoder().decode(printCard(changed))).toBe(file.replace('N:A', 'N:B'));
  });

  it('escapes by version', () => {
    const said = (version: string) =>
      textOf(property('NOTE:a\\;b\\,c\\nd\\\\e', version), version === '2.1' ? '2.1' : '3.0');
    expect(said('2.1')).toBe('a;b\\,c\\nd\\\\e');
    expect(said('3.0')).toBe('a;b,c\nd\\e');
  });
});

describe('contacts', () => {
  it('takes the parts of a name', () => {
    const contact = one(card('3.0', 'N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.', 'FN:Big John'));
    expect(contact).toMatchObject({
      salutation: 'Dr.',
      givenName: 'John Philip Paul',
      familyName: 'Stevenson Jr. M.D.',
      displayName: 'Big John',
    });
  });

  it('has no display name where FN repeats the other names', () => {
    expect(one(card('3.0', 'N:Roth;Ada', 'FN:Ada Roth')).displayName).toBe('');
    expect(one(card('3.0', 'N:;;;;', 'FN:Roth AG', 'ORG:Roth AG')).displayName).toBe('');
  });

  it.each([
    ['FN:Ada Roth', 'Ada', 'Roth', ''],
    ['FN:Ludwig van Beethoven', 'Ludwig', 'van Beethoven', ''],
    ['FN:Roth\\, Ada', 'Ada', 'Roth', 'Roth, Ada'],
    ['FN:Empfang', '', 'Empfang', ''],
  ])('takes %s apart where N is missing', (line, givenName, familyName, displayName) => {
    expect(one(card('4.0', line))).toMatchObject({ givenName, familyName, displayName });
  });

  it('leaves a company without a person alone', () => {
    const contact = one(card('3.0', 'N:;;;;', 'FN:Roth Service', 'ORG:Roth AG;Service;Nord'));
    expect(contact).toMatchObject({
      givenName: '',
      familyName: '',
      displayName: 'Roth Service',
      company: 'Roth AG',
      department: 'Service, Nord',
    });
  });

  it.each([
    ['TEL;CELL:1', 'mobile'],
    ['TEL;WORK;VOICE:1', 'work'],
    ['TEL;HOME;VOICE;PREF:1', 'home'],
    ['TEL;WORK;FAX:1', 'fax-work'],
    ['TEL;FAX:1', 'fax-home'],
    ['TEL;HOME;FAX:1', 'fax-home'],
    ['TEL;PAGER:1', 'pager'],
    ['TEL;TYPE=main:1', 'main'],
    ['TEL;PREF;VOICE:1', 'main'],
    ['TEL;PREF=1:1', 'main'],
    ['TEL;VOICE:1', 'other'],
    ['TEL:1', 'other'],
    ['TEL;WORK;CELL:1', 'mobile'],
    ['item7.TEL:1\r\nitem7.X-ABLabel:_$!<WorkFAX>!$_', 'fax-work'],
    ['item7.TEL;TYPE=pref:1\r\nITEM7.X-ABLabel:_$!<Main>!$_', 'main'],
  ])('takes %j for a number of the kind %s', (line, kind) => {
    expect(one(card('2.1', 'N:A', line)).numbers).toEqual([{ kind, value: '1', e164: null }]);
  });

  it('keeps numbers as they were typed', () => {
    const file = card(
      '4.0',
      'N:A',
      'TEL;VALUE=uri:tel:+49-30-1;ext=29',
      'TEL:sip:200@pbx',
      'TEL:030 1\\,\\,45\\;6#',
      'TEL:',
    );
    expect(one(file).numbers.map(({ value }) => value)).toEqual([
      '+49-30-1;ext=29',
      'sip:200@pbx',
      '030 1,,45;6#',
    ]);
  });

  it('takes addresses, also the printed kind', () => {
    const [address] = one(
      card('3.0', 'N:A', 'ADR;TYPE=WORK:PF 1;Hof;Gasse 2\\nTor 3;Wien;W;1010;AT'),
    ).addresses;
    expect(address).toEqual({
      kind: 'work',
      street: 'Gasse 2\nTor 3, Hof, PF 1',
      city: 'Wien',
      region: 'W',
      postalCode: '1010',
      country: 'AT',
    });
    expect(one(card('3.0', 'N:A', 'LABEL;TYPE=HOME:Gasse 2\\n1010 Wien')).addresses).toMatchObject([
      { kind: 'home', street: 'Gasse 2\n1010 Wien' },
    ]);
  });

  it.each([
    ['BDAY:19800517', '1980-05-17'],
    ['BDAY;VALUE=date:1980-05-17T00:00:00Z', '1980-05-17'],
    ['BDAY:--0517', '--05-17'],
    ['BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17', '--05-17'],
    ['BDAY:17.5.1980', '1980-05-17'],
    ['BDAY:1980-02-30', ''],
    ['BDAY:1981-02-29', ''],
    ['BDAY:1980-02-29', '1980-02-29'],
    ['BDAY:May', ''],
  ])('reads %s', (line, birthday) => {
    const [entry] = readVcards(utf8(card('3.0', 'N:A', line)));
    expect(entry?.contact.birthday).toBe(birthday);
    expect(entry?.problems.map(({ code }) => code)).toEqual(
      birthday === '' ? ['vcard-birthday-unreadable'] : [],
    );
  });

  it('takes groups from CATEGORIES, once each', () => {
    expect(one(card('3.0', 'N:A', 'CATEGORIES:Kunden,a\\,b', 'CATEGORIES:Kunden')).groups).toEqual([
      'Kunden',
      'a,b',
    ]);
  });
});

describe('photos', () => {
  const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  const photo = (version: string, ...lines: string[]) => {
    const [entry] = readVcards(utf8(card(version, 'N:A', ...lines, 'TEL:1')));
    expect(entry?.contact.numbers.length).toBe(1);
    return { photo: entry?.contact.photo ?? null, codes: entry?.problems.map(({ code }) => code) };
  };
  const gif = {
    photo: { type: 'image/gif', data: Uint8Array.from(atob(GIF), (c) => c.charCodeAt(0)) },
    codes: [],
  };

  it('reads base64 indented, not indented, folded, without ENCODING, and as data: address', () => {
    const [start, end] = [GIF.slice(0, 20), GIF.slice(20)];
    expect(photo('2.1', 'PHOTO;JPEG;ENCODING=BASE64:', ` ${start}`, ` ${end}`, '')).toEqual(gif);
    expect(photo('2.1', `PHOTO;BASE64:${start}`, end)).toEqual(gif);
    expect(photo('3.0', `PHOTO;ENCODING=b;TYPE=GIF:${start}`, ` ${end}`)).toEqual(gif);
    expect(photo('3.0', `PHOTO:${GIF}`)).toEqual(gif);
    expect(photo('4.0', `PHOTO:data:image/gif;base64,${start}`, ` ${end}`)).toEqual(gif);
    expect(photo('4.0', `PHOTO:data:image/gif\\;base64\\,${GIF}`)).toEqual(gif);
  });

  it('warns of a picture that is none, or only a link, and keeps the contact', () => {
    expect(photo('3.0', 'PHOTO;ENCODING=b:!!!!')).toEqual({ photo: null, codes: ['vcard-photo-unreadable'] });
    expect(photo('3.0', 'PHOTO;VALUE=uri:https://example.org/a.jpg')).toEqual({
      photo: null,
      codes: ['vcard-photo-linked'],
    });
  });
});
