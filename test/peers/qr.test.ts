/** QR codes read by a program that is not ours. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toFile } from 'qrcode';
import { afterAll, describe, expect, it } from 'vitest';
import { emptyDraft } from '../../core/directory/contact.ts';
import { qrBytes, qrCard } from '../../core/formats/vcard/qr.ts';

const zbar = spawnSync('zbarimg', ['--version']).status === 0;
if (!zbar && process.env['CI'] !== undefined) throw new Error('zbarimg is missing');

describe.skipIf(!zbar)('zbar reads our QR codes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-qr-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['Jörg', 'Müller', 'Société Générale'],
    ['Zoé', 'Lefèvre', ''],
    ['Łukasz', 'Žižka', 'Překlady Střed'],
    ['Иван', 'Петров', ''],
    ['Anna', 'Smith', 'Smith & Sons; Ltd'],
  ])('of %s %s', async (givenName, familyName, company) => {
    const contact = {
      ...emptyDraft(),
      givenName,
      familyName,
      company,
      numbers: [{ kind: 'mobile', value: '0171 1234567', e164: '+491711234567' } as const],
    };
    const path = join(folder, 'code.png');
    await toFile(path, [{ mode: 'byte', data: qrBytes(qrCard(contact)) }], { scale: 5 });
    const { stdout } = spawnSync('zbarimg', ['--quiet', '--raw', path], { encoding: 'utf8' });
    expect(stdout.trim()).toBe(qrCard(contact).text.trim());
  });
});
