/** A contact's photo from the command line: set, written, taken back, removed; and what is refused. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../command.ts';
import { bombPng, decoded, fields, heldSo, png, snapshot } from '../../core/photo/pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-photo-'));
const at = (name: string): string => join(folder, name);
const site = at('office.switchbook');
const run = (...words: string[]) => command([...words, '--site', site]);
const photo = (...words: string[]) => run('photo', '--contact', '1', '--json', ...words);
const said = ({ stdout }: { stdout: string }): unknown => JSON.parse(stdout);

beforeAll(() => {
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  writeFileSync(at('people.csv'), 'Nom;Téléphone\nDupont;01 99 00 12 34\n');
  expect(run('import', at('people.csv')).code).toBe(0);
  writeFileSync(at('camera.jpg'), snapshot(heldSo(fields(64), 6), 6));
  writeFileSync(at('other.png'), png(fields(20)));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('photo', () => {
  it('is set as it is, shown and written; one step, which undo and redo take back', () => {
    expect(said(photo())).toEqual({ contact: 1, photo: null });
    const bytes = readFileSync(at('camera.jpg')).length;
    const about = { type: 'image/jpeg', bytes, width: 32, height: 64 };
    expect(said(photo('--set', at('camera.jpg')))).toEqual({ contact: 1, photo: about });
    expect(said(photo('--set', at('other.png')))).toMatchObject({ photo: { type: 'image/png' } });
    expect(run('undo').code).toBe(0);
    expect(said(photo('--output', at('out.jpg')))).toMatchObject({ photo: about });
    expect(readFileSync(at('out.jpg'))).toEqual(readFileSync(at('camera.jpg')));
    expect(run('redo').code).toBe(0);
    expect(said(photo())).toMatchObject({ photo: { type: 'image/png', width: 20, height: 10 } });
    expect(run('undo').code).toBe(0);
  });

  it('leaves with --strip-photo-metadata without its place, upright', () => {
    const exported = (...words: string[]): string => {
      const file = at('out.vcf');
      const asked = ['--format', 'vcard-4.0', '--output', file, '--accept-privacy-notice'];
      expect(run('export', ...asked, ...words).code).toBe(0);
      const card = readFileSync(file, 'utf8').replaceAll('\r\n ', '');
      return /^PHOTO:data:image\/jpeg;base64,(.*)\r$/m.exec(card)?.[1] ?? '';
    };
    expect(Buffer.from(exported(), 'base64').includes('GPS')).toBe(true);
    const bare = Buffer.from(exported('--strip-photo-metadata'), 'base64');
    expect(bare.includes('GPS') || bare.includes('Exif') || bare.includes('Anna')).toBe(false);
    expect(decoded(bare)).toEqual({ width: 64, height: 32, corners: 'rgbw' });
    const small = Buffer.from(exported('--photo-size', '16'), 'base64');
    expect(decoded(small)).toMatchObject({ width: 16, height: 8 });
  });

  it.each([
    ['bomb.png', bombPng(30_000, 30_000), 'photo-pixels'],
    ['cut.png', png(fields(200)).subarray(0, 400), 'photo-unreadable'],
    ['text.jpg', Buffer.from('no picture'), 'photo-kind'],
    ['page.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'photo-kind'],
    ['heavy.jpg', Buffer.concat([snapshot(fields(), 1), Buffer.alloc(17 * 1024 * 1024)]), 'photo-bytes'],
  ])('%s is refused with its name, the rule and a remedy; the photo stays', (name, data, code) => {
    const before = said(photo());
    writeFileSync(at(name), data);
    const refused = photo('--set', at(name));
    expect(refused.code).toBe(1);
    expect(said(refused)).toMatchObject({
      error: { code, value: name, remedy: expect.stringMatching(/picture/) },
    });
    expect(said(photo())).toEqual(before);
  });

  it('is removed, and what is not there is neither written nor found', () => {
    expect(said(photo('--remove'))).toEqual({ contact: 1, photo: null });
    expect(said(photo('--output', at('none.jpg')))).toMatchObject({
      error: { code: 'photo-none', value: 'Dupont' },
    });
    expect(photo('--remove', '--set', at('other.png')).code).toBe(1);
    expect(said(run('photo', '--contact', '9', '--json'))).toMatchObject({
      error: { code: 'contact-missing' },
    });
    expect(said(photo('--set', at('nowhere.png')))).toMatchObject({ error: { code: 'file-missing' } });
    expect(run('undo').code).toBe(0);
    expect(said(photo())).toMatchObject({ photo: { type: 'image/jpeg' } });
  });
});
