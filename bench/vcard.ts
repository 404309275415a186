/**
 * Parsing 100 000 vCards from bytes to cards with their properties, charsets and positions included,
 * against libraries that get the decoded text for nothing and give the same: ical.js for 3.0 and 4.0 (it
 * knows no 2.1), vcf for 2.1 (which leaves quoted-printable and escapes as they stand). Alternately, in the
 * same run. Below it the way on from cards to contacts, which no library goes.
 */
import ICAL from 'ical.js';
import vCard from 'vcf';
import { z } from 'zod';
import type { ContactDraft } from '../core/directory/contact.ts';
import { emptyDraft } from '../core/directory/contact.ts';
import { readCards } from '../core/formats/vcard/cards.ts';
import { readVcards } from '../core/formats/vcard/read.ts';
import { writeVcards } from '../core/formats/vcard/write.ts';

const CARDS = 100_000;
const ROUNDS = 3;

const contacts = Array.from({ length: CARDS }, (_, i): ContactDraft => ({
  ...emptyDraft(),
  salutation: i % 2 === 0 ? 'Frau' : 'Herr',
  givenName: ['Anna', 'Björn', 'Élodie', 'Müge', 'Zoë'][i % 5] ?? '',
  familyName: `Müller-${i}`,
  company: i % 3 === 0 ? `Maison ${i % 5000} & Söhne; Paris` : '',
  position: 'Leitung',
  note: i % 10 === 0 ? `Ein längerer Text, mit Komma\nund zweiter Zeile ${i}` : '',
  numbers: [
    { kind: 'work', value: `+49 30 ${20_000_000 + i}`, e164: null },
    { kind: 'mobile', value: `0171 ${1_000_000 + i}`, e164: null },
  ],
  emails: [{ kind: 'work', value: `person.${i}@maison${i % 500}.example` }],
  addresses: [
    {
      kind: 'work',
      street: `Straße ${i % 200}`,
      postalCode: '50667',
      city: 'Köln',
      region: '',
      country: 'DE',
    },
  ],
  groups: ['Kunden'],
}));

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

const median = (times: number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

function count(read: Iterable<{ problems: readonly unknown[] }>): number {
  let sound = 0;
  for (const { problems } of read) if (problems.length === 0) sound++;
  return sound;
}

const parsedByIcal = z.array(z.unknown());
const icalCards = (text: string): number => parsedByIcal.parse(ICAL.parse(text)).length;

console.log(`Parsing ${CARDS} vCards`);
for (const [version, library, goal, theirs] of [
  ['2.1', 'vcf', 3, (text: string) => vCard.parse(text).length],
  ['3.0', 'ical.js', 1.5, icalCards],
  ['4.0', 'ical.js', 1.5, icalCards],
] as const) {
  const bytes = writeVcards(contacts, version);
  const text = new TextDecoder().decode(bytes);
  const own: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(
      seconds(() => {
        if (count(readCards(bytes)) !== CARDS) throw new Error('cards are missing');
      }),
    );
    other.push(
      seconds(() => {
        if (theirs(text) !== CARDS) throw new Error(`${library} misses cards`);
      }),
    );
  }
  const ratio = median(other) / median(own);
  console.log(
    `${version}  ${(bytes.length / 1024 / 1024).toFixed(0).padStart(3)} MB  ours ${median(own).toFixed(2)} s  ` +
      `${library} ${median(other).toFixed(2)} s  ${ratio.toFixed(2)} × as fast (goal ${goal}); ` +
      `as contacts ${seconds(() => count(readVcards(bytes))).toFixed(2)} s`,
  );
}
console.log('Writing them');
for (const version of ['2.1', '3.0', '4.0'] as const) {
  console.log(`${version}  ${seconds(() => writeVcards(contacts, version)).toFixed(2)} s`);
}
console.log(`Most memory held: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
