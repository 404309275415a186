/** The book over the simulated console: read, edited, compared, uploaded, verified, in every protocol. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../core/language/text.ts';
import { problemText, SwitchbookError } from '../../../../core/problem/problem.ts';
import { connectConsole } from '../../../../main/pbx/console/connect.ts';
import { BOOK_PROTOCOLS } from '../../../../main/pbx/console/profile.ts';
import { wrongPassword } from '../../../../main/pbx/wrong-password.ts';
import type { ConsoleOptions, SimulatedConsole } from '../../../../main/simulator/console/start.ts';
import { startConsole } from '../../../../main/simulator/console/start.ts';
import { codeAfter, problemAfter } from '../../../problem-of.ts';
import { quiet } from '../../../quiet.ts';
import type { LogIn } from './journey.ts';
import { agreed, atEnd, diff, edit, folder, on, profile, pull, push, site } from './journey.ts';

async function start(faults = '', mode: ConsoleOptions['mode'] = 'dialogue'): Promise<SimulatedConsole> {
  const one = await startConsole({
    place: { port: 0 },
    mode,
    folder: folder(),
    contacts: 12,
    seed: 1,
    faults,
  });
  atEnd(() => one.stop());
  return one;
}

const urlOf = ({ place }: SimulatedConsole): string => ('url' in place ? place.url : `serial:${place.path}`);

const log =
  (one: SimulatedConsole, console = 'simulated-console', password = one.password): LogIn =>
  () =>
    connectConsole({ url: urlOf(one), user: one.user, password, console });

describe.concurrent.each(BOOK_PROTOCOLS)('the book over a console by %s', (protocol) => {
  const console = `simulated-console#${protocol}`;

  it('is read, uploaded after edits, and then nothing differs', async () => {
    const one = await start();
    const book = site();
    expect(await pull(log(one, console), book)).toBe(12);
    edit(book);
    const report = await push(log(one, console), book);
    expect(report.operations.map(({ kind, outcome }) => `${kind} ${outcome}`).sort()).toEqual([
      'create done',
      'create-group done',
      'delete done',
      'update done',
    ]);
    expect(report).toMatchObject({ verified: true, differences: [] });
    expect(one.book().contacts).toHaveLength(12);
    expect(await diff(log(one, console), book)).toMatchObject(agreed(12));
  });
});

describe.concurrent('a console', () => {
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
    expect(await codeAfter(log(one, 'simulated-console', 'wrong-one')())).toBe('pbx-password-wrong');
    expect(await codeAfter(log(one, 'simulated-console', 'wrong-one')())).toBe('pbx-password-wrong');
    expect(await codeAfter(log(one, 'simulated-console', 'wrong-one')())).toBe('pbx-locked');
  });

  it('sends nobody whose password is wrong to the web password', async () => {
    const one = await start();
    const problem = await problemAfter(log(one, 'simulated-console', 'wrong-one')());
    expect(problem).toMatchObject({ code: 'pbx-password-wrong', value: one.user });
    const remedies = LANGUAGES.map((language) => problemText(problem, language).remedy);
    expect(remedies).toEqual([
      expect.stringMatching(/^Use the user name and the password of this console’s own login/),
      expect.stringMatching(/^Utilisez le nom d’utilisateur et le mot de passe de cette console/),
      expect.stringMatching(/^Verwenden Sie Benutzernamen und Passwort der Anmeldung an dieser Konsole/),
    ]);
    expect(remedies.join()).not.toMatch(/web password|mot de passe web|Web-Passwort/);
    const { problem: ofWeb } = wrongPassword(one.user, 'web');
    expect(problemText(ofWeb, 'en').remedy).toContain('Use the web password of the user');
  });

  it.each([
    ['no-such', 'console-unknown'],
    ['no-such.json', 'console-unknown'],
    ['commander-call-records', 'console-no-book'],
    ['simulated-console#kermit', 'console-protocol-unknown'],
  ])('of the profile %s is refused with %s', async (console, code) => {
    const one = await start();
    expect(await codeAfter(log(one, console)())).toBe(code);
  });

  it('that nobody answers at is given up in seconds', async () => {
    const one = await start('', 'call-records');
    expect(await codeAfter(log(one)())).toBe('console-silent');
  }, 60_000);
});

describe.concurrent('over a bad line', () => {
  it.each(['noise', 'flip:1/500', 'noise,double:1/1000,lose:1/3000,delay:20'])(
    'with %s all arrives',
    async (faults) => {
      const one = await start(faults);
      const book = site();
      expect(await pull(log(one), book)).toBe(12);
      edit(book);
      expect(await push(log(one), book)).toMatchObject({ verified: true, differences: [] });
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
      await attempt(() => pull(log(one), book));
      edit(book);
      await attempt(async () => {
        const report = await push(log(one), book);
        if (!report.verified) throw new SwitchbookError('pbx-line-dropped');
      });
      expect(one.book().contacts).toHaveLength(12);
      expect(new Set(one.book().contacts.map(({ columns }) => JSON.stringify(columns))).size).toBe(12);
    },
    120_000,
  );
});
