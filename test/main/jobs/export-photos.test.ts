/** What of a photo leaves the house, and how large. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { exportOptions } from '../../../core/api/export.ts';
import type { Photo } from '../../../core/directory/contact.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { readLdif } from '../../../core/formats/ldif/read.ts';
import { readVcards } from '../../../core/formats/vcard/read.ts';
import { runExport } from '../../../main/jobs/export.ts';
import { createSite } from '../../../main/site/open.ts';
import type { Site } from '../../../main/site/site.ts';
import { decoded, fields, heldSo, jpeg, png, pngChunk, snapshot } from '../../core/photo/pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-photos-'));
let site: Site;
const UPRIGHT = snapshot(fields(64), 1);
const LYING = snapshot(heldSo(fields(64), 6), 6);
const TOLD = png(fields(64), pngChunk('tEXt', Buffer.from('Author\0Anna at GPS 48.8')));

const photos: Record<string, Photo> = {
  Anna: { type: 'image/jpeg', data: UPRIGHT },
  Bruno: { type: 'image/jpeg', data: LYING },
  Clara: { type: 'image/png', data: TOLD },
  Dora: { type: 'image/avif', data: Buffer.from('\0\0\0\x20ftypavif GPS 48.8', 'latin1') },
};

beforeAll(() => {
  site = createSite(join(folder, 'office.switchbook'), 'commander-6000', 'FR');
  site.change('import', 'x', { kind: 'hand' }, (change) => {
    for (const [familyName, photo] of Object.entries(photos)) {
      change.createContact({ ...emptyDraft(), familyName, photo });
    }
  });
});
afterAll(() => {
  site.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (wanted: Partial<z.input<typeof exportOptions>>) =>
  runExport(site, exportOptions.parse({ format: 'vcard-3.0', privacyNoticeAccepted: true, ...wanted }), {
    progress: () => undefined,
    signal: new AbortController().signal,
  });
const photosIn = (bytes: Uint8Array): Map<string, Photo | null> =>
  new Map([...readVcards(bytes)].map(({ contact }) => [contact.familyName, contact.photo]));
const text = (data: Uint8Array | undefined): string => Buffer.from(data ?? []).toString('latin1');

describe('photos in an exported file', () => {
  it('are byte by byte what is held, where nothing else is asked for', async () => {
    const exported = photosIn((await run({})).bytes);
    for (const [name, photo] of Object.entries(photos))
      expect(exported.get(name)?.data).toEqual(Uint8Array.from(photo.data));
  });

  it('tell nothing of place, time and person when that is asked for, and are seen as before', async () => {
    const { bytes, problems } = await run({ plainPhotos: true });
    const exported = photosIn(bytes);
    for (const name of ['Anna', 'Bruno', 'Clara']) {
      const data = exported.get(name)?.data;
      expect(text(data)).not.toMatch(/GPS|Exif|Anna|Author/);
      expect(decoded(data ?? new Uint8Array())).toEqual({ width: 64, height: 32, corners: 'rgbw' });
    }
    // Pixels of an upright picture stay as they are.
    expect(exported.get('Anna')?.data).toEqual(jpeg(fields(64)));
    expect(exported.get('Clara')?.data).toEqual(png(fields(64)));
    // What cannot be looked into does not leave at all.
    expect(exported.get('Dora')).toBeNull();
    expect(problems).toEqual([{ code: 'photo-left-out', severity: 'warning', value: 'Dora' }]);
  });

  it('are scaled down to what a device shows', async () => {
    const exported = photosIn((await run({ photoSide: 32, ids: [1, 2, 3] })).bytes);
    for (const name of ['Anna', 'Bruno', 'Clara']) {
      expect(decoded(exported.get(name)?.data ?? new Uint8Array())).toEqual({
        width: 32,
        height: 16,
        corners: 'rgbw',
      });
    }
  });

  it('are JPEG where a directory knows nothing else', async () => {
    const { bytes } = await run({ format: 'ldif', ids: [1, 3] });
    const read = [...readLdif(bytes)].map(({ contact }) => contact.photo);
    expect(read.map((photo) => photo?.type)).toEqual(['image/jpeg', 'image/jpeg']);
    expect(read[0]?.data).toEqual(UPRIGHT);
    expect(decoded(read[1]?.data ?? new Uint8Array())).toEqual({ width: 64, height: 32, corners: 'rgbw' });
  });

  it('many contacts with one picture are decoded once', async () => {
    site.change('import', 'x', { kind: 'hand' }, (change) => {
      for (let i = 0; i < 300; i++) {
        change.createContact({
          ...emptyDraft(),
          familyName: `N${i}`,
          photo: { type: 'image/jpeg', data: LYING },
        });
      }
    });
    const started = performance.now();
    const exported = photosIn((await run({ plainPhotos: true })).bytes);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(exported.get('N299')).toEqual(exported.get('Bruno'));
  });
});
