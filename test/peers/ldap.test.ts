/** A real LDAP server takes our LDIF as it is, and what it gives back is read as the same people. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '../../core/directory/contact.ts';
import { emptyDraft } from '../../core/directory/contact.ts';
import { readLdif } from '../../core/formats/ldif/read.ts';
import { writeLdif } from '../../core/formats/ldif/write.ts';

const SLAPD = '/usr/sbin/slapd';
const present = existsSync(SLAPD) && spawnSync('ldapadd', ['-VV']).error === undefined;
if (!present && process.env['CI'] !== undefined) throw new Error('slapd or ldap-utils is missing');

const SUFFIX = 'dc=switchbook,dc=local';
const CONFIG = (folder: string): string => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile ${folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
database mdb
suffix "${SUFFIX}"
rootdn "cn=admin,${SUFFIX}"
rootpw secret
directory ${folder}/data
maxsize 104857600
`;

const person = (id: number, fields: Partial<Contact>): Contact => ({
  ...emptyDraft(),
  id,
  ...fields,
  photo: null,
});

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 0xff, 0xd9]);

const CONTACTS: readonly Contact[] = [
  person(1, {
    givenName: 'Zoë',
    familyName: 'Großmann, geb. "Ott" + Söhne; <a>=b\\c',
    company: '# Bäckerei',
    department: 'Verkauf',
    position: 'Leiterin',
    note: `zwei\nZeilen ${'und noch viel mehr '.repeat(20)}Ende`,
    numbers: [
      { kind: 'work', value: '030 1234567', e164: '+49301234567' },
      { kind: 'home', value: '030 7654321', e164: '+49307654321' },
      { kind: 'mobile', value: '0171 2345678', e164: '+491712345678' },
      { kind: 'fax-work', value: '030 1234568', e164: '+49301234568' },
      { kind: 'pager', value: '0168 1', e164: null },
    ],
    emails: [{ kind: 'work', value: 'zoe@example.org' }],
    urls: [{ kind: 'other', value: 'https://example.org/?a=b' }],
    addresses: [
      { kind: 'work', street: 'Straße 1', postalCode: '10115', city: 'Köln', region: 'NRW', country: '' },
    ],
    groups: ['Kunden', 'Ämter, Behörden'],
  }),
  person(2, { givenName: 'Anna', familyName: 'Ott', numbers: [{ kind: 'work', value: '200', e164: null }] }),
  person(3, {
    givenName: 'anna',
    familyName: 'ott',
    numbers: [{ kind: 'work', value: '201', e164: null }],
    groups: ['Kunden'],
  }),
  person(4, { company: 'Kunden', numbers: [{ kind: 'work', value: '202', e164: null }], groups: ['Kunden'] }),
  person(5, { familyName: 'Ковальчук', numbers: [{ kind: 'work', value: '203', e164: null }] }),
];

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });

describe.skipIf(!present)('an LDAP server (slapd)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-ldap-'));
  let url = '';
  let server: ChildProcess | undefined;

  const asAdmin = (program: string, ...args: string[]) =>
    spawnSync(program, ['-x', '-H', url, '-D', `cn=admin,${SUFFIX}`, '-w', 'secret', ...args], {
      encoding: 'utf8',
    });

  beforeAll(async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'slapd.conf'), CONFIG(folder));
    url = `ldap://127.0.0.1:${await freePort()}`;
    server = spawn(SLAPD, ['-f', join(folder, 'slapd.conf'), '-h', url, '-d', '0'], { stdio: 'ignore' });
    for (let tries = 0; tries < 100; tries++) {
      if (asAdmin('ldapsearch', '-b', '', '-s', 'base').status === 0) return;
      await pause(100);
    }
    throw new Error('slapd does not answer');
  });
  afterAll(() => {
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('loads the file into an empty directory, and gives every value back', () => {
    const { bytes, problems } = writeLdif(CONTACTS, `ou=contacts,${SUFFIX}`, ({ id }) =>
      id === 2 ? { type: 'image/jpeg', data: JPEG } : null,
    );
    expect(problems).toEqual([]);
    const file = join(folder, 'contacts.ldif');
    writeFileSync(file, bytes);
    const added = asAdmin('ldapadd', '-f', file);
    expect(added.stderr).toBe('');
    expect(added.status).toBe(0);

    const found = asAdmin('ldapsearch', '-LLL', '-b', SUFFIX, '(objectClass=*)');
    expect(found.status).toBe(0);
    const again = new Map(
      readLdif(new TextEncoder().encode(found.stdout)).map(({ contact, problems: complaints }) => {
        expect(complaints).toEqual([]);
        return [contact.numbers[0]?.value ?? '', contact] as const;
      }),
    );
    expect(again.size).toBe(CONTACTS.length);
    for (const contact of CONTACTS) {
      const number = contact.numbers[0];
      const { id: _id, card: _card, photo: _photo, numbers, groups, ...fields } = contact;
      const read = again.get(number?.e164 ?? number?.value ?? '');
      expect(read).toMatchObject(fields);
      expect(read?.numbers).toEqual(
        numbers.map(({ kind, value, e164 }) => ({ kind, value: e164 ?? value, e164: null })),
      );
      expect(read?.groups.toSorted()).toEqual(groups.toSorted());
    }
    expect(again.get('200')?.photo?.data).toEqual(JPEG);
  });
});
