import { afterAll, describe, expect, it } from 'vitest';
import { Darkroom } from '../../../main/photo/darkroom.ts';
import { takePhoto } from '../../../main/jobs/photo.ts';
import {
  bmp,
  bombPng,
  decoded,
  fields,
  gif,
  heldSo,
  jpeg,
  png,
  snapshot,
  webp,
} from '../../core/photo/pictures.ts';

const darkroom = new Darkroom();
afterAll(() => darkroom[Symbol.asyncDispose]());
const all = { crop: null, most: null, jpeg: false };
const develop = (data: Uint8Array, wish: Partial<Parameters<Darkroom['develop']>[1]> = {}) =>
  darkroom.develop(data, { ...all, ...wish }, 'it');
const problem = (code: string) => ({ problem: { code, value: 'it' } });

describe('pictures that are decoded', () => {
  it.each([
    ['JPEG', jpeg(fields())],
    ['PNG', png(fields())],
    ['WebP', webp(fields())],
    ['BMP', bmp(fields())],
  ])('%s becomes a JPEG of the same size and colours', async (_kind, data) => {
    const { type, data: made } = await develop(data);
    expect(type).toBe('image/jpeg');
    expect(decoded(made)).toEqual({ width: 32, height: 16, corners: 'rgbw' });
  });

  it('a GIF is red as it was', async () => {
    expect(decoded((await develop(gif())).data)).toMatchObject({ width: 1, height: 1, corners: 'rrrr' });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is upright however the camera was held: %i', async (orientation) => {
    const data = snapshot(heldSo(fields(64), orientation), orientation);
    expect(decoded((await develop(data)).data)).toEqual({ width: 64, height: 32, corners: 'rgbw' });
    // The right half of what is seen, wherever that is stored.
    const { data: cut } = await develop(data, { crop: { left: 32, top: 0, side: 32 } });
    expect(decoded(cut)).toEqual({ width: 32, height: 32, corners: 'ggww' });
    expect(Buffer.from(cut).toString('latin1')).not.toContain('GPS');
  });

  it('is scaled down to what is asked for, never up', async () => {
    expect(decoded((await develop(jpeg(fields(400)), { most: 96 })).data)).toEqual({
      width: 96,
      height: 48,
      corners: 'rgbw',
    });
    expect(decoded((await develop(jpeg(fields(32)), { most: 96 })).data)).toMatchObject({
      width: 32,
      height: 16,
    });
  });

  it('a square that sticks out is moved inside', async () => {
    const { data } = await develop(jpeg(fields()), { crop: { left: 30, top: 14, side: 1000 } });
    expect(decoded(data)).toEqual({ width: 16, height: 16, corners: 'ggww' });
  });

  it('keeps what is transparent, unless only JPEG is understood', async () => {
    const glass = png({ width: 8, height: 8, at: () => [0, 0, 0, 0] });
    expect((await develop(glass)).type).toBe('image/png');
    const { type, data } = await develop(glass, { jpeg: true });
    expect(type).toBe('image/jpeg');
    expect(decoded(data).corners).toBe('wwww');
  });
});

describe('pictures that mean harm', () => {
  it('a bomb is refused before it is decoded', async () => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    await expect(develop(bombPng(30_000, 30_000))).rejects.toMatchObject(problem('photo-pixels'));
    await expect(develop(gif([1, 1], [60_000, 60_000]))).rejects.toMatchObject(problem('photo-pixels'));
    expect(performance.now() - started).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('one that ends halfway is refused, and the next one is decoded all the same', async () => {
    const whole = png(fields(200));
    for (const data of [whole.subarray(0, whole.length / 2), jpeg(fields(200)).subarray(0, 300)]) {
      await expect(develop(Uint8Array.from(data))).rejects.toMatchObject(problem('photo-unreadable'));
      expect((await develop(jpeg(fields()))).type).toBe('image/jpeg');
    }
  });

  it('one of another kind than it says, and one that is no picture', async () => {
    const lying = jpeg(fields());
    lying.set(png(fields()).subarray(0, 8));
    await expect(develop(lying)).rejects.toMatchObject(problem('photo-kind'));
    await expect(develop(Buffer.from('<html><script>alert(1)</script>'))).rejects.toMatchObject(
      problem('photo-kind'),
    );
  });

  it('one that is a program too loses what is appended as soon as it is decoded', async () => {
    const both = Uint8Array.from(Buffer.concat([jpeg(fields()), Buffer.from('PK\u0003\u0004 an archive')]));
    expect(Buffer.from((await develop(both)).data).includes('PK')).toBe(false);
  });

  it('a decoder that does not come to an end is ended', async () => {
    await using hasty = new Darkroom(1);
    await expect(hasty.develop(jpeg(fields(600)), all, 'it')).rejects.toMatchObject(
      problem('photo-unreadable'),
    );
  });
});

describe('a photo for a contact', () => {
  it('is kept byte by byte, or as the square that was chosen', async () => {
    const data = snapshot(fields(64), 1);
    expect(await takePhoto(data, 'it', null)).toEqual({ type: 'image/jpeg', data });
    const square = await takePhoto(data, 'it', { left: 0, top: 0, side: 32 });
    expect(decoded(square.data)).toEqual({ width: 32, height: 32, corners: 'rrbb' });
  });

  it('is at most a portrait where a square was chosen', async () => {
    const { data } = await takePhoto(jpeg(fields(2200)), 'it', { left: 0, top: 0, side: 1100 });
    expect(decoded(data)).toMatchObject({ width: 1024, height: 1024 });
  });
});
