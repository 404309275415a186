/** The pull of call records, from the simulated console and over lines that damage what they carry. */
import { describe, expect, it } from 'vitest';
import type { ByteLine } from '../../../../main/pbx/console/line.ts';
import { pullFrom, pullRecords, recordsConsole } from '../../../../main/pbx/console/records.ts';
import type { Pulled } from '../../../../main/pbx/console/records.ts';
import { codeAfter } from '../../../problem-of.ts';
import { simulated } from '../../simulator/console/person.ts';
import { linePair, virtually } from './pair.ts';

const PROFILE = 'commander-call-records';
const profile = recordsConsole(PROFILE);
const never = new AbortController().signal;
const quiet = (): void => undefined;

const lineOf = (row: number, date = '01.09.25'): string =>
  `${date} 08:${String(Math.floor(row / 60)).padStart(2, '0')}:${String(row % 60).padStart(2, '0')}  21  ${row % 2 === 0 ? 'G' : 'K'}  0033199001${String(row).padStart(3, '0')}  00:01:10  2`;

/** A PBX that answers as the specification says, from the far end of a line. */
function answering(far: ByteLine, lines: readonly string[]): void {
  void (async () => {
    let next = 0;
    for (;;) {
      const bytes = await far.read(600_000);
      for (const byte of bytes ?? []) {
        if (byte === 0x24) next = 0;
        else if (byte !== 0x25) continue;
        await far.write(Buffer.from(`${lines[next++] ?? ''}\r\n`, 'latin1'));
      }
      if (bytes === null) return;
    }
  })().catch(() => undefined);
}

const pullOf = (lines: readonly string[], noise = { oneIn: 0, seed: 0 }): Promise<Pulled> =>
  virtually(async () => {
    const { near, far, cut } = linePair(noise);
    answering(far, lines);
    try {
      return await pullRecords(profile, near, quiet, never);
    } finally {
      cut();
    }
  });

describe('call records', () => {
  it('of the simulated console arrive in full, in order and with their parts', async () => {
    const console = await simulated({ mode: 'call-records', contacts: 30 });
    const url = 'url' in console.place ? console.place.url : '';
    const seen: number[] = [];
    const { records, problems } = await pullFrom({ url, profile: PROFILE }, (done) => seen.push(done), never);
    expect(problems).toEqual([]);
    expect(records.map(({ row }) => row)).toEqual(Array.from({ length: 90 }, (_, at) => at + 1));
    expect(seen.at(-1)).toBe(90);
    const times = records.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    expect(times[0]).toMatch(/^2025-09-01T/);
    expect(new Set(records.map(({ direction }) => direction))).toEqual(new Set(['in', 'out']));
    const extensions = new Set(console.book().subscribers.map(({ extension }) => extension));
    for (const { extension, number, seconds } of records) {
      expect(extensions).toContain(extension);
      expect(number).toMatch(/^\d{3,}$/);
      expect(seconds).toBeGreaterThanOrEqual(0);
    }
  });

  it('are none where the store is empty', async () => {
    expect(await pullOf([])).toEqual({ records: [], problems: [] });
  });

  it('are read part by part', async () => {
    const { records } = await pullOf([lineOf(7)]);
    expect(records).toEqual([
      {
        row: 1,
        at: '2025-09-01T08:00:07',
        extension: '21',
        direction: 'in',
        number: '0033199001007',
        seconds: 70,
      },
    ]);
    const withheld = await pullOf(['01.09.25 08:00:07  21  K    00:01:10  0']);
    expect(withheld.records[0]?.number).toBe('');
  });

  it('that are damaged are complained about one by one, and the rest goes through', async () => {
    const lines = [
      lineOf(0),
      'x'.repeat(80),
      lineOf(2, '31.02.25'),
      lineOf(3),
      '\u0007bad\u001b[2J',
      lineOf(5),
    ];
    const { records, problems } = await pullOf(lines);
    expect(records.map(({ row }) => row)).toEqual([1, 4, 6]);
    expect(problems).toEqual([
      { code: 'call-record-damaged', severity: 'warning', row: 2, value: 'x'.repeat(80) },
      { code: 'call-record-date', severity: 'warning', row: 3, value: '31.02.25 08:00:02' },
      { code: 'call-record-damaged', severity: 'warning', row: 5, value: '[U+0007]bad[U+001B][2J' },
    ]);
  });

  it('are never more than the store can hold, whatever the PBX goes on saying', async () => {
    const { records } = await pullOf(Array.from({ length: 3100 }, (_, at) => lineOf(at)));
    expect(records).toHaveLength(3000);
  });

  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'over a line that hits one byte in 400 come or are complained about (seed %i)',
    async (seed) => {
      const lines = Array.from({ length: 120 }, (_, at) => lineOf(at));
      const { records, problems } = await pullOf(lines, { oneIn: 400, seed });
      const whole = new Set(lines.map((line) => line.slice(9, 17)));
      const right = new Set(records.map(({ at }) => at.slice(11)).filter((time) => whole.has(time)));
      // Hit at one byte in 400, a line of 55 is damaged in 13 cases of 100; each hit loses at most its neighbour.
      expect(right.size).toBeGreaterThan(80);
      expect(right.size + problems.length).toBeGreaterThan(105);
      expect(records.map(({ row }) => row)).toEqual([...new Set(records.map(({ row }) => row))]);
    },
  );

  it('are read anew when noise makes the PBX begin again', async () => {
    const lines = Array.from({ length: 9 }, (_, at) => lineOf(at));
    const { records, problems } = await pullOf([...lines.slice(0, 5), ...lines]);
    expect(records.map(({ at }) => at)).toEqual(lines.map((_, at) => `2025-09-01T08:00:0${at}`));
    expect(records.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(problems).toEqual([]);
  });

  it('are given up when nobody answers, when somebody else speaks, and when the line drops', async () => {
    const silent = virtually(() => pullRecords(profile, linePair().near, quiet, never));
    expect(await codeAfter(silent)).toBe('console-silent');
    const talkative = virtually(async () => {
      const { near, far } = linePair();
      void far.write(Buffer.from('login: '.repeat(1000)));
      return pullRecords(profile, near, quiet, never);
    });
    expect(await codeAfter(talkative)).toBe('console-answer-long');
    const blank = virtually(async () => {
      const { near, far } = linePair();
      void far.write(Buffer.from('\r\n'.repeat(5000)));
      return pullRecords(profile, near, quiet, never);
    });
    expect(await codeAfter(blank)).toBe('console-answer-long');
    const dripping = virtually(async () => {
      const { near, far } = linePair();
      const drip = setInterval(() => void far.write(Buffer.from('x')), 4000);
      try {
        return await pullRecords(profile, near, quiet, never);
      } finally {
        clearInterval(drip);
      }
    });
    expect(await codeAfter(dripping)).toBe('console-silent');
    const dropped = virtually(async () => {
      const { near, far, cut } = linePair();
      const lines = Array.from({ length: 10 }, (_, at) => lineOf(at));
      answering(far, lines);
      return pullRecords(profile, near, (done) => done === 4 && cut(), never);
    });
    expect(await codeAfter(dropped)).toBe('pbx-line-dropped');
  });

  it('are cancelled at once', async () => {
    const cancel = new AbortController();
    const pulled = virtually(async () => {
      const { near, far } = linePair();
      answering(
        far,
        Array.from({ length: 10 }, (_, at) => lineOf(at)),
      );
      return pullRecords(
        profile,
        near,
        (done) => done === 4 && cancel.abort(new Error('cancelled')),
        cancel.signal,
      );
    });
    await expect(pulled).rejects.toThrow('cancelled');
  });

  it('need a profile that fetches them', async () => {
    expect(
      await codeAfter(pullFrom({ url: 'tcp://127.0.0.1:9', profile: 'simulated-console' }, quiet, never)),
    ).toBe('console-no-records');
  });
});
