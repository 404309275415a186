import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hasSource } from '../../../../main/shell/update/source.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOURCE = 'provider: generic\nurl: https://updates.example/\n';

it('a package without an address knows of no updates', () => {
  expect(hasSource(folder, 'win32')).toBe(false);
  expect(hasSource(folder, 'darwin')).toBe(false);
});

it.each<[string, NodeJS.Platform, boolean]>([
  [SOURCE, 'win32', false],
  [`${SOURCE}publisherName: ''\n`, 'win32', false],
  [`${SOURCE}publisherName: []\n`, 'win32', false],
  [`${SOURCE}publisherName: Office GmbH\n`, 'win32', true],
  [`${SOURCE}publisherName:\n  - CN=Office GmbH\n`, 'win32', true],
  [SOURCE, 'darwin', true],
  [SOURCE, 'linux', true],
])('%j on %s is one whose files are checked: %s', (text, system, known) => {
  writeFileSync(join(folder, 'app-update.yml'), text);
  expect(hasSource(folder, system)).toBe(known);
});
