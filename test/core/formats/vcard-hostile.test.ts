import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../core/formats/entry.ts';
import { readVcards } from '../../../core/formats/vcard/read.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';

const MEBIBYTE = 1024 * 1024;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const card = (body: string): string => `BEGIN:VCARD\nVERSION:2.1\nN:Roth\n${body}\nTEL:1\nEND:VCARD\n`;

/** Bytes around a filler, without ever holding the filler as a string. */
function around(before: string, filler: string, length: number, after: string): Uint8Array {
  const [head, tail] = [utf8(before), utf8(after)];
  const bytes = new Uint8Array(head.length + length + tail.length).fill(filler.charCodeAt(0));
  bytes.set(head);
  bytes.set(tail, head.length + length);
  return bytes;
}

/** What a person sees of a file: how many cards, and each kind of complaint once. */
function seen(bytes: Uint8Array): { cards: number; codes: string[]; last: Entry | null } {
  const codes = new Set<string>();
  let cards = 0;
  let last: Entry | null = null;
  const begun = performance.now();
  try {
    for (const entry of readVcards(bytes)) {
      cards++;
      last = entry;
      for (const { code, severity } of entry.problems) codes.add(`${severity} ${code}`);
    }
  } catch (error) {
    if (!(error instanceof SwitchbookError)) throw error;
    codes.add(`thrown ${error.problem.code}`);
  }
  expect(performance.now() - begun).toBeLessThan(5_000);
  return { cards, codes: [...codes], last };
}

describe('vCards that are made to hurt', () => {
  it('one line of 64 MB', () => {
    const { cards, codes } = seen(around('BEGIN:VCARD\nN:Roth\nNOTE:', 'x', 64 * MEBIBYTE, '\nEND:VCARD\n'));
    expect([cards, codes]).toEqual([1, ['error vcard-line-too-long']]);
  });

  it('64 MB without any line or card', () => {
    expect(seen(around('', 'B', 64 * MEBIBYTE, '')).codes).toEqual(['thrown vcard-no-card']);
  });

  it('more than the limit of a file', () => {
    expect(seen(around(card(''), ' ', 100 * MEBIBYTE, '')).codes).toEqual(['thrown vcard-file-too-large']);
  });

  it('a photo of 50 MB', () => {
    const bytes = around(
      'BEGIN:VCARD\nN:Roth\nPHOTO;ENCODING=BASE64:',
      'A',
      50 * MEBIBYTE,
      '\n\nEND:VCARD\n',
    );
    expect(seen(bytes).codes).toEqual(['error vcard-line-too-long']);
  });

  it('a million numbers in one card', () => {
    const { cards, codes, last } = seen(utf8(card('TEL;WORK:+49 30 1\n'.repeat(1_000_000))));
    expect([cards, codes]).toEqual([1, ['error vcard-card-too-long']]);
    expect(last?.contact.familyName).toBe('Roth');
  });

  it('a hundred thousand folds, soft breaks and base64 lines', () => {
    const folds = seen(utf8(card(`NOTE:${'a\n '.repeat(100_000)}`)));
    expect(folds.last?.contact.note.length).toBe(100_000);
    const soft = seen(utf8(card(`NOTE;QUOTED-PRINTABLE:${'a=\n'.repeat(100_000)}b`)));
    expect(soft.last?.contact.note.length).toBe(100_001);
    const base64 = seen(utf8(card(`KEY;BASE64:\n${'AAAA\n'.repeat(100_000)}`)));
    expect(base64.last?.contact.numbers.length).toBe(1);
  });

  it('a soft break before a hundred thousand blank lines, and at the end of the file', () => {
    const { last } = seen(utf8(card(`NOTE;QUOTED-PRINTABLE:a=${'\n'.repeat(100_000)}`)));
    expect(last?.contact.numbers.length).toBe(1);
    expect(seen(utf8('BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:a=')).codes).toEqual(['error vcard-no-end']);
  });

  it('long runs of what expressions stumble over', () => {
    for (const filler of [' ', '\\', '=', '"', ';', ',', '\t', '^', '-', '<', '.']) {
      const run = filler.repeat(200_000);
      for (const body of [
        `NOTE:a${run}b`,
        `N:a${run}b`,
        `ADR:a${run}b`,
        `CATEGORIES:a${run}b`,
        `BDAY:${run}`,
      ]) {
        expect(seen(utf8(card(body))).cards).toBe(1);
      }
      for (const body of [
        `NOTE;${run}:b`,
        `NOTE;X=${run}QUOTED-PRINTABLE:b`,
        `${run}NOTE:b`,
        `PHOTO:data:${run}`,
      ]) {
        expect(seen(utf8(card(body))).cards).toBe(1);
      }
    }
  });

  it('values of four million parts', () => {
    for (const name of ['N', 'ADR', 'CATEGORIES', 'FN']) {
      for (const filler of [';', ',', '\\']) {
        const bytes = around(
          `BEGIN:VCARD\nVERSION:3.0\nN:Roth\n${name}:`,
          filler,
          12 * MEBIBYTE,
          'n\nEND:VCARD\n',
        );
        const codes = seen(bytes).codes.filter((code) => code !== 'warning vcard-surplus-large');
        expect(codes).toEqual([]);
      }
    }
  });

  it('a hundred thousand parameters', () => {
    const { last, codes } = seen(utf8(card(`NOTE;${'A=B;'.repeat(100_000)}X=1:b`)));
    expect([last?.contact.numbers.length, codes]).toEqual([1, ['warning vcard-line-unreadable']]);
  });

  it('cards in cards, closed and not', () => {
    const depth = 100_000;
    const closed = seen(utf8(card(`${'BEGIN:VCARD\n'.repeat(depth)}TEL:2\n${'END:VCARD\n'.repeat(depth)}`)));
    expect([closed.cards, closed.codes]).toEqual([
      1,
      ['warning vcard-nested', 'warning vcard-surplus-large'],
    ]);
    expect(closed.last?.contact.numbers.length).toBe(1);
    const open = seen(utf8('BEGIN:VCARD\n'.repeat(depth)));
    expect([open.cards, open.codes]).toEqual([depth, ['error vcard-no-end']]);
    const many = seen(utf8(card('BEGIN:VCARD\nEND:VCARD\n'.repeat(depth))));
    expect([many.cards, many.codes]).toEqual([
      1,
      ['warning vcard-nested', 'error vcard-card-too-long', 'warning vcard-surplus-large'],
    ]);
  });

  it('a card of ten thousand lines in a charset that nobody names', () => {
    const body = Uint8Array.from(card('TITLE:\xE9\n'.repeat(9_000)), (character) => character.charCodeAt(0));
    expect(seen(body).last?.contact.position).toBe('é');
  });

  it('NUL and other control characters', () => {
    const { last } = seen(utf8(card('NOTE:a\0b\u0007c\u001B[1md')));
    expect(last?.contact.note).toBe('abc[1md');
  });

  it('200 000 cards, and one more', () => {
    const many = card('').repeat(200_000);
    const { cards, codes } = seen(utf8(many));
    expect([cards, codes]).toEqual([200_000, []]);
    expect(seen(utf8(many + card(''))).codes).toEqual(['thrown vcard-too-many-cards']);
  });

  it('hands out cards as it reads: the first one before the last', () => {
    const entries = readVcards(utf8(card('').repeat(150_000)));
    const begun = performance.now();
    expect(entries.next().value).toMatchObject({ row: 1, contact: { familyName: 'Roth' } });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe('vCards damaged at random', () => {
  it('are read to the end, the same way twice, each reject with its line', () => {
    const source = utf8(
      [
        card('FN;CHARSET=UTF-8;QUOTED-PRINTABLE:J=C3=BC=\nrgen'),
        card('PHOTO;BASE64:\n R0lGODlh\n AQABAIAA\n'),
        card('AGENT:\nBEGIN:VCARD\nN:x\nEND:VCARD\nitem1.TEL;TYPE="a,b":2\nitem1.X-ABLabel:_$!<Main>!$_'),
      ].join(''),
    );
    // Park and Miller's generator: the same damage in every run.
    let seed = 42;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 3_000; round++) {
      const bytes = source.slice(0, random(4) === 0 ? random(source.length) : source.length);
      for (let change = random(6); change > 0; change--) bytes[random(bytes.length)] = random(256);
      const first = [...outcome(bytes)];
      expect([...outcome(bytes)]).toEqual(first);
      for (const problem of first.flatMap(({ problems }) => problems)) {
        expect(problem.row).toBeGreaterThan(0);
      }
    }
  });

  function* outcome(bytes: Uint8Array): Generator<Entry> {
    try {
      yield* readVcards(bytes);
    } catch (error) {
      if (!(error instanceof SwitchbookError)) throw error;
    }
  }
});
