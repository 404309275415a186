/** Transfers that end in their middle: cut by the line, cancelled by the person, disturbed by noise. */
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../core/api/progress.ts';
import { compare } from '../../../../main/jobs/compare.ts';
import { connectConsole } from '../../../../main/pbx/console/connect.ts';
import type { BookProtocol } from '../../../../main/pbx/console/profile.ts';
import { BOOK_PROTOCOLS } from '../../../../main/pbx/console/profile.ts';
import type { SimulatedConsole } from '../../../../main/simulator/console/start.ts';
import { startConsole } from '../../../../main/simulator/console/start.ts';
import { codeAfter } from '../../../problem-of.ts';
import { quiet } from '../../../quiet.ts';
import { between } from './between.ts';
import type { LogIn } from './journey.ts';
import { agreed, atEnd, diff, edit, folder, on, profile, pull, push, site } from './journey.ts';

const CONTACTS = 12;

async function start(): Promise<{ one: SimulatedConsole; port: number }> {
  const place = { port: 0 };
  const one = await startConsole({ place, mode: 'dialogue', folder: folder(), contacts: CONTACTS, seed: 1 });
  atEnd(() => one.stop());
  if (!('port' in one.place)) throw new Error('No port');
  return { one, port: one.place.port };
}

const at =
  (url: string, { user, password }: SimulatedConsole, protocol: BookProtocol): LogIn =>
  () =>
    connectConsole({ url, user, password, console: `simulated-console#${protocol}` });

/** What a PBX ends up with, and whether site and PBX agree. The first push is disturbed. */
async function journey(protocol: BookProtocol, mischief: Parameters<typeof between>[1] = {}) {
  const { one, port } = await start();
  const wire = await between(port, mischief);
  const logIn = at(wire.url, one, protocol);
  const book = site();
  await pull(logIn, book);
  edit(book);
  const first = await push(logIn, book);
  const second = first.verified ? first : await push(logIn, book);
  const upload = await diff(logIn, book);
  return { first, second, upload, held: one.book(), sent: wire.sent() };
}

describe.concurrent.each(['xmodem-1k', 'ymodem', 'text'] as const)('an import by %s', (protocol) => {
  it('ends the same, wherever it is cut', async () => {
    const undisturbed = await journey(protocol);
    expect(undisturbed.first.verified).toBe(true);
    // In the middle of each block, and just before what follows it.
    const size = 512;
    const places = Array.from({ length: Math.ceil(undisturbed.sent / size) }, (_, nth) => nth * size);
    const cuts = [
      ...places.map((cutAfter) => ({ cutAfter })),
      { cutAfter: undisturbed.sent - 1 },
      // All of it arrived and has its effect: only the answer is lost.
      { cutAt: 'Imported' },
    ];
    expect(cuts.length).toBeGreaterThan(7);
    const ends = await Promise.all(
      cuts.map(async (mischief) => ({ mischief, ...(await journey(protocol, mischief)) })),
    );
    for (const { mischief, first, second, upload, held } of ends) {
      const outcomes = new Set(first.operations.map(({ outcome }) => outcome));
      expect({ mischief, outcomes: [...outcomes] }).toEqual({ mischief, outcomes: ['unknown'] });
      expect({ mischief, verified: second.verified }).toEqual({ mischief, verified: true });
      expect({ mischief, held }).toEqual({ mischief, held: undisturbed.held });
      expect(upload).toMatchObject(agreed(CONTACTS));
    }
    // What had arrived was not sent a second time.
    expect(ends.at(-1)?.second.operations).toEqual([]);
  });
});

describe.concurrent.each(BOOK_PROTOCOLS)('a transfer by %s that the person cancels', (protocol) => {
  it('leaves the console as it was, ready for the next one', async () => {
    const { one, port } = await start();
    const logIn = at(`tcp://127.0.0.1:${port}`, one, protocol);
    const book = site();
    const before = one.book();

    const reading = new AbortController();
    const stopReading = ({ phase, done }: Progress): void => {
      if (phase === 'read-pbx' && done > 0) reading.abort();
    };
    const context = { progress: stopReading, signal: reading.signal };
    const cancelled = on(logIn, (connector) => compare(book, connector, profile, context));
    expect(await codeAfter(cancelled)).toBe('cancelled');
    expect(await pull(logIn, book)).toBe(CONTACTS);

    edit(book);
    const sending = new AbortController();
    const stopSending = ({ phase, done }: Progress): void => {
      if (phase === 'upload' && done > 0) sending.abort();
    };
    const report = await push(logIn, book, { progress: stopSending, signal: sending.signal });
    expect(report.verified).toBe(false);
    expect(new Set(report.operations.map(({ problem }) => problem?.code))).toEqual(new Set(['cancelled']));
    expect(one.book()).toEqual(before);
    expect(await push(logIn, book)).toMatchObject({ verified: true, differences: [] });
    expect(one.book().contacts).toHaveLength(CONTACTS);
  });

  it('says how far it is, in bytes of the file', async () => {
    const { one, port } = await start();
    const logIn = at(`tcp://127.0.0.1:${port}`, one, protocol);
    const book = site();
    await pull(logIn, book);
    edit(book);
    const seen: Progress[] = [];
    await push(logIn, book, { ...quiet, progress: (progress) => seen.push(progress) });
    const counted = (phase: Progress['phase']) =>
      seen.filter((report) => report.phase === phase && report.bytes !== undefined);
    for (const phase of ['read-pbx', 'upload', 'verify'] as const) {
      const reports = counted(phase);
      const { done = 0, total = 0 } = reports.at(-1) ?? {};
      expect(done).toBeGreaterThan(0);
      // A printed book does not say beforehand how long it is.
      if (protocol === 'text' && phase !== 'upload') expect(total).toBe(null);
      else expect([done, (total ?? 0) > 2000]).toEqual([total, true]);
    }
  });
});

describe.concurrent('a book that comes out of step', () => {
  /** The second block says that it is the seventh; the CRC does not cover that. */
  const renumber = (times: number) => {
    let left = times;
    return (bytes: Buffer): Buffer => {
      const where = bytes.indexOf(Buffer.of(0x01, 2, 253));
      if (where === -1 || left === 0) return bytes;
      left--;
      return Buffer.concat([bytes.subarray(0, where + 1), Buffer.of(7, 248), bytes.subarray(where + 3)]);
    };
  };

  it.each([
    [1, `${CONTACTS}`],
    [2, 'transfer-out-of-step'],
  ])('%i times is asked for once more', async (times, end) => {
    const { one, port } = await start();
    const { url } = await between(port, { change: renumber(times) });
    const book = site();
    const taken = pull(at(url, one, 'ymodem'), book);
    expect(await (end === '12' ? taken.then(String) : codeAfter(taken))).toBe(end);
  });
});
