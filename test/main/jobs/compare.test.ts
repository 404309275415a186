import { describe, expect, it } from 'vitest';
import { deviceProfile } from '../../../core/device/profile.ts';
import { compare } from '../../../main/jobs/compare.ts';
import type { JobContext } from '../../../main/jobs/job.ts';
import type { Connector } from '../../../main/pbx/connector.ts';
import { codeAfter } from '../../problem-of.ts';
import { quiet } from '../../quiet.ts';
import { add, byHand, draft, newSite } from '../site/help.ts';
import { Bench, profile } from './pbx-bench.ts';

const person = (familyName: string, e164: string) =>
  draft({ familyName, numbers: [{ kind: 'work', value: e164, e164 }] });

describe('compare', () => {
  it('links what is equal at once and remembers when and where it read', async () => {
    const bench = await new Bench().plugIn();
    add(bench.site, person('Rossi', '+390612345678'));
    await bench.push();
    // The same PBX, prepared again from scratch at the office: nothing is known of it.
    const fresh = newSite();
    add(fresh, person('Rossi', '+390612345678'));
    const { url, fingerprint } = bench.pbx;
    fresh.memory.setConnection({ connector: 'commander', url, user: '11', console: '', fingerprint });
    const state = await bench.connected((connector) => compare(fresh, connector, profile, quiet));
    expect(state.comparison.upload).toMatchObject({ conflicts: [], unchanged: 1 });
    expect(fresh.memory.baseContacts().size).toBe(1);
    expect(fresh.memory.serial()).toBe(bench.pbx.serial);
    expect(fresh.memory.connection()?.lastRead).toBe(state.comparison.at);
  });

  it('asks about people who look the same and differ, and links nothing', async () => {
    const bench = await new Bench().plugIn();
    add(bench.site, person('Rossi', '+390612345678'));
    await bench.push();
    const fresh = newSite();
    add(fresh, { ...person('Rossi', '+390612345678'), company: 'Neu' });
    const state = await bench.connected((connector) => compare(fresh, connector, profile, quiet));
    expect(state.comparison.upload.conflicts.map(({ kind }) => kind)).toEqual(['no-base']);
    expect(fresh.memory.baseContacts().size).toBe(0);
  });

  it('refuses another PBX than the one the site was read from', async () => {
    const first = await new Bench().plugIn();
    const second = await new Bench().plugIn({ seed: 99 });
    expect(first.pbx.serial).not.toBe(second.pbx.serial);
    add(first.site, person('Rossi', '+390612345678'));
    await first.push();
    const before = first.site.memory.baseContacts();
    expect(
      await codeAfter(second.connected((connector) => compare(first.site, connector, profile, quiet))),
    ).toBe('pbx-other-serial');
    expect(first.site.memory.baseContacts()).toEqual(before);
    expect(first.site.memory.serial()).toBe(first.pbx.serial);
  });

  it('says what the device is: old firmware, another model, unconfirmed pages', async () => {
    const bench = await new Bench().plugIn({ faults: 'firmware:7.8A' });
    const notes = async (id: string) => {
      const { comparison } = await bench.connected((connector) =>
        compare(bench.site, connector, deviceProfile(id), quiet),
      );
      return comparison.notes.map(({ code }) => code);
    };
    expect(await notes('commander-6000')).toEqual(['pbx-firmware-old', 'pbx-pages-unconfirmed']);
    expect(await notes('compact-4000')).toContain('pbx-model-differs');
  });

  it('lists what the device cannot hold, and does not send what it cannot hold at all', async () => {
    const bench = await new Bench().plugIn();
    add(bench.site, draft({ familyName: 'Ohne Nummer' }));
    add(bench.site, { ...person('Notiz', '+390612345678'), note: 'privat' });
    const { upload } = (await bench.compare()).comparison;
    expect(upload.toPbx.create.map(({ name }) => name)).toEqual(['Notiz']);
    expect(upload.losses.map(({ name, problem }) => [name, problem.severity])).toEqual(
      expect.arrayContaining([
        ['Ohne Nummer', 'error'],
        ['Notiz', 'warning'],
      ]),
    );
  });

  it('changes nothing in the site and can be cancelled', async () => {
    const bench = await new Bench().plugIn({ contacts: 30 });
    const revision = bench.site.revision();
    await bench.compare();
    expect(bench.site.revision()).toBe(revision);
    const context: JobContext = { progress: () => undefined, signal: AbortSignal.abort() };
    expect(
      await codeAfter(bench.connected((connector) => compare(bench.site, connector, profile, context))),
    ).toBe('cancelled');
  });

  it('waits until an operation of unknown outcome would show', async () => {
    const bench = await new Bench().plugIn();
    const id = add(bench.site, person('Rossi', '+390612345678'));
    bench.site.memory.start({
      key: 'lost',
      kind: 'create',
      contactId: id,
      groupId: null,
      remoteId: null,
      record: null,
      agreed: null,
      access: null,
      target: 'Rossi',
      startedAt: new Date().toISOString(),
    });
    const started = performance.now();
    await bench.connected((connector: Connector) =>
      compare(
        bench.site,
        { ...connector, capabilities: { ...connector.capabilities, settles: 700 } },
        profile,
        quiet,
      ),
    );
    expect(performance.now() - started).toBeGreaterThan(600);
    expect(bench.site.memory.pending()).toEqual([]);
  });

  it('reads a full device and compares it quickly', async () => {
    const bench = await new Bench().plugIn({ contacts: 2000 });
    await bench.pull({}, undefined);
    byHand(bench.site, (change) => {
      for (const { id } of bench.site.eachContact()) change.updateContact(id, { company: `Firma ${id}` });
    });
    const started = performance.now();
    const { upload } = (await bench.compare()).comparison;
    expect(upload.toPbx.update.length).toBeGreaterThan(1000);
    expect(performance.now() - started).toBeLessThan(8000);
  });
});
