import { describe, expect, it } from 'vitest';
import { discard } from '../../../main/jobs/discard.ts';
import type { Site } from '../../../main/site/site.ts';
import { codeOf } from '../../problem-of.ts';
import { add, byHand, draft, newSite } from '../site/help.ts';
import { Bench, profile } from './pbx-bench.ts';

const view = { profile, country: 'FR' };

/** Everything that a person sees of a site. */
const seen = (site: Site) => ({
  contacts: [...site.eachContact()],
  groups: site.groups(),
  subscribers: site.subscribers(),
});

/** A site that is as the PBX. */
async function asRead(): Promise<Bench> {
  const bench = await new Bench().plugIn({ contacts: 30 });
  await bench.pull();
  return bench;
}

/** Every kind of change once. */
function changeAll(site: Site): void {
  const own = [...site.eachContact()].filter(
    ({ groups }) => groups.length > 0 && !groups.some((name) => name.startsWith('Google')),
  );
  const [first, second, third] = own;
  const clients = site.groups().find(({ name }) => name === 'Clients');
  const partners = site.groups().find(({ name }) => name === 'Service partners');
  const [subscriber] = site.subscribers().filter(({ role }) => role === 'subscriber');
  byHand(site, (change) => {
    change.updateContact(first?.id ?? 0, { company: 'Anders', numbers: [], groups: [] });
    change.deleteContact(second?.id ?? 0);
    change.createContact(draft({ familyName: 'Neu', groups: ['Clients'] }));
    change.ensureGroup('Neue Gruppe', 'standard');
    change.editGroup(clients?.id ?? 0, { name: 'Kunden' });
    change.deleteGroup(partners?.id ?? 0);
    change.updateContact(third?.id ?? 0, { note: 'only here' });
    if (subscriber !== undefined) change.setGrant(subscriber.extension, 'Kunden', 'none');
  });
}

describe('discarding local changes', () => {
  it('shows them first and changes nothing by it', async () => {
    const { site } = await asRead();
    expect(discard(site, view, null)).toMatchObject({
      toSite: { groups: [], create: [], update: [], delete: [] },
      access: [],
    });
    changeAll(site);
    const before = seen(site);
    const { toSite } = discard(site, view, null);
    expect(seen(site)).toEqual(before);
    expect(toSite.delete.map(({ name }) => name)).toEqual(['Neu']);
    expect(toSite.create).toHaveLength(1);
    expect(toSite.update.length).toBeGreaterThanOrEqual(1);
    expect(toSite.groups.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'create-group Service partners',
      'delete-group Neue Gruppe',
      'rename-group Clients',
    ]);
  });

  it('sets contacts, groups and rights back in one step, which undo takes back', async () => {
    const bench = await asRead();
    const { site } = bench;
    const read = seen(site);
    changeAll(site);
    const changed = seen(site);
    discard(site, view, site.revision());
    const now = seen(site);
    // The deleted group is a new one of the same name, and so are its memberships.
    const groups = (of: typeof now) =>
      of.groups.map(({ name, kind, standardForNew }) => [name, kind, standardForNew]);
    expect(groups(now)).toEqual(groups(read));
    expect(now.contacts.map((contact) => ({ ...contact, note: '' }))).toEqual(read.contacts);
    expect(now.subscribers).toEqual(read.subscribers);
    const plan = (await bench.compare()).comparison.upload;
    expect([plan.toPbx, plan.toSite, plan.conflicts, plan.access.toPbx, plan.access.toSite]).toEqual([
      { groups: [], create: [], update: [], delete: [] },
      { groups: [], create: [], update: [], delete: [] },
      [],
      [],
      [],
    ]);
    expect(site.undo()).toMatchObject({ action: 'discard' });
    expect(seen(site)).toEqual(changed);
    site.redo();
    expect(seen(site)).toEqual(now);
  });

  it('brings a deleted contact back with what the PBX cannot hold, and its deletion can still be undone', async () => {
    const { site } = await asRead();
    const [contact] = site.eachContact();
    const id = contact?.id ?? 0;
    byHand(site, (change) => change.updateContact(id, { note: 'likes tea' }));
    byHand(site, (change) => change.deleteContact(id), 'delete-contacts');
    discard(site, view, site.revision());
    expect(site.contacts([id])[0]?.note).toBe('likes tea');
    site.undo();
    expect(site.contacts([id])).toEqual([]);
    // What was undone is now gone for good; the deletion before it is not.
    add(site, { familyName: 'Spät' });
    site.undo();
    expect(site.undo()).toMatchObject({ action: 'delete-contacts' });
    expect(site.contacts([id])[0]?.note).toBe('likes tea');
  });

  it('discards what was shown and nothing else', async () => {
    const { site } = await asRead();
    const { revision } = discard(site, view, null);
    add(site, { familyName: 'Später' });
    expect(codeOf(() => discard(site, view, revision))).toBe('comparison-outdated');
    expect(codeOf(() => discard(newSite(), view, null))).toBe('discard-never-read');
    site.memory.replace('another');
    expect(codeOf(() => discard(site, view, null))).toBe('discard-never-read');
  });
});
