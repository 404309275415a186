import { expect, it } from 'vitest';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { qrBytes, qrCard } from '../../../core/formats/vcard/qr.ts';

const number = (n: number) => ({ kind: 'work', value: `0${n}`, e164: `+33${100_000_000 + n}` }) as const;
const place = {
  kind: 'work',
  street: 'Rue '.repeat(20),
  postalCode: '75001',
  city: 'Paris',
  region: '',
  country: 'FR',
} as const;
const full = {
  ...emptyDraft(),
  givenName: 'Zoé',
  familyName: 'Lefèvre',
  company: 'Société',
  numbers: Array.from({ length: 5 }, (_, n) => number(n)),
  emails: Array.from({ length: 4 }, (_, n) => ({ kind: 'work', value: `zoe.${n}@example.org` }) as const),
  urls: [{ kind: 'work', value: 'https://example.org/' } as const],
  addresses: Array.from({ length: 6 }, () => place),
};

it('leaves out what matters least, and says how much of it', () => {
  const { text, leftOut } = qrCard(full);
  for (const part of ['FN:Zoé Lefèvre', '+33100000004', 'zoe.3@', 'https://example.org/', 'ORG:Société']) {
    expect(text).toContain(part);
  }
  const kept = text.match(/ADR/g)?.length ?? 0;
  expect(leftOut).toEqual([{ field: 'addresses', count: 6 - kept }]);
});

it('leaves out nothing that has room', () => {
  expect(qrCard({ ...full, addresses: [] }).leftOut).toEqual([]);
});

it.each([
  ['numbers without end', { numbers: Array.from({ length: 5000 }, (_, n) => number(n)) }, 'numbers'],
  ['a name without end', { familyName: '山'.repeat(20_000) }, 'name'],
  [
    'a number without end',
    { numbers: [{ kind: 'work', value: '1'.repeat(9000), e164: null } as const] },
    'numbers',
  ],
])('keeps to what a camera reads, with %s', (_what, more, lost) => {
  const card = qrCard({ ...full, ...more });
  // Version 20 at level L.
  expect(qrBytes(card).length).toBeLessThanOrEqual(858);
  expect(card.text).toMatch(/^FN:Zoé /m);
  expect(card.leftOut.map(({ field }) => field)).toEqual(expect.arrayContaining([lost]));
});
