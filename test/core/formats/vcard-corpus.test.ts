import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { printCard } from '../../../core/formats/vcard/card.ts';
import type { Card } from '../../../core/formats/vcard/card.ts';
import { readCards } from '../../../core/formats/vcard/cards.ts';
import { contactOf } from '../../../core/formats/vcard/contact.ts';
import { embeddedBytes } from '../../../core/formats/vcard/photo.ts';
import { partsOf, textOf, typesOf } from '../../../core/formats/vcard/property.ts';
import { readVcards } from '../../../core/formats/vcard/read.ts';
import { mergeCards } from '../../../core/formats/vcard/surplus.ts';
import { writeVcards } from '../../../core/formats/vcard/write.ts';
import type { ContactDraft } from '../../../core/directory/contact.ts';

/** Real files that many programs wrote, with what a careful reader takes from them. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus/vcf');
const missing = !existsSync(join(CORPUS, 'synthetic/expected.json'));

const seenSchema = z.object({
  fn: z.string().optional(),
  n: z.array(z.string()).optional(),
  tel: z.array(z.tuple([z.string(), z.array(z.string())])).optional(),
  email: z.array(z.string()).optional(),
  org: z.array(z.array(z.string())).optional(),
  adr: z.array(z.array(z.string())).optional(),
  title: z.array(z.string()).optional(),
  note: z.array(z.string()).optional(),
  photo: z.array(z.string()).optional(),
  x: z.record(z.string(), z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
});
type Seen = z.infer<typeof seenSchema>;

const listed = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);
/** The truth of the synthetic files holds single values where a card has one. */
const syntheticSchema = z.record(
  z.string(),
  z.object({
    cards: z.array(
      seenSchema.extend({
        org: z.preprocess(
          (value) => (z.array(z.string()).safeParse(value).success ? [value] : value),
          seenSchema.shape.org,
        ),
        note: z.preprocess(listed, seenSchema.shape.note),
        photo: z.preprocess(listed, seenSchema.shape.photo),
      }),
    ),
  }),
);

const withoutTail = (parts: string[]): string[] => {
  const end = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, end + 1);
};

/** The card in the words of the expectations. */
function seen(card: Card): Seen {
  const all = (name: string) => card.properties.filter((property) => property.name === name);
  const texts = (name: string) => all(name).map((property) => textOf(property, card.version).trim());
  const parts = (name: string) =>
    all(name).map((property) => withoutTail(partsOf(property, card.version).map((part) => part.trim())));
  const found = {
    fn: texts('FN')[0],
    n: parts('N')[0],
    tel: all('TEL').map((property): [string, string[]] => [
      textOf(property, card.version).trim().replace(/^tel:/, ''),
      [...new Set(typesOf(property))].sort(),
    ]),
    email: texts('EMAIL'),
    org: parts('ORG'),
    adr: parts('ADR'),
    title: texts('TITLE'),
    note: texts('NOTE'),
    photo: all('PHOTO').map((property) => {
      const bytes = embeddedBytes(property, card.version);
      return bytes === null ? textOf(property, card.version) : createHash('sha1').update(bytes).digest('hex');
    }),
  };
  return seenSchema.parse(
    Object.fromEntries(
      Object.entries(found).filter(
        ([, value]) => value !== undefined && (typeof value === 'string' || value.length > 0),
      ),
    ),
  );
}

/** Unknown properties and labels: every one that is expected must be there. */
function unknownOf(card: Card, expected: Seen): Pick<Seen, 'x' | 'labels'> {
  const x: Record<string, string> = {};
  const labels: Record<string, string> = {};
  for (const property of card.properties) {
    const text = textOf(property, card.version).trim();
    if (property.name === 'X-ABLABEL' && property.group !== '') labels[property.group.toLowerCase()] = text;
    // Only text is expected of them, not bytes.
    if (expected.x?.[property.name] !== undefined) x[property.name] = property.base64 ? '' : text;
  }
  return { ...(expected.x && { x }), ...(expected.labels && { labels }) };
}

const trimmed = (expected: Seen): Seen => ({
  ...expected,
  ...(expected.note && { note: expected.note.map((text) => text.trim()) }),
});

const read = (file: string): Uint8Array => readFileSync(join(CORPUS, file));
const parsed = (file: string): unknown => JSON.parse(readFileSync(join(CORPUS, file), 'utf8'));

function expectations(): [string, Seen[]][] {
  if (missing) return [];
  const synthetic = syntheticSchema.parse(parsed('synthetic/expected.json'));
  const real = z.record(z.string(), z.array(seenSchema)).parse(parsed('expected-real.json'));
  return [
    ...Object.entries(synthetic).map(([file, { cards }]): [string, Seen[]] => [`synthetic/${file}`, cards]),
    ...Object.entries(real),
  ];
}

describe.skipIf(missing)('corpus of vCards', () => {
  it.each(expectations())('%s is read as a careful reader would', (file, expected) => {
    const cards = [...readCards(read(file))].map(({ card }) => card);
    const found = cards.map((card, at) => ({ ...seen(card), ...unknownOf(card, expected[at] ?? {}) }));
    // The synthetic files say only what they are about.
    if (file.startsWith('synthetic/')) expect(found).toMatchObject(expected);
    else expect(found).toEqual(expected.map(trimmed));
    expect(found.length).toBe(expected.length);
  });

  it.each(expectations().map(([file]) => file))('%s is printed again without a loss', (file) => {
    const cards = [...readCards(read(file))].map(({ card }) => card);
    for (const card of cards) {
      const [again] = readCards(printCard(card));
      const essence = ({ version, properties }: Card) => ({
        version,
        properties: properties.map(({ group, name, params, value, base64 }) => ({
          group,
          name,
          params,
          value,
          base64,
        })),
      });
      expect(again === undefined ? null : essence(again.card)).toEqual(essence(card));
    }
  });

  it.each(expectations().map(([file]) => file))('%s keeps its contacts through every version', (file) => {
    const drafts = [...readCards(read(file))].map(({ line, card }) => contactOf(card, line).contact);
    for (const version of ['2.1', '3.0', '4.0'] as const) {
      if (drafts.length === 0) continue;
      const again = [...readVcards(writeVcards(drafts, version))].map(({ contact }) => contact);
      const known = (contact: ContactDraft) => ({ ...contact, card: '' });
      expect(again.map(known)).toEqual(drafts.map(known));
      // What stands beside the fields is all there; version 2.1 cannot quote parameters.
      drafts.forEach(({ card }, i) => expect(mergeCards(card, again[i]?.card ?? '')).toBe(card));
      if (version !== '2.1') expect(again).toEqual(drafts);
    }
  });
});
