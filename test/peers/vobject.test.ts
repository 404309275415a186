/** Python’s vobject reads what we write in versions 2.1 and 3.0, and finds the same in it. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ContactDraft } from '../../core/directory/contact.ts';
import { emptyDraft } from '../../core/directory/contact.ts';
import { writeVcards } from '../../core/formats/vcard/write.ts';

// Debian's own Python has Debian's package, whatever other one the path finds first.
const PYTHON = '/usr/bin/python3';
const present = spawnSync(PYTHON, ['-c', 'import vobject']).status === 0;
if (!present && process.env['CI'] !== undefined) throw new Error('python3-vobject is missing');

const READER = `
import json, sys, vobject
def text(value):
    return value if isinstance(value, str) else str(value)
seen = []
for card in vobject.readComponents(sys.stdin.buffer.read().decode('utf-8'), allowQP=True):
    of = lambda name: card.contents.get(name, [])
    seen.append({
        'fn': card.fn.value,
        'n': [card.n.value.family, card.n.value.given, card.n.value.prefix],
        'org': [list(it.value) if isinstance(it.value, list) else it.value.split(';') for it in of('org')],
        'tel': [it.value for it in of('tel')],
        'email': [it.value for it in of('email')],
        'adr': [[it.value.street, it.value.city, it.value.code, it.value.country] for it in of('adr')],
        'note': [it.value.replace('\\r\\n', '\\n') for it in of('note')],
        'title': [it.value for it in of('title')],
        'hobby': [it.value for it in of('x-hobby')],
    })
print(json.dumps(seen))
`;

const seenShape = z.array(
  z.object({
    fn: z.string(),
    n: z.array(z.string()),
    org: z.array(z.array(z.string())),
    tel: z.array(z.string()),
    email: z.array(z.string()),
    adr: z.array(z.array(z.string())),
    note: z.array(z.string()),
    title: z.array(z.string()),
    hobby: z.array(z.string()),
  }),
);

const number = (value: string) => ({ kind: 'work' as const, value, e164: null });

const CONTACTS: readonly ContactDraft[] = [
  {
    ...emptyDraft(),
    salutation: 'Frau',
    givenName: 'Élodie',
    familyName: 'Großmann',
    company: 'Bäckerei Süß',
    department: 'Verkauf',
    position: 'Leiterin',
    // No comma: vobject takes it for the end of a text in version 2.1, where nothing escapes it.
    note: `zwei\nZeilen; ein = Zeichen und ${'ein langer Text mit Umlauten äöü '.repeat(8)}Ende`,
    card: 'X-HOBBY:Schach',
    numbers: [number('+49 30 1234567'), { kind: 'mobile', value: '0171 2345678', e164: null }],
    emails: [{ kind: 'work', value: 'elodie@example.org' }],
    addresses: [
      {
        kind: 'work',
        street: 'Straße 1',
        postalCode: '10115',
        city: 'Köln',
        region: '',
        country: 'Deutschland',
      },
    ],
  },
  { ...emptyDraft(), givenName: 'Łukasz', familyName: 'Иванов', numbers: [number('200')] },
  { ...emptyDraft(), givenName: 'Ana', familyName: 'García', note: '😀', numbers: [number('*21#')] },
];

describe.skipIf(!present)('vobject', () => {
  it.each(['2.1', '3.0'] as const)('reads every contact of version %s', (version) => {
    const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', READER], {
      input: writeVcards(CONTACTS, version),
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    });
    expect(stderr).not.toContain('Traceback');
    expect(status).toBe(0);
    const seen = seenShape.parse(JSON.parse(stdout));
    expect(seen).toEqual(
      CONTACTS.map((contact) => ({
        fn: `${contact.givenName} ${contact.familyName}`,
        n: [contact.familyName, contact.givenName, contact.salutation],
        org: contact.company === '' ? [] : [[contact.company, contact.department]],
        tel: contact.numbers.map(({ value }) => value),
        email: contact.emails.map(({ value }) => value),
        adr: contact.addresses.map(({ street, city, postalCode, country }) => [
          street,
          city,
          postalCode,
          country,
        ]),
        note: contact.note === '' ? [] : [contact.note],
        title: contact.position === '' ? [] : [contact.position],
        hobby: contact.card === '' ? [] : ['Schach'],
      })),
    );
  });
});
