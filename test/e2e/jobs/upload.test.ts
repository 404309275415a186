/** The upload, over the network and over a serial line, by keyboard alone; what the PBX holds afterwards is read by another office. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { start, type Running } from '../../command.ts';
import { Application } from '../application.ts';
import { skipJourneys } from '../browser.ts';
import { Office } from './office.ts';
import { Person } from './person.ts';
import { languages } from './vocabulary.ts';

const network = z.object({
  url: z.string(),
  user: z.string(),
  password: z.string(),
  fingerprint: z.string(),
});
const serial = z.object({ path: z.string(), user: z.string(), password: z.string(), profile: z.string() });

const socat = spawnSync('socat', ['-V']).error === undefined;
if (!socat && process.env['CI'] !== undefined) throw new Error('socat is missing');

const PEOPLE = [
  {
    givenName: 'Zoé',
    familyName: 'Größe',
    numbers: [{ kind: 'work' as const, value: '+33 1 99 00 10 10' }],
    groups: ['Clients'],
  },
];
/** A line of 9600 baud takes its time. */
const SLOW = 60_000;

describe.skipIf(skipJourneys).each(languages)('an upload in $language, by keyboard alone', ({ language }) => {
  const office = new Office();
  let running: Running[];
  let application: Application;
  let person: Person;
  const begin = async (words: readonly string[]) => {
    const [site, simulated] = await Promise.all([
      office.site(words[1] ?? '', PEOPLE),
      start(['simulate', ...words, '--json'], { XDG_STATE_HOME: office.folder }),
    ]);
    running.push(simulated);
    application = await Application.open(site);
    person = await Person.at(application, language);
    await person.press('Control+5');
    return simulated.line;
  };
  beforeAll(() => {
    running = [];
  });
  const end = async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  };
  afterAll(async () => {
    for (const one of running) await one.kill();
    office.close();
  });

  /** Compared, uploaded and proved, from the screen of changes on. */
  const upload = async () => {
    const { changes } = person.words;
    await person.reads(changes('begin'), SLOW);
    await person.use('button', changes('compare'));
    const counts = [1, 2].map((count) => changes('upload', { count }).replace(/\d/, '\\d+'));
    const go = new RegExp(`^(${counts.join('|')})$`);
    await person.use('button', go);
    await person.reads(changes('verified'), SLOW);
  };

  it('over the network, once the certificate is accepted', async () => {
    const pbx = network.parse(JSON.parse(await begin(['commander', '--port', '0', '--contacts', '3'])));
    const { changes } = person.words;
    await person.fill(changes('address'), pbx.url);
    await person.fill(changes('user'), pbx.user);
    await person.fill(changes('password'), pbx.password);
    await person.press('Enter');
    await person.reads(pbx.fingerprint);
    await person.reach('checkbox', changes('certificate.accept'));
    await person.press('Space');
    await person.use('button', changes('connect.log-in'));
    await upload();
    await end();
    const other = await office.site('other', []);
    const held = await office.with(other, async (call) => {
      await call('connection.save', { connector: 'commander', ...pbx });
      const { plan } = await call('pbx.compare', {});
      await call('pbx.takeOver', { plan });
      const { ids } = await call('contacts.find', { search: 'größe' });
      return call('contacts.rows', { ids });
    });
    expect(held.contacts).toMatchObject([{ givenName: 'Zoé', groups: ['Clients'] }]);
  });

  it.skipIf(!socat)('over a serial line', async () => {
    const path = office.path('line');
    const pbx = serial.parse(JSON.parse(await begin(['console', '--serial', path, '--contacts', '3'])));
    const { changes, line } = person.words;
    await person.reach('radio', /./);
    await person.reach('radio', line('way.console'), 'ArrowRight');
    await person.fill(line('port'), pbx.path, 'combobox');
    await person.press('Escape');
    await person.fill(changes('user'), pbx.user);
    await person.fill(changes('password'), pbx.password);
    await person.press('Enter');
    await upload();
    await end();
    const other = await office.site('other-line', []);
    const held = await office.with(other, async (call) => {
      const { path: port, user, password, profile } = pbx;
      const url = `serial:${port}`;
      await call('connection.save', {
        connector: 'console',
        url,
        user,
        password,
        fingerprint: null,
        console: profile,
      });
      const { plan } = await call('pbx.compare', {});
      await call('pbx.takeOver', { plan });
      const { ids } = await call('contacts.find', { search: 'größe' });
      return call('contacts.rows', { ids });
    });
    expect(held.contacts).toMatchObject([{ givenName: 'Zoé' }]);
  });
});
