import { describe, expect, it } from 'vitest';
import { compare } from '../../../main/jobs/compare.ts';
import { takeOver, upload } from '../../../main/jobs/upload.ts';
import type { Connector } from '../../../main/pbx/connector.ts';
import { codeAfter } from '../../problem-of.ts';
import { quiet } from '../../quiet.ts';
import { add, byHand, draft } from '../site/help.ts';
import { applyAll, Bench, person, profile } from './pbx-bench.ts';

const FULL = person('Müller', '+493012345678', {
  salutation: 'Frau',
  givenName: 'Zoë',
  company: 'Bäcker & Söhne; "Nord"',
  department: 'Einkauf',
  position: 'Leitung',
  birthday: '1980-05-17',
  shortCode: '7001',
  numbers: [
    { kind: 'main', value: '+49 30 12345678', e164: '+493012345678' },
    { kind: 'mobile', value: '0171/1234567', e164: '+491711234567' },
  ],
  emails: [{ kind: 'work', value: 'zoe@example.org' }],
  urls: [{ kind: 'home', value: 'https://example.org/?a=1&b=2' }],
  addresses: [
    { kind: 'work', street: 'Weg 1', postalCode: '10115', city: 'Berlin', region: '', country: 'DE' },
  ],
});

/** Somebody changes one cell at the PBX. */
const editAtPbx = (bench: Bench, familyName: string, company: string) =>
  bench.atPbx(async (connector) => {
    const { contacts } = await connector.read(() => undefined, quiet.signal);
    const found = contacts.find(({ record }) => record.familyName === familyName);
    if (found === undefined) throw new Error(`${familyName} is not there`);
    const record = { ...found.record, company };
    await applyAll(connector, [{ key: '1', kind: 'update', id: found.id, record, changed: ['company'] }]);
  });

const deleteAtPbx = (bench: Bench, familyName: string) =>
  bench.atPbx(async (connector) => {
    const { contacts } = await connector.read(() => undefined, quiet.signal);
    const found = contacts.filter(({ record }) => familyName === '' || record.familyName === familyName);
    await applyAll(
      connector,
      found.map(({ id }) => ({ key: id, kind: 'delete', id })),
    );
  });

describe('upload', () => {
  it('puts groups and contacts with every field on the PBX, verifies, and then has nothing to do', async () => {
    const bench = await new Bench().plugIn();
    byHand(bench.site, (change) => {
      change.ensureGroup('Clients', 'standard');
      change.createContact({ ...FULL, groups: ['Clients'] });
      change.createContact(person('Rossi', '+390612345678'));
    });
    const report = await bench.push();
    expect(report).toMatchObject({ verified: true, differences: [], takenOver: 0 });
    expect(report.operations.map(({ kind, target, outcome }) => [kind, target, outcome])).toEqual(
      expect.arrayContaining([
        ['create', 'Zoë Müller', 'done'],
        ['create', 'Rossi', 'done'],
      ]),
    );
    const held = bench.pbx.book().contacts.find(({ columns }) => columns['Vorname'] === 'Zoë');
    expect(held?.groups).toEqual(['Clients']);
    expect(held?.columns).toMatchObject({
      Firma: 'Bäcker & Söhne; "Nord"',
      Geburtstag: '17.05.1980',
      Kurzwahlnummer: '7001',
      '1. Typ Telefonnummer': 'Haupttelefon',
      '1. Telefonnummer': '00493012345678',
      '2. Telefonnummer': '00491711234567',
      '1. Internetadresse': 'https://example.org/?a=1&b=2',
      '1. Typ Internetadresse': 'Privat',
      '1. Postleitzahl': '10115',
    });
    const before = bench.pbx.book();
    const again = await bench.push();
    expect(again).toMatchObject({ operations: [], verified: true, takenOver: 0 });
    expect(bench.pbx.book()).toEqual(before);
  });

  it('takes over a whole PBX, and then neither side has anything to say', async () => {
    const bench = await new Bench().plugIn({ contacts: 60 });
    expect(await bench.pull()).toBe(60);
    expect(bench.site.info().contacts).toBe(60);
    const { upload: plan } = (await bench.compare()).comparison;
    expect(plan.toPbx).toMatchObject({ groups: [], create: [], update: [], delete: [] });
    expect(plan.toSite).toMatchObject({ groups: [], create: [], update: [], delete: [] });
    expect(plan.conflicts).toEqual([]);
  });

  it('carries changes, deletions and group changes, and keeps cells that it does not know', async () => {
    const bench = await new Bench().plugIn({ contacts: 20 });
    await bench.pull();
    const own = [...bench.site.eachContact()].filter(
      ({ groups }) => !groups.some((name) => name.startsWith('Google')),
    );
    const [edited, removed] = own;
    if (edited === undefined || removed === undefined) throw new Error('Too few contacts');
    byHand(bench.site, (change) => {
      change.updateContact(edited.id, { company: 'Neue Firma' });
      change.deleteContact(removed.id);
      const clients = bench.site.groups().find(({ name }) => name === 'Clients');
      change.editGroup(clients?.id ?? 0, { name: 'Kunden' });
      change.ensureGroup('Neu', 'standard');
    });
    const report = await bench.push();
    expect(report.differences).toEqual([]);
    expect(report.verified).toBe(true);
    expect(report.operations.map(({ kind }) => kind).sort()).toEqual([
      'create-group',
      'delete',
      'rename-group',
      'update',
    ]);
    const book = bench.pbx.book();
    expect(book.contacts).toHaveLength(19);
    expect(book.groups.map(({ name }) => name)).toEqual(expect.arrayContaining(['Kunden', 'Neu']));
    expect(book.contacts.filter(({ columns }) => columns['Firma'] === 'Neue Firma')).toHaveLength(1);

    byHand(bench.site, (change) => {
      change.deleteGroup(bench.site.groups().find(({ name }) => name === 'Kunden')?.id ?? 0);
    });
    expect(await bench.push()).toMatchObject({ verified: true, differences: [] });
    expect(bench.pbx.book().groups.map(({ name }) => name)).not.toContain('Kunden');
    expect(bench.pbx.book().contacts).toHaveLength(19);
    expect((await bench.push()).operations).toEqual([]);
  });

  it('leaves both sides of a conflict alone until somebody decides', async () => {
    const bench = await new Bench().plugIn();
    const id = add(bench.site, person('Rossi', '+390612345678', { company: 'A' }));
    add(bench.site, person('Bianchi', '+390612345679'));
    await bench.push();
    await editAtPbx(bench, 'Rossi', 'PBX');
    byHand(bench.site, (change) => change.updateContact(id, { company: 'Site' }));
    const before = bench.pbx.book();
    expect(await codeAfter(bench.push())).toBe('conflicts-open');
    expect(await codeAfter(bench.push({ takeOver: true }))).toBe('conflicts-open');
    expect(await bench.pull()).toBe(0);
    expect(bench.pbx.book()).toEqual(before);
    expect(bench.site.contacts([id])[0]?.company).toBe('Site');

    expect(await bench.push({ resolve: 'local' })).toMatchObject({ verified: true });
    expect(bench.pbx.book().contacts.map(({ columns }) => columns['Firma'])).toContain('Site');
    expect((await bench.push()).operations).toEqual([]);
  });

  it('takes the PBX’s value where the decision says so, and asks no more', async () => {
    const bench = await new Bench().plugIn();
    const id = add(bench.site, person('Rossi', '+390612345678', { company: 'A' }));
    await bench.push();
    await editAtPbx(bench, 'Rossi', 'PBX');
    byHand(bench.site, (change) => change.updateContact(id, { company: 'Site', department: 'Here' }));
    const report = await bench.push({ resolve: 'pbx', takeOver: true });
    expect(report).toMatchObject({ verified: true, takenOver: 1 });
    expect(bench.site.contacts([id])[0]).toMatchObject({ company: 'PBX', department: 'Here' });
    expect(bench.held()[0]?.columns).toMatchObject({ Firma: 'PBX', Abteilung: 'Here' });
    const { upload: plan } = (await bench.compare()).comparison;
    expect([plan.conflicts, plan.toPbx.update, plan.toSite.update]).toEqual([[], [], []]);
    bench.site.undo();
    expect(bench.site.contacts([id])[0]?.company).toBe('Site');
  });

  it('pushes without taking over, and still offers what the PBX changed', async () => {
    const bench = await new Bench().plugIn();
    const id = add(bench.site, person('Rossi', '+390612345678', { company: 'A' }));
    await bench.push();
    await editAtPbx(bench, 'Rossi', 'PBX');
    byHand(bench.site, (change) => change.updateContact(id, { department: 'Here' }));
    expect(await bench.push()).toMatchObject({ verified: true, takenOver: 0 });
    expect(bench.site.contacts([id])[0]?.company).toBe('A');
    expect(await bench.pull()).toBe(1);
    expect(bench.site.contacts([id])[0]).toMatchObject({ company: 'PBX', department: 'Here' });
    expect((await bench.push()).operations).toEqual([]);
  });

  it('keeps what the device cannot hold when a list is taken over', async () => {
    const bench = await new Bench().plugIn();
    const numbers = ['1', '2', '3', '4', '5'].map((digit) => ({
      kind: digit === '1' ? ('fax-work' as const) : ('work' as const),
      value: `01 40 00 00 0${digit}`,
      e164: `+33 1 40 00 00 0${digit}`.replaceAll(' ', ''),
    }));
    const id = add(bench.site, draft({ familyName: 'Viele', note: 'stays', numbers }));
    await bench.push();
    await bench.atPbx(async (connector) => {
      const { contacts } = await connector.read(() => undefined, quiet.signal);
      const [found] = contacts;
      if (found === undefined) throw new Error('Nobody is there');
      const record = { ...found.record, numbers: found.record.numbers.slice(0, 3) };
      await applyAll(connector, [{ key: '1', kind: 'update', id: found.id, record, changed: ['numbers'] }]);
    });
    await bench.pull();
    const [contact] = bench.site.contacts([id]);
    expect(contact?.note).toBe('stays');
    expect(contact?.numbers).toEqual([numbers[0], numbers[1], numbers[2], numbers[4]]);
  });

  it('reports what the PBX refuses and sends the rest', async () => {
    const bench = await new Bench().plugIn({ contacts: 10 });
    await bench.pull();
    const held = bench.pbx.book().contacts.length;
    add(bench.site, person('Gut', '+390612345678'));
    // A day that no calendar has: only the PBX finds out.
    add(bench.site, person('Schlecht', '+390612345679', { birthday: '2023-02-30' }));
    const report = await bench.push();
    const outcomes = new Map(report.operations.map((one) => [one.target, one]));
    expect(outcomes.get('Gut')?.outcome).toBe('done');
    expect(outcomes.get('Schlecht')).toMatchObject({ outcome: 'refused', problem: { code: 'pbx-refused' } });
    expect(report.verified).toBe(false);
    expect(bench.pbx.book().contacts).toHaveLength(held + 1);
    expect((await bench.compare()).comparison.upload.toPbx.create.map(({ name }) => name)).toEqual([
      'Schlecht',
    ]);
  });

  it('sends nothing when either side moved after the comparison', async () => {
    const bench = await new Bench().plugIn();
    add(bench.site, person('Rossi', '+390612345678'));
    await bench.push();
    add(bench.site, person('Neu', '+390612345670'));
    const attempt = async (between: () => Promise<unknown> | void) => {
      const state = await bench.compare();
      await between();
      const options = { plan: state.comparison.plan, decisions: {}, takeOver: true };
      return codeAfter(bench.connected((connector) => upload(bench.site, connector, state, options, quiet)));
    };
    expect(await attempt(() => editAtPbx(bench, 'Rossi', 'Anders'))).toBe('pbx-moved');
    expect(await attempt(() => void add(bench.site, person('Spät', '+390612345671')))).toBe(
      'comparison-outdated',
    );
    expect(bench.pbx.book().contacts).toHaveLength(1);
    expect(await attempt(() => undefined)).toBeNull();
    expect(bench.pbx.book().contacts).toHaveLength(3);
  });

  it('stops before a mass deletion, on either side, until the number is confirmed', async () => {
    const bench = await new Bench().plugIn();
    const ids = Array.from({ length: 12 }, (_, i) =>
      add(bench.site, person(`N${i}`, `+3906123450${10 + i}`)),
    );
    await bench.push();
    byHand(bench.site, (change) => ids.slice(0, 9).forEach((id) => change.deleteContact(id)));
    expect(await codeAfter(bench.push())).toBe('mass-loss');
    expect(await codeAfter(bench.push({ confirmedDeletions: 8 }))).toBe('mass-loss');
    expect(bench.pbx.book().contacts).toHaveLength(12);
    expect(await bench.push({ confirmedDeletions: 9 })).toMatchObject({ verified: true });
    expect(bench.pbx.book().contacts).toHaveLength(3);

    await deleteAtPbx(bench, '');
    expect(await codeAfter(bench.pull())).toBe('mass-loss');
    expect(await codeAfter(bench.push({ takeOver: true }))).toBe('mass-loss');
    expect(bench.site.info().contacts).toBe(3);
    expect(await bench.pull({}, 3)).toBe(3);
    expect(bench.site.info().contacts).toBe(0);
  });

  it('writes nothing with a login that only reads', async () => {
    const bench = await new Bench().plugIn({ contacts: 5 });
    await bench.pull();
    add(bench.site, person('Neu', '+390612345670'));
    const subscriber = bench.login('subscriber');
    await bench.connected(async (connector: Connector) => {
      const state = await compare(bench.site, connector, profile, quiet);
      expect(state.comparison.upload.toPbx.create.map(({ name }) => name)).toEqual(['Neu']);
      expect(state.comparison.notes.map(({ code }) => code)).toContain('pbx-reading-reduced');
      const options = { plan: state.comparison.plan, decisions: {}, takeOver: false };
      expect(await codeAfter(upload(bench.site, connector, state, options, quiet))).toBe(
        'pbx-writes-by-hand',
      );
    }, subscriber);
    expect((await bench.push()).verified).toBe(true);
  });

  it('never takes what a login may not see for deleted', async () => {
    const bench = await new Bench().plugIn({ contacts: 40 });
    await bench.pull();
    const [, second] = bench.pbx.subscribers.filter(({ role }) => role === 'subscriber');
    if (second === undefined) throw new Error('No second subscriber');
    const login = { user: second.extension, password: second.password };
    await bench.connected(async (connector) => {
      const state = await compare(bench.site, connector, profile, quiet);
      expect(state.book.contacts.length).toBeLessThan(40);
      const { toSite, toPbx, massLoss } = state.comparison.upload;
      expect([toSite.delete, toSite.update, toSite.groups, toPbx.create, massLoss]).toEqual([
        [],
        [],
        [],
        [],
        [],
      ]);
      expect(takeOver(bench.site, state, { decisions: {} })).toMatchObject({ takenOver: 0 });
    }, login);
    const plan = (await bench.compare()).comparison.upload;
    expect([plan.toPbx.update, plan.toSite.update, plan.conflicts]).toEqual([[], [], []]);
  });

  it('can be cancelled between two operations, and finishes when asked again', async () => {
    const bench = await new Bench().plugIn();
    for (let i = 0; i < 5; i++) add(bench.site, person(`N${i}`, `+3906123450${10 + i}`));
    const abort = new AbortController();
    const context = {
      signal: abort.signal,
      progress: ({ phase, done }: { phase: string; done: number }) => {
        if (phase === 'upload' && done === 2) abort.abort();
      },
    };
    const report = await bench.connected(async (connector) => {
      const state = await compare(bench.site, connector, profile, context);
      const options = { plan: state.comparison.plan, decisions: {}, takeOver: false };
      return upload(bench.site, connector, state, options, context);
    });
    expect(report.verified).toBe(false);
    expect(report.operations.map(({ outcome }) => outcome)).toEqual([
      'done',
      'done',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(bench.pbx.book().contacts).toHaveLength(2);
    expect(await bench.push()).toMatchObject({ verified: true });
    expect(bench.pbx.book().contacts).toHaveLength(5);
  });
});
