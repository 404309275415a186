import { crc32, deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutMetadata } from '../../../core/photo/plain.ts';

const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
  );

const segment = (marker: number, content: string): number[] => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 0xff,
  ...Buffer.from(content, 'latin1'),
];

describe('a photo without metadata', () => {
  it('a JPEG keeps what draws it: JFIF, Adobe, tables, and the scan to its last byte', () => {
    const [start, jfif, colours, adobe, table] = [
      [0xff, 0xd8],
      segment(0xe0, 'JFIF\0'),
      segment(0xe2, 'ICC_PROFILE\0'),
      segment(0xee, 'Adobe'),
      segment(0xdb, 'table'),
    ];
    const scan = [
      ...segment(0xda, 'scan'),
      ...Buffer.from('pixels \xff\0 and \xff\xd3 on', 'latin1'),
      0xff,
      0xd9,
    ];
    const photo = bytes(
      start,
      jfif,
      segment(0xe1, 'Exif\0\0GPS 48.85, 2.35'),
      segment(0xe2, 'second picture'),
      adobe,
      colours,
      segment(0xe0, `JFIF\0${'a smaller picture'.repeat(3)}`),
      segment(0xfe, 'taken by Anna'),
      table,
      scan,
      segment(0xe1, 'Exif\0\0GPS of what follows the end'),
    );
    expect(withoutMetadata(photo)).toEqual(bytes(start, jfif, adobe, colours, table, scan));
  });

  it('a PNG keeps its pixels and loses what tells of it', () => {
    const chunk = (name: string, content: Uint8Array): number[] => {
      const frame = Buffer.alloc(8);
      frame.writeUInt32BE(content.length, 0);
      frame.writeUInt32BE(crc32(Buffer.concat([Buffer.from(name), content])), 4);
      return [...frame.subarray(0, 4), ...Buffer.from(name), ...content, ...frame.subarray(4)];
    };
    const magic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
    const header = chunk('IHDR', bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
    const pixels = chunk('IDAT', deflateSync(bytes([0, 77])));
    const end = chunk('IEND', bytes());
    const photo = bytes(
      magic,
      header,
      chunk('eXIf', bytes('GPS')),
      chunk('iTXt', bytes('Author Anna')),
      pixels,
      chunk('tIME', bytes('1234567')),
      end,
      'appended',
    );
    expect(withoutMetadata(photo)).toEqual(bytes(magic, header, pixels, end));
  });

  it('whatever the bytes are: nothing is added, nothing thrown, twice is once', () => {
    const heads = fc.constantFrom<number[]>(
      [],
      [0xff, 0xd8],
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    );
    fc.assert(
      fc.property(heads, fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        const data = bytes(head, [...rest]);
        const once = withoutMetadata(data);
        if (once === null) return;
        expect(once.length).toBeLessThanOrEqual(data.length);
        expect(withoutMetadata(once)).toEqual(once);
      }),
    );
  });
});
