/** How the lines of what is printed are set: what stands where, and in which shape. */
import fc from 'fast-check';
import Pdf from 'pdfkit';
import { describe, expect, it } from 'vitest';
import {
  directionOf,
  isolated,
  isolatedLines,
  runsOfLine,
} from '../../../main/jobs/typesetting/direction.ts';
import { Typeface } from '../../../main/jobs/typesetting/typeface.ts';
import { FONTS } from '../../../main/jobs/pdf.ts';

const seen = (line: string, paragraph = directionOf(line)) =>
  runsOfLine(line, paragraph)
    .map(({ text, direction }) => (direction === 'rtl' ? [...text].toReversed().join('') : text))
    .join('');

describe('a line', () => {
  it.each([
    // Left to right on paper; BidiCharacterTest.txt has the same cases letter by letter.
    ['Müller (Ost) 12', 'Müller (Ost) 12'],
    ['בן גוריון דוד', 'דוד ןוירוג ןב'],
    ['Müller (שלום עולם) AG', 'Müller (םלוע םולש) AG'],
    ['חברה (ישראל) 12-34 GmbH', 'GmbH 12-34 (לארשי) הרבח'],
    ['شركة 2024 ب', 'ب 2024 ةكرش'],
  ])('%s', (line, onPaper) => {
    expect(seen(line)).toBe(onPaper);
  });

  it.each([
    // Without isolation the arrow and both names would be one text from the right: after → before.
    [['Name: ', 'דוד', ' → ', 'שרה'], 'Name: דוד → הרש'],
    [['Nom : ', 'חברה AG', ' (12)'], 'Nom : AG הרבח (12)'],
    [['“', 'Acme שלום', '”, 3'], '“Acme םולש”, 3'],
  ])('keeps a quoted value where the sentence has it: %j', (parts, onPaper) => {
    const line = parts.map((part, at) => (at % 2 === 1 ? isolated(part) : part)).join('');
    expect(seen(line, 'ltr')).toBe(onPaper);
  });

  it('goes on with a quoted value where the line before has left it', () => {
    const [first = '', second = ''] = isolatedLines(`Note: ${isolated('חברה AG|GmbH שלום')} (12)`.split('|'));
    const drawn = (line: string) => runsOfLine(line, 'ltr').map(({ text }) => text);
    expect(drawn(first)).toEqual(['Note: ', 'AG', 'חברה ']);
    expect(drawn(second)).toEqual([' שלום', 'GmbH', ' (12)']);
  });

  it('keeps the direction of its paragraph', () => {
    expect(runsOfLine('AG שלום', 'rtl').map(({ text }) => text)).toEqual([' שלום', 'AG']);
    expect(runsOfLine('AG שלום', 'ltr').map(({ text }) => text)).toEqual(['AG ', 'שלום']);
  });
});

describe('a word', () => {
  const doc = new Pdf({ font: FONTS.plain });
  const face = new Typeface(doc);
  const glyphs = (text: string, direction: 'ltr' | 'rtl') =>
    face
      .set({ text, direction })
      .flatMap(({ shown }) =>
        shown.flatMap((part) =>
          [...part.glyphs.matchAll(/<([\da-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g)),
        ),
      );

  it('is as wide as the font engine makes it, kerning and ligatures included', () => {
    const word = fc
      .constantFrom('AVTLPWYabcdefilortvwyzäéñßøčłž', 'ΑΒΓΛΤγλρτω', 'АВГРТУбгруфд')
      .chain((letters) =>
        fc.string({
          unit: fc.constantFrom(...letters, ...'0123456789.,-’@/()'),
          minLength: 1,
          maxLength: 12,
        }),
      );
    fc.assert(
      fc.property(word, (text) => {
        expect(face.widthOf(text) / 1000).toBeCloseTo(doc.fontSize(1).widthOfString(text), 6);
      }),
      { numRuns: 400 },
    );
    expect(face.widthOf('AVATAR')).toBeLessThan(
      [...'AVATAR'].reduce((sum, one) => sum + face.widthOf(one), 0),
    );
    expect(glyphs('ffi', 'ltr')).toHaveLength(1);
  });

  it('joins its Arabic letters: first, middle and last are three shapes', () => {
    expect(new Set(glyphs('ببب', 'rtl')).size).toBe(3);
    expect(glyphs('لا', 'rtl')).toHaveLength(1);
  });

  it('begins at the right in Hebrew, whatever surrounds it', () => {
    const [alef, bet] = [glyphs('א', 'rtl'), glyphs('ב', 'rtl')];
    expect(glyphs('אב', 'rtl')).toEqual([...bet, ...alef]);
    expect(glyphs('-:', 'rtl')).toEqual(glyphs(':-', 'ltr'));
  });

  it('puts marks above its letters and comes back to the line', () => {
    const shown = face.set({ text: 'm\u0308n', direction: 'ltr' }).flatMap((set) => set.shown);
    expect(shown.at(-1)?.rise).toBe(0);
    expect(face.widthOf('m\u0308n')).toBeCloseTo(face.widthOf('mn'), 6);
  });
});
