import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { causesOf, faultOf, pageFault, placesOf } from '../../../main/log/entry.ts';
import { Log } from '../../../main/log/log.ts';
import { somewhere } from '../site/help.ts';

const MEGABYTE = 1024 * 1024;

describe('the log', () => {
  it('holds a line of JSON for each event, the important ones only, for its owner only', () => {
    const log = new Log(join(somewhere('data'), 'switchbook.log'), 'warn');
    log.write('info', { event: 'operation', name: 'site.open', ms: 3 });
    log.write('warn', { event: 'refused', name: 'site.open', ms: 3, problem: 'site-missing', causes: [] });
    const lines = readFileSync(log.file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        pid: process.pid,
        level: 'warn',
        event: 'refused',
        name: 'site.open',
        ms: 3,
        problem: 'site-missing',
        causes: [],
      },
    ]);
    if (process.platform !== 'win32') expect(statSync(log.file).mode & 0o777).toBe(0o600);
  });

  it('stays small however much is written, and keeps the latest', () => {
    const log = new Log(somewhere('switchbook.log'));
    for (let ms = 0; ms < 20_000; ms += 1) {
      log.write('info', { event: 'operation', name: 'contacts.create', ms });
    }
    const files = readdirSync(dirname(log.file));
    expect(files.sort()).toEqual(['switchbook-earlier.log', 'switchbook.log']);
    const bytes = files.map((name) => statSync(join(dirname(log.file), name)).size);
    expect(Math.max(...bytes)).toBeLessThan(0.6 * MEGABYTE);
    const [earlier, latest] = log.read();
    expect(latest?.text).toContain('"ms":19999}\n');
    // No line was lost between the two.
    const first = /"ms":(\d+)/.exec(latest?.text ?? '')?.[1];
    expect(earlier?.text.trimEnd().endsWith(`"ms":${Number(first) - 1}}`)).toBe(true);
  });

  it('fails nobody where it cannot be written', () => {
    const path = somewhere('in-the-way');
    writeFileSync(path, '');
    const log = new Log(join(path, 'switchbook.log'));
    log.write('error', { event: 'fault', where: 'process', fault: faultOf(new Error('x')) });
    expect(log.read()).toEqual([]);
  });
});

describe('an error that nobody expected', () => {
  it('is told by its kind and by places in our files, never by its words or by folders', () => {
    const error = Object.assign(new RangeError('Anna Müller\n    at 0612 (/home/anna/secret.ts:1:1)'), {
      code: 'ERR_OUT_OF_RANGE',
    });
    const told = faultOf(error);
    expect(told.kind).toBe('RangeError ERR_OUT_OF_RANGE');
    expect(told.places[0]).toMatch(/log\.test\.ts:\d+:\d+$/);
    expect(JSON.stringify(told)).not.toMatch(/Anna|anna|secret|0612|\//);
  });

  it.each([
    ['V8', '    at open (file:///home/anna/main/site/open.ts:38:5)', 'open open.ts:38:5'],
    [
      'V8, awaited',
      '    at async Services.call (/srv/dist/main/switchbook.js:12:7)',
      'Services.call switchbook.js:12:7',
    ],
    ['V8 on Windows', String.raw`    at new Site (C:\Users\Anna\main\site\file.ts:3:9)`, 'Site file.ts:3:9'],
    ['V8 without a name', '    at /srv/dist/main/worker.js:1:22', 'worker.js:1:22'],
    [
      'Firefox and Safari',
      'render@http://127.0.0.1:4000/assets/index-B2x_9.js:3:77',
      'render index-B2x_9.js:3:77',
    ],
  ])('is placed by a line of %s', (_, line, place) => {
    expect(placesOf(line)).toEqual([place]);
  });

  it.each(['Anna Müller', '', '    at Anna Müller', 'x'.repeat(100_000), `${'at '.repeat(200)}(a.ts:1:1)`])(
    'says nothing of a line that is no place',
    (line) => expect(placesOf(line)).toEqual([]),
  );

  it('of the page is told in the same way', () => {
    const told = pageFault({
      kind: 'Anna Müller',
      message: 'Anna',
      stack: 'Anna\n    at f (http://x/a.js:1:2)',
    });
    expect(told).toEqual({ kind: 'error', places: ['f a.js:1:2'] });
  });

  it('names what caused a refusal by code only', () => {
    const full = Object.assign(new Error('/home/anna/a.csv'), { code: 'ENOSPC' });
    expect(causesOf(new SwitchbookError('site-disk-full', {}, { cause: full }))).toEqual(['ENOSPC']);
    expect(causesOf(new SwitchbookError('site-busy'))).toEqual([]);
    expect(causesOf(new Error('a', { cause: Object.assign(new Error('b'), { code: 'Anna 0612' }) }))).toEqual(
      ['Error'],
    );
  });
});
