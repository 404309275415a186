/** The jobs at OVHcloud, by keyboard alone: the guide’s file into the phone book, and other contacts for the services. */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../../command.ts';
import { connectToOvh, mailedCodes, type SimulatedOvh, startOvh } from '../../ovh.ts';
import { Application } from '../application.ts';
import { skipJourneys } from '../browser.ts';
import { Office } from './office.ts';
import { Person } from './person.ts';
import { languages } from './vocabulary.ts';

/** The guide’s own example, its Belgian number, accents, and a row with a special character. */
const GUIDE = [
  'group;surname;name;workPhone;workMobile;homePhone;homeMobile;countryCode',
  'Aucune;OVH;Support;100000000;;;6000000000;33',
  'Société;Müller;Zoé;031111111;;;;',
  ";O'Brien;Pat;+33123456789;;;;",
  '',
].join('\r\n');
const PARTNER = 'cd23456-ovh';

describe.skipIf(skipJourneys).each(languages)('OVHcloud in $language, by keyboard alone', ({ language }) => {
  const office = new Office();
  let api: SimulatedOvh;
  let site: string;
  let simulator: Running;
  let application: Application;
  let person: Person;
  beforeAll(async () => {
    [{ api, simulator }, site] = await Promise.all([
      startOvh(office.folder, '--country', 'BE', '--faults', 'rate:0,step:20'),
      office.site('ovh', [], 'ovh-phonebook', 'BE'),
    ]);
    connectToOvh(site, api);
    application = await Application.open(site);
    person = await Person.at(application, language);
  });
  afterAll(async () => {
    await application.close();
    await simulator.kill();
    office.close();
    expect(application.complaints).toEqual([]);
  });

  it('the guide’s file is imported by its rules: accents folded, numbers of the account’s country, the special character out', async () => {
    const { importing } = person.words;
    const file = office.path('carnet.csv');
    writeFileSync(file, GUIDE);
    await person.press('Control+i');
    await person.reach('button', importing('file.choose'));
    await person.answerWithFile(file, () => person.press('Enter'));
    await person.reads(new RegExp(importing('template.matched', { matched: 8, columns: 8 })));
    await person.use('button', importing('next'));
    await person.sees('heading', importing('options.title'));
    await person.use('button', importing('next'));
    await person.use('button', importing('commit', { count: 2 }));
    await person.sees('heading', importing('report.title', { file: 'carnet.csv' }));
    const stored = await office.contacts(site);
    expect(stored.map(({ familyName }) => familyName).sort()).toEqual(['Müller', 'OVH']);
    expect(stored.find(({ familyName }) => familyName === 'Müller')?.numbers).toMatchObject([
      { e164: '+3231111111' },
    ]);
  });

  it('a service gets another technical contact, planned, asked for and accepted', async () => {
    const { serviceTerms, services } = person.words;
    await person.press('Control+8');
    await person.use('button', services('read'));
    await person.sees('textbox', services('secret')).catch(() => undefined);
    await person.reach('textbox', services('secret'));
    await person.type(api.applicationSecret);
    await person.fill(services('key'), api.consumerKey);
    await person.press('Enter');
    await person.use('button', services('change.of', { name: api.billingAccount }));
    await person.fill(serviceTerms('role.technical'), PARTNER);
    await person.use('button', services('plan'));
    await person.use('button', services('send'));
    await person.reads(services('sent'));
    await expect
      .poll(async () => new Set((await mailedCodes(api)).map(({ side }) => side)))
      .toEqual(new Set(['from', 'to']));
    const order = await office.with(site, (call) => call('services.get', {}));
    expect(JSON.stringify(order)).toContain(PARTNER);
  });
});
