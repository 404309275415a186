import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeader } from '../../../core/photo/header.ts';
import { checkedHeader, MOST_BYTES, tooLarge } from '../../../core/photo/limits.ts';
import { bmp, bombPng, fields, gif, jpeg, png, snapshot, webp } from './pictures.ts';

const size = { width: 32, height: 16, orientation: 1 };

describe('what a picture says of itself', () => {
  it.each([
    ['image/jpeg', jpeg(fields())],
    ['image/png', png(fields())],
    ['image/webp', webp(fields())],
    ['image/bmp', bmp(fields())],
    ['image/gif', gif([32, 16], [32, 16])],
  ])('%s: its size, whatever it is called', (type, data) => {
    expect(readHeader(data)).toEqual({ type, ...size });
  });

  it('a camera says how it was held', () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      expect(readHeader(snapshot(fields(), orientation))).toMatchObject({ ...size, orientation });
    }
    expect(readHeader(snapshot(fields(), 9))).toMatchObject({ orientation: 1 });
  });

  it('a picture on a screen counts as large as it claims to be', () => {
    expect(readHeader(gif([1, 1], [40_000, 30_000]))).toMatchObject({ width: 40_000, height: 30_000 });
  });

  it('a page, a program or a text is no picture', () => {
    for (const text of [
      '',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '%PDF-1.7',
      'MZ\u0090',
      'BEGIN:VCARD',
    ]) {
      expect(readHeader(Buffer.from(text, 'latin1'))).toBeNull();
    }
  });

  it('nothing that is cut off or made up throws or takes long', () => {
    const starts = [jpeg, png, webp, bmp].map((make) => make(fields())).concat(gif());
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat(4000),
        fc.uint8Array({ maxLength: 40 }),
        (picture, cut, noise) => {
          const data = Uint8Array.from([...picture.subarray(0, cut), ...noise]);
          const header = readHeader(data);
          expect(header === null || header.width > 0).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('one that fills 16 MiB with half a segment is measured at once', () => {
    const data = new Uint8Array(MOST_BYTES).fill(0xff);
    data.set([0xff, 0xd8]);
    const started = performance.now();
    expect(readHeader(data)).toBeNull();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('which pictures are taken', () => {
  it('not one of 900 million pixels in a few kilobytes', () => {
    const bomb = bombPng(30_000, 30_000);
    expect(bomb.length).toBeLessThan(20_000);
    expect(tooLarge(bomb, 'portrait.png')).toMatchObject({
      code: 'photo-pixels',
      value: 'portrait.png',
      params: { width: 30_000, height: 30_000 },
    });
  });

  it('not one of more bytes than a photo has', () => {
    const padded = new Uint8Array(MOST_BYTES + 1);
    padded.set(png(fields()));
    expect(() => checkedHeader(padded, 'a.png')).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'photo-bytes' }) }),
    );
  });

  it('not what is no picture, and says so', () => {
    expect(() => checkedHeader(Buffer.from('hello'), 'a.jpg')).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'photo-kind', value: 'a.jpg' }) }),
    );
  });
});
