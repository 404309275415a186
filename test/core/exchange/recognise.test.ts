import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isRecognised, rankTemplates } from '../../../core/exchange/recognise.ts';
import { savedTemplate, templates } from '../../../core/exchange/template.ts';

const recognised = (headers: readonly string[]): string | undefined =>
  rankTemplates(headers, templates()).find(isRecognised)?.template.id;

const HEADERS = new URL('../../../../shared/facts/csv-headers.json', import.meta.url);
const known = z.object({ formats: z.array(z.object({ id: z.string(), header: z.array(z.string()) })) });

/** The formats of the collection and the template that must know each: one product, one template a language. */
const EXPECTED = {
  'google-old': 'google-2010',
  'google-new': 'google',
  'google-outlook-style': 'google-outlook',
  'outlook-com': 'outlook-com',
  'outlook-en': 'outlook-en',
  'outlook-fr': 'outlook-fr',
  'outlook-de': 'outlook-de',
  'outlook-de-2010': 'outlook-de',
  thunderbird: 'thunderbird-en',
  'thunderbird-old': 'thunderbird-en',
  'auerswald-a': 'commander-csv',
  'auerswald-b': 'version-1-csv',
  'ovh-phonebook': 'ovh-csv',
} as const;

describe.skipIf(!existsSync(HEADERS))('headers as products write them (shared facts)', () => {
  const headerOf = (id: string): string[] =>
    known.parse(JSON.parse(readFileSync(HEADERS, 'utf8'))).formats.find((it) => it.id === id)?.header ?? [];

  it.each(Object.entries(EXPECTED))('%s is recognised as %s and nothing is unknown', (id, template) => {
    const header = headerOf(id);
    expect(header.length).toBeGreaterThan(2);
    const [best] = rankTemplates(header, templates());
    expect(best?.template.id).toBe(template);
    const unknown = header.filter((name, i) => name !== '' && best?.known[i] !== true);
    expect(unknown).toEqual([]);
  });

  it('survives a byte order mark, case, quotes and blanks', () => {
    const odd = headerOf('outlook-fr').map((name) => `  ${name.toUpperCase()}"`);
    odd[0] = `\ufeff${odd[0] ?? ''}`;
    expect(recognised(odd)).toBe('outlook-fr');
  });

  it('survives missing columns and another order', () => {
    const some = headerOf('outlook-de').filter((_, i) => i % 3 !== 0);
    expect(recognised(some.toReversed())).toBe('outlook-de');
  });

  it.each(['yahoo-us', 'linkedin-connections', 'yealink-csv', 'freepbx', 'hubspot', 'odoo'])(
    'does not take %s for something it is not',
    (id) => {
      expect(recognised(headerOf(id))).toBeUndefined();
    },
  );
});

describe('recognition', () => {
  it('knows Thunderbird in French, where towns repeat', () => {
    const header =
      'Prénom,Nom de famille,Nom à afficher,Surnom,Adresse électronique principale,Adresse électronique secondaire,Nom de l’écran,Tél. professionnel,Tél. personnel,Fax,Pager,Portable,Adresse privée,Adresse privée 2,Ville,Pays/État,Code postal,Pays/Région (domicile),Adresse professionnelle,Adresse professionnelle 2,Ville,Pays/État,Code postal,Pays/Région (bureau)'.split(
        ',',
      );
    const [best] = rankTemplates(header, templates());
    expect(best?.template.id).toBe('thunderbird-fr');
    expect(best?.mapping[14]).toEqual({ field: 'city', slot: 2, kind: 'home' });
    expect(best?.mapping[20]).toEqual({ field: 'city', slot: 1, kind: 'work' });
  });

  it('knows Thunderbird in German', () => {
    const header =
      'Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Tel. dienstlich,Tel. privat,Mobil-Tel.-Nr.,Privat: PLZ,Geburtsjahr,Geburtsmonat,Geburtstag';
    expect(recognised(header.split(','))).toBe('thunderbird-de');
  });

  it('gives the two French columns Titre their two meanings', () => {
    const header = 'Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre'.split(',');
    const [best] = rankTemplates(header, templates());
    expect(best?.mapping[0]).toEqual({ field: 'salutation' });
    expect(best?.mapping[7]).toEqual({ field: 'position' });
  });

  it('numbers the columns of Google as the file numbers them', () => {
    const header = ['First Name', 'Last Name', 'Labels', 'Phone 7 - Label', 'Phone 7 - Value'];
    const [best] = rankTemplates(header, templates());
    expect(best?.mapping.slice(3)).toEqual([
      { field: 'numberKind', slot: 7 },
      { field: 'number', slot: 7 },
    ]);
  });

  it('says how much it knows', () => {
    const [best] = rankTemplates(['Kurzwahl', 'Rufnummer', 'Name', 'Lieblingsfarbe'], templates());
    expect(best).toMatchObject({ matched: 3, columns: 4, known: [true, true, true, false] });
    expect(best && isRecognised(best)).toBe(false);
  });

  it('prefers a mapping saved in the site', () => {
    const saved = savedTemplate('s1', 'Our PBX', {
      headers: ['Nummer', 'Wer'],
      mapping: [{ field: 'number', slot: 1, kind: 'work' }, { field: 'company' }],
    });
    const [best] = rankTemplates(['nummer', 'WER'], saved === null ? [] : [...templates(), saved]);
    expect(best?.template.id).toBe('s1');
    expect(best?.mapping).toEqual([{ field: 'number', slot: 1, kind: 'work' }, { field: 'company' }]);
    expect(best && isRecognised(best)).toBe(true);
  });

  it('ignores what is not a saved mapping', () => {
    expect(savedTemplate('s1', 'broken', { headers: 'x' })).toBeNull();
  });
});
