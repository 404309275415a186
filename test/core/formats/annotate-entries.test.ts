import { describe, expect, it } from 'vitest';
import { COMMENTED_REASON } from '../../../core/exchange/reason.ts';
import { annotateEntries, type Comments } from '../../../core/formats/annotate-entries.ts';
import { readPhoneBook } from '../../../core/formats/phones/read.ts';
import { decodeXml } from '../../../core/formats/xml/read.ts';
import { xmlComment } from '../../../core/formats/xml/write.ts';

const COMMENTS: Comments = { print: xmlComment, begin: COMMENTED_REASON.xml, end: '-->' };

function annotated(text: string, note: (place: number) => string | undefined): string {
  const bytes = new TextEncoder().encode(text);
  const { entries } = readPhoneBook(bytes);
  const notes = new Map(
    entries.flatMap(({ row }, i) => {
      const said = note(i);
      return said === undefined ? [] : [[row, said] as const];
    }),
  );
  return new TextDecoder().decode(annotateEntries(bytes, decodeXml(bytes), entries, notes, COMMENTS));
}

const contact = (name: number): string =>
  `<contact><person><realName>${name}</realName></person></contact>\n`;

describe('entries of a file with notes', () => {
  it('are found in files of any length', () => {
    const start = performance.now();
    const names = Array.from({ length: 50_000 }, (_, i) => contact(i));
    const text = annotated(`<phonebooks>\n${names.join('')}</phonebooks>`, (i) =>
      i % 2 === 1 ? 'x' : undefined,
    );
    expect(text.split('<!-- x -->\n<contact>')).toHaveLength(25_001);
    expect(text).not.toContain('<realName>0<');
    expect(text).toContain(contact(49_999));
    expect(performance.now() - start).toBeLessThan(8000);
  });

  it.each([
    ['begins', '<!-- Switchbook: Grund '.repeat(1_000_000)],
    ['never ends one of many hyphens', `<!-- Switchbook: Grund ${'a-'.repeat(5_000_000)}`],
  ])('are handed back in linear time where somebody %s', (_, bomb) => {
    const start = performance.now();
    const text = annotated(`<phonebooks>${contact(1)}${bomb}`, () => 'x');
    expect(text.endsWith(bomb)).toBe(true);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
