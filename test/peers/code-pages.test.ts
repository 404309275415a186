/** Python reads every byte of the code pages of DOS as we do. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeCharset } from '../../core/formats/charset.ts';

const PYTHON = 'python3';
const present = spawnSync(PYTHON, ['--version']).status === 0;
if (!present && process.env['CI'] !== undefined) throw new Error('python3 is missing');

const PAGES = ['ibm437', 'ibm850', 'ibm852', 'ibm858'];
const WRITER = `
import json, sys
print(json.dumps([bytes(range(256)).decode(page) for page in sys.argv[1:]]))
`;

describe.skipIf(!present)('code pages of DOS, read by Python', () => {
  it('have the same character for every byte', () => {
    const { stdout } = spawnSync(PYTHON, ['-c', WRITER, ...PAGES], { encoding: 'utf8' });
    const theirs = z.array(z.string()).parse(JSON.parse(stdout));
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(PAGES.map((page) => decodeCharset(all, page))).toEqual(theirs);
  });
});
