/** A group that one side leads, from the site file to the PBX and back. */
import { describe, expect, it } from 'vitest';
import type { GroupDirection } from '../../../core/directory/group.ts';
import { openSite } from '../../../main/site/open.ts';
import { quiet } from '../../quiet.ts';
import { add, byHand, closing, draft } from '../site/help.ts';
import { applyAll, Bench } from './pbx-bench.ts';

const person = (familyName: string, last: string, groups: string[]) =>
  draft({
    familyName,
    groups,
    numbers: [{ kind: 'work', value: `+3906123456${last}`, e164: `+3906123456${last}` }],
  });

/** *Clients* led by one side, *Staff* by both; a contact in each, and one in both. */
async function led(direction: GroupDirection): Promise<{ bench: Bench; ids: number[] }> {
  const bench = await new Bench().plugIn();
  byHand(bench.site, (change) => {
    change.editGroup(change.ensureGroup('Clients', 'standard'), { direction });
    change.ensureGroup('Staff', 'standard');
  });
  const ids = [
    add(bench.site, person('Kunde', '01', ['Clients'])),
    add(bench.site, person('Kollege', '02', ['Staff'])),
    add(bench.site, person('Beides', '03', ['Clients', 'Staff'])),
  ];
  // The first upload is before anybody leads.
  byHand(bench.site, (change) => change.editGroup(1, { direction: 'both' }));
  expect((await bench.push()).verified).toBe(true);
  byHand(bench.site, (change) => change.editGroup(1, { direction }));
  return { bench, ids };
}

const companies = (bench: Bench) =>
  Object.fromEntries(bench.held().map(({ columns }) => [columns['Nachname'] ?? '', columns['Firma'] ?? '']));
const here = (bench: Bench) =>
  Object.fromEntries([...bench.site.eachContact()].map(({ familyName, company }) => [familyName, company]));

const changeHere = (bench: Bench, ids: number[]) =>
  byHand(bench.site, (change) => ids.forEach((id) => change.updateContact(id, { company: 'here' })));
const changeThere = (bench: Bench) =>
  bench.atPbx(async (connector) => {
    const { contacts } = await connector.read(() => undefined, quiet.signal);
    await applyAll(
      connector,
      contacts.map(({ id, record }) => ({
        key: id,
        kind: 'update',
        id,
        record: { ...record, company: 'there' },
        changed: ['company'],
      })),
    );
  });

describe('a group that the PBX leads', () => {
  it('sends nothing of its contacts, and shows them as reverted until they are', async () => {
    const { bench, ids } = await led('pbx');
    changeHere(bench, ids);
    const { toSite } = (await bench.compare()).comparison.upload;
    expect(toSite.update.map(({ name, overruledBy }) => [name, overruledBy])).toEqual([['Kunde', 'pbx']]);
    expect(await bench.push()).toMatchObject({ verified: true, takenOver: 0 });
    expect(companies(bench)).toEqual({ Kunde: '', Kollege: 'here', Beides: 'here' });
    expect(here(bench)['Kunde']).toBe('here');
    expect(await bench.pull()).toBe(1);
    expect(here(bench)).toEqual({ Kunde: '', Kollege: 'here', Beides: 'here' });
    bench.site.undo();
    expect(here(bench)['Kunde']).toBe('here');
  });

  it('asks nobody where both changed its contacts', async () => {
    const { bench, ids } = await led('pbx');
    changeHere(bench, ids.slice(0, 1));
    await changeThere(bench);
    expect(await bench.push({ takeOver: true })).toMatchObject({
      verified: true,
      operations: [],
      takenOver: 3,
    });
    expect(here(bench)).toEqual({ Kunde: 'there', Kollege: 'there', Beides: 'there' });
  });
});

describe('a group that the site leads', () => {
  it('overwrites what the PBX changed, shown in the preview', async () => {
    const { bench, ids } = await led('site');
    await changeThere(bench);
    const { toPbx, toSite } = (await bench.compare()).comparison.upload;
    expect(toPbx.update.map(({ name, overruledBy }) => [name, overruledBy])).toEqual([['Kunde', 'site']]);
    expect(toSite.update.map(({ name }) => name).sort()).toEqual(['Beides', 'Kollege']);
    expect(await bench.push({ takeOver: true })).toMatchObject({ verified: true });
    expect(companies(bench)).toEqual({ Kunde: '', Kollege: 'there', Beides: 'there' });
    expect(bench.site.contacts(ids.slice(0, 1))[0]?.company).toBe('');
  });
});

it('who leads is kept in the site file, and is a change that can be undone', async () => {
  const { bench } = await led('pbx');
  const { path } = bench.site;
  bench.site.close();
  const site = closing(openSite(path));
  const direction = () => site.groups().find(({ name }) => name === 'Clients')?.direction;
  expect([direction(), site.facets().groups.find(({ name }) => name === 'Clients')?.direction]).toEqual([
    'pbx',
    'pbx',
  ]);
  site.undo();
  expect(direction()).toBe('both');
});
