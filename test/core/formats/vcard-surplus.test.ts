/** What a card says beyond the fields of a contact: kept, bound to its values, and written back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { readCards } from '../../../core/formats/vcard/cards.ts';
import { readVcards } from '../../../core/formats/vcard/read.ts';
import { mergeCards } from '../../../core/formats/vcard/surplus.ts';
import { writeVcards } from '../../../core/formats/vcard/write.ts';

const RUNS = process.env['CI'] === undefined ? 300 : 5000;

const only = (bytes: Uint8Array): ContactDraft => {
  const [entry] = readVcards(bytes);
  if (entry === undefined) throw new Error('no card');
  return entry.contact;
};
const read = (...lines: string[]): ContactDraft =>
  only(new TextEncoder().encode(['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')));
const linesOf = (bytes: Uint8Array): string[] =>
  new TextDecoder().decode(bytes).replaceAll('\r\n ', '').split('\r\n');

const APPLE = [
  'VERSION:3.0',
  'N:Dupont;Élodie;Marie;Mme;PhD',
  'FN:Élodie Dupont',
  'item1.TEL;TYPE=WORK,VOICE,pref:+33 1 23 45 67 89',
  'item1.X-ABLabel:Zentrale',
  'TEL;TYPE=WORK,CELL;X-CARRIER="a;b":+33 6 12 34 56 78',
  'NICKNAME:Lolo',
  'TITLE:Chef',
  'TITLE:Zweitchef',
  'X-HOBBY;X-RANK=1:Schach\\, Go\\;x',
  'ADR;TYPE=WORK:PF 1;Hinterhaus;Hauptstr. 1;Berlin;;10115;DE',
  'KEY;ENCODING=b;TYPE=PGP:AAAA',
  'UID:123',
];

describe('what a card says beyond the fields', () => {
  it('is written back where it was said', () => {
    const lines = linesOf(writeVcards([read(...APPLE)], '3.0'));
    for (const line of APPLE) expect(lines).toContain(line.replace('X-ABLabel', 'X-ABLABEL'));
  });

  it('goes with the value it belongs to, and its label too', () => {
    const contact = read(...APPLE);
    const [, mobile] = contact.numbers;
    const edited = { ...contact, numbers: mobile === undefined ? [] : [mobile], familyName: 'Martin' };
    const lines = linesOf(writeVcards([edited], '3.0')).join('\n');
    expect(lines).not.toMatch(/item1|Zentrale|PhD/);
    expect(lines).toContain('TEL;TYPE=WORK,CELL;X-CARRIER="a;b":+33 6 12 34 56 78');
    expect(lines).toContain('X-HOBBY;X-RANK=1:Schach\\, Go\\;x');
  });

  it('goes when the kind is changed', () => {
    const contact = read('VERSION:3.0', 'N:Ott', 'TEL;TYPE=WORK,CELL:1234567');
    const numbers = contact.numbers.map((number) => ({ ...number, kind: 'home' as const }));
    expect(linesOf(writeVcards([{ ...contact, numbers }], '3.0'))).toContain('TEL;TYPE=HOME,VOICE:1234567');
  });

  it('adds nothing to a plain card', () => {
    for (const version of ['2.1', '3.0', '4.0'] as const) {
      const plain = read('VERSION:3.0', 'N:Ott;Anna;;;', 'FN:Anna Ott', 'TEL;TYPE=WORK,VOICE:1', 'NOTE:x');
      expect(plain.card).toBe('');
      expect(only(writeVcards([plain], version)).card).toBe('');
    }
  });

  it('keeps a nested card as text', () => {
    const contact = read(
      'VERSION:2.1',
      'N:Ott',
      'AGENT:',
      'BEGIN:VCARD',
      'N:Agent',
      'TEL:007',
      'END:VCARD',
      'TEL:1',
    );
    expect(contact.numbers.map(({ value }) => value)).toEqual(['1']);
    expect(contact.card).toContain('AGENT:BEGIN:VCARD');
    expect(only(writeVcards([contact], '3.0')).card).toBe(contact.card);
  });

  it('is bounded, and says what stays behind', () => {
    const [entry] = readVcards(
      new TextEncoder().encode(
        `BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ott\r\nX-BIG:${'x'.repeat(70_000)}\r\nX-SMALL:y\r\nEND:VCARD\r\n`,
      ),
    );
    expect(entry?.contact.card).toBe('X-SMALL:y');
    expect(entry?.problems).toMatchObject([{ code: 'vcard-surplus-large', value: 'X-BIG' }]);
  });
});

describe('two cards of one contact', () => {
  it('are joined line by line, groups apart', () => {
    const one = '~item1.TEL:1\nX-A:1\nitem1.X-ABLABEL:Büro';
    const two = 'x-a:1\n~item1.TEL:2\nitem1.X-ABLABEL:Lager';
    expect(mergeCards(one, two)).toBe(`${one}\n~item2.TEL:2\nitem2.X-ABLABEL:Lager`);
    expect(mergeCards(one, one)).toBe(one);
    expect(mergeCards('', two)).toBe(two);
    expect(mergeCards(one, '')).toBe(one);
  });
});

// Text without what no file says twice: other white space, surrogates on their own.
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((it) => /^[^\p{C}\s](?:[^\p{C}\s]| (?! ))*[^\p{C}\s]$/u.test(it));
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,10}$/);
const escaped = (value: string): string => value.replaceAll(/[\\,;]/g, '\\$&');
const quotable = (value: string): string => `"${value.replaceAll(/["^\n]/g, '')}"`;

const unknown = fc
  .record({
    group: fc.option(word, { nil: '' }),
    name: word.map((it) => `X-${it.toUpperCase()}`).filter((it) => !/^X-(AB|SWITCHBOOK|APPLE)/.test(it)),
    params: fc.array(
      fc.tuple(
        word.map((it) => `X-P${it.toUpperCase()}`),
        text,
      ),
      { maxLength: 2 },
    ),
    value: text,
  })
  .map(({ group, name, params, value }) => {
    const head = params.map(([key, said]) => `;${key}=${quotable(said)}`).join('');
    return `${group === '' ? '' : `${group}.`}${name}${head}:${escaped(value)}`;
  });
const labelled = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('TEL', 'EMAIL', 'URL'), word, text)
  .map(([n, name, value, label]) => [`item${n}.${name}:${value}`, `item${n}.X-ABLabel:${escaped(label)}`]);

const cards = fc
  .record({
    version: fc.constantFrom('3.0', '4.0'),
    unknowns: fc.array(unknown, { maxLength: 6 }),
    labels: fc.array(labelled, { maxLength: 3 }),
  })
  .map(({ version, unknowns, labels }) =>
    read(`VERSION:${version}`, 'N:Ott;Anna;;;', 'FN:Anna Ott', ...unknowns, ...labels.flat()),
  );

describe('any card', () => {
  it('keeps the blanks at the ends of a parameter', () => {
    const contact = read('VERSION:4.0', 'FN:Anna Ott', 'X-A;X-P=" a ":1');
    expect(contact.card).toBe('X-A;X-P=" a ":1');
    for (const version of ['3.0', '4.0'] as const) {
      expect(only(writeVcards([contact], version)).card).toBe(contact.card);
    }
  });

  it.each(['3.0', '4.0'] as const)('is the same contact after version %s, whatever it says', (version) => {
    fc.assert(
      fc.property(cards, (contact) => {
        expect(only(writeVcards([contact], version))).toEqual(contact);
      }),
      { numRuns: RUNS },
    );
  });

  it('keeps its unknown properties in order when another field is edited, through every version', () => {
    const unknownsOf = (bytes: Uint8Array): string[] =>
      [...readCards(bytes)].flatMap(({ card }) =>
        card.properties
          .filter(({ name }) => name.startsWith('X-') && name !== 'X-ABLABEL')
          .map(
            ({ group, name, value }) =>
              `${group}.${name}:${value.replaceAll('\\,', ',').replaceAll('\\\\', '\\')}`,
          ),
      );
    fc.assert(
      fc.property(cards, fc.constantFrom('2.1', '3.0', '4.0'), (contact, version) => {
        const before = unknownsOf(writeVcards([contact], version));
        expect(unknownsOf(writeVcards([{ ...contact, position: 'neu' }], version))).toEqual(before);
        expect(before).toEqual(unknownsOf(writeVcards([contact], '4.0')));
      }),
      { numRuns: RUNS },
    );
  });
});
