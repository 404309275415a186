/** The book over the simulated console: read, edited, compared, uploaded, verified, in every protocol. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { deviceProfile } from '../../../../core/device/profile.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { compare } from '../../../../main/jobs/compare.ts';
import type { JobContext } from '../../../../main/jobs/job.ts';
import { takeOver, upload } from '../../../../main/jobs/upload.ts';
import { connectConsole } from '../../../../main/pbx/console/connect.ts';
import type { Connector } from '../../../../main/pbx/connector.ts';
import { BOOK_PROTOCOLS } from '../../../../main/pbx/console/profile.ts';
import { createSite } from '../../../../main/site/open.ts';
import type { Site } from '../../../../main/site/site.ts';
import type { SimulatedConsole } from '../../../../main/simulator/console/start.ts';
import { startConsole } from '../../../../main/simulator/console/start.ts';

const quiet: JobContext = { progress: () => undefined, signal: new AbortController().signal };
const profile = deviceProfile('commander-6000');
const folders: string[] = [];
const started: SimulatedConsole[] = [];
const sites: Site[] = [];

afterEach(async () => {
  for (const site of sites.splice(0)) site.close();
  for (const one of started.splice(0)) await one.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'switchbook-console-'));
  folders.push(made);
  return made;
}

async function start(faults = '', contacts = 12): Promise<SimulatedConsole> {
  const one = await startConsole({
    place: { port: 0 },
    mode: 'dialogue',
    folder: folder(),
    contacts,
    seed: 1,
    faults,
  });
  started.push(one);
  return one;
}

const urlOf = ({ place }: SimulatedConsole): string => ('url' in place ? place.url : `serial:${place.path}`);

const log = (
  one: SimulatedConsole,
  console = 'simulated-console',
  password = one.password,
): Promise<Connector> => connectConsole({ url: urlOf(one), user: one.user, password, console });

function site(): Site {
  const made = createSite(join(folder(), 'site.switchbook'), profile.id, 'FR');
  sites.push(made);
  return made;
}

async function on<T>(connecting: Promise<Connector>, work: (connector: Connector) => Promise<T>): Promise<T> {
  const connector = await connecting;
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing went wrong';
  } catch (error) {
    if (error instanceof SwitchbookError) return error.problem.code;
    throw error;
  }
}

/** Reads the PBX into the site. */
const pull = (one: SimulatedConsole, book: Site, console: string): Promise<number> =>
  on(log(one, console), async (connector) => {
    const state = await compare(book, connector, profile, quiet);
    return takeOver(book, state, { decisions: {} }).takenOver;
  });

const push = (one: SimulatedConsole, book: Site, console: string) =>
  on(log(one, console), async (connector) => {
    const state = await compare(book, connector, profile, quiet);
    return upload(book, connector, state, { plan: '', decisions: {}, takeOver: false }, quiet);
  });

/** One contact more, one less, one changed, and a group with its first contact. */
function edit(book: Site): void {
  const google = new Set(book.groups().flatMap(({ kind, name }) => (kind === 'google' ? name : [])));
  const [first, second] = [...book.eachContact()].filter(
    ({ groups }) => !groups.some((name) => google.has(name)),
  );
  if (first === undefined || second === undefined) throw new Error('The book is too small.');
  book.change('edit-contact', '', { kind: 'hand' }, (change) => {
    change.ensureGroup('Élan | Sud \\ Est', 'standard');
    change.deleteContact(first.id);
    change.updateContact(second.id, { company: 'Œuvre "Ünïcode"; \\fin' });
    const { id: _id, photo: _photo, ...fields } = second;
    change.createContact({
      ...fields,
      familyName: 'Größe',
      shortCode: '',
      groups: ['Élan | Sud \\ Est'],
      numbers: [{ kind: 'work', value: '+33 1 22 33 44 55', e164: '+33122334455' }],
      photo: null,
    });
  });
}

describe.each(BOOK_PROTOCOLS)('the book over a console by %s', (protocol) => {
  const console = `simulated-console#${protocol}`;

  it('is read, uploaded after edits, and then nothing differs', async () => {
    const one = await start();
    const book = site();
    expect(await pull(one, book, console)).toBe(12);
    edit(book);
    const report = await push(one, book, console);
    expect(report.operations.map(({ kind, outcome }) => `${kind} ${outcome}`).sort()).toEqual([
      'create done',
      'create-group done',
      'delete done',
      'update done',
    ]);
    expect(report).toMatchObject({ verified: true, differences: [] });
    expect(one.book().contacts).toHaveLength(12);
    const { comparison } = await on(log(one, console), (connector) =>
      compare(book, connector, profile, quiet),
    );
    expect(comparison.upload).toMatchObject({
      conflicts: [],
      unchanged: 12,
      toPbx: { create: [], update: [], delete: [] },
      toSite: { create: [], update: [], delete: [] },
    });
  });
});

describe('a console', () => {
  it('is identified', async () => {
    const one = await start();
    const identity = await on(log(one), (connector) => connector.identify());
    expect(identity).toEqual({
      model: profile.name,
      profile: profile.id,
      serial: one.serial,
      firmware: profile.firmware.leastSafe.value,
      warnings: [],
    });
  });

  it('says what it refused, by the contact, and takes the rest', async () => {
    const one = await start();
    const outcomes = await on(log(one), async (connector) => {
      const { contacts } = await connector.read(() => undefined, quiet.signal);
      const [sample] = contacts;
      if (sample === undefined) throw new Error('Nobody is there.');
      const good = { ...sample.record, familyName: 'Gut', groups: [] };
      const bad = { ...sample.record, familyName: 'Schlecht', groups: [], numbers: [] };
      const odd = { ...good, company: 'C:\\' };
      const found = [];
      const operations = [
        { key: 'bad', kind: 'create', record: bad },
        { key: 'good', kind: 'create', record: good },
        { key: 'odd', kind: 'create', record: odd },
        { key: 'name', kind: 'rename-group', id: 'Clients', name: 'Kunden' },
        { key: 'empty', kind: 'create-group', name: 'Leer', groupKind: 'standard', standardForNew: false },
        { key: 'gone', kind: 'update', id: '99999', record: good, changed: ['company'] },
      ] as const;
      for await (const outcome of connector.apply(operations, quiet.signal)) found.push(outcome);
      return found;
    });
    const codes = outcomes.map((each) => [each.key, each.outcome === 'done' ? 'done' : each.problem.code]);
    expect(Object.fromEntries(codes)).toEqual({
      bad: 'pbx-refused',
      good: 'done',
      odd: 'pbx-character-impossible',
      name: 'console-groups-fixed',
      empty: 'console-group-empty',
      gone: 'pbx-refused',
    });
    expect(one.book().contacts.map(({ columns }) => columns['Nachname'])).toContain('Gut');
    expect(one.book().contacts).toHaveLength(13);
  });

  it('is told a wrong password once', async () => {
    const one = await start();
    expect(await codeOf(log(one, 'simulated-console', 'wrong-one'))).toBe('pbx-password-wrong');
    expect(await codeOf(log(one, 'simulated-console', 'wrong-one'))).toBe('pbx-password-wrong');
    expect(await codeOf(log(one, 'simulated-console', 'wrong-one'))).toBe('pbx-locked');
  });

  it.each([
    ['no-such', 'console-unknown'],
    ['no-such.json', 'console-unknown'],
    ['commander-call-records', 'console-no-book'],
    ['simulated-console#kermit', 'console-protocol-unknown'],
  ])('of the profile %s is refused with %s', async (console, code) => {
    const one = await start();
    expect(await codeOf(log(one, console))).toBe(code);
  });

  it('that nobody answers at is given up in seconds', async () => {
    const one = await startConsole({ place: { port: 0 }, mode: 'call-records', folder: folder() });
    started.push(one);
    expect(await codeOf(log(one))).toBe('console-silent');
  }, 60_000);
});

describe('over a bad line', () => {
  it.each(['noise', 'flip:1/500', 'noise,double:1/1000,lose:1/3000,delay:20'])(
    'with %s all arrives',
    async (faults) => {
      const one = await start(faults);
      const book = site();
      expect(await pull(one, book, 'simulated-console')).toBe(12);
      edit(book);
      expect(await push(one, book, 'simulated-console')).toMatchObject({ verified: true, differences: [] });
      expect(one.book().contacts).toHaveLength(12);
    },
    60_000,
  );

  it.each(['cut:b2', 'cut:b9', 'truncate:1', 'corrupt:1'])(
    'with %s an error is said, nothing is lost, and a second try ends the work',
    async (faults) => {
      const one = await start(faults);
      const book = site();
      const attempt = async (work: () => Promise<unknown>): Promise<void> => {
        for (let tries = 0; ; tries++) {
          try {
            await work();
            return;
          } catch (error) {
            if (!(error instanceof SwitchbookError) || tries === 3) throw error;
          }
        }
      };
      await attempt(() => pull(one, book, 'simulated-console'));
      edit(book);
      await attempt(async () => {
        const report = await push(one, book, 'simulated-console');
        if (!report.verified) throw new SwitchbookError('pbx-line-dropped');
      });
      expect(one.book().contacts).toHaveLength(12);
      expect(new Set(one.book().contacts.map(({ columns }) => JSON.stringify(columns))).size).toBe(12);
    },
    120_000,
  );
});
