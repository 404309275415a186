import { expect, it } from 'vitest';
import { z } from 'zod';
import { device, loginOf, Client } from './client.ts';
import { admin, rowsOf } from './saving.ts';

interface Entry {
  id: string;
  text: string;
  page?: string | undefined;
  items: Entry[];
}
const ENTRY: z.ZodType<Entry> = z.lazy(() =>
  z.object({ id: z.string(), text: z.string(), page: z.string().optional(), items: z.array(ENTRY) }),
);

const flat = (entries: Entry[]): Entry[] => entries.flatMap((entry) => [entry, ...flat(entry.items)]);

/** The words of the specification, section 5b. */
const WORDS = {
  en: [
    'Contacts and assignment',
    'Contact groups',
    'Contact group authorisations',
    'Standard contact groups',
    'Settings',
  ],
  fr: [
    'Contacts et affectation',
    'Groupes de contacts',
    'Autorisations',
    'Groupes de contacts par défaut',
    'Paramètres',
  ],
  de: [
    'Kontakte und Zuordnung',
    'Kontaktgruppen',
    'Berechtigungen',
    'Standardkontaktgruppen',
    'Einstellungen',
  ],
} as const;

it.each(['en', 'fr', 'de'] as const)('names every page in its language: %s', async (language) => {
  const pbx = await device({ language });
  const client = admin(pbx);
  const entries = flat(z.array(ENTRY).parse(await client.json('/tree')));
  const pages = WORDS[language].map((text) => entries.find((entry) => entry.text === text)?.page ?? '');
  expect(pages).toEqual([
    'adressbuch_kontakte',
    'adressbuch_kontaktgruppen',
    'adressbuch_berechtigungen',
    'adressbuch_standardgruppen',
    'adressbuch_ldapserver',
  ]);
  expect(entries.filter(({ items }) => items.length > 0).map(({ page }) => page)).toEqual([
    undefined,
    undefined,
  ]);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  for (const page of pages) expect((await rowsOf(client, page)).size).toBeGreaterThan(0);
});

it('serves renamed pages under the names in its tree only', async () => {
  const pbx = await device({ pages: 'ab7_' });
  const client = admin(pbx);
  const pages = flat(z.array(ENTRY).parse(await client.json('/tree'))).flatMap(({ page }) => page ?? []);
  expect(pages).toHaveLength(7);
  expect(pages.every((page) => page.startsWith('ab7_'))).toBe(true);
  expect((await rowsOf(client, 'ab7_adressbuch_kontakte')).size).toBe(40);
  expect((await client.ask('/adressbuch_kontakte_state')).status).toBe(404);
});

it('is not for subscribers', async () => {
  const pbx = await device();
  expect((await new Client(pbx, loginOf(pbx, 'subscriber')).ask('/tree')).status).toBe(403);
});
