/** The connector against the simulated PBX: two sides written from `docs/protocols/commander.md` alone. */
import { afterEach, describe, expect, it } from 'vitest';
import { deviceProfile } from '../../core/device/profile.ts';
import type { DeviceRecord } from '../../core/device/record.ts';
import { connect } from '../../main/pbx/connect.ts';
import type { Connector, RemoteOperation, RemoteOutcome } from '../../main/pbx/connector.ts';
import type { SimulatedPbx } from '../../main/simulator/commander/start.ts';
import { Bench } from '../main/jobs/pbx-bench.ts';
import { codeAfter } from '../problem-of.ts';
import { quiet } from '../quiet.ts';

const open: Connector[] = [];
afterEach(async () => {
  for (const connector of open.splice(0)) await connector.close();
});

async function enter(pbx: SimulatedPbx, user: string, password: string, fingerprint = pbx.fingerprint) {
  const profile = deviceProfile('commander-6000');
  const target = { connector: 'commander', url: pbx.url, user, password, fingerprint, profile } as const;
  const connector = await connect({ ...target, country: 'FR', pages: [], console: '' });
  open.push(connector);
  return connector;
}

const as = (bench: Bench, role: Parameters<Bench['login']>[0]) => {
  const { user, password } = bench.login(role);
  return enter(bench.pbx, user, password);
};

const read = (connector: Connector) => connector.read(() => undefined, quiet.signal);

async function apply(connector: Connector, operations: RemoteOperation[]): Promise<RemoteOutcome[]> {
  const outcomes: RemoteOutcome[] = [];
  for await (const outcome of connector.apply(operations, quiet.signal)) outcomes.push(outcome);
  return outcomes;
}

const RECORD: DeviceRecord = {
  salutation: 'Frau',
  givenName: 'Zoë & Co',
  familyName: 'Müller=1',
  displayName: 'ZM; "x" 100 % !',
  company: 'A+B',
  department: 'C\\D',
  position: 'E',
  birthday: '1980-05-17',
  shortCode: '7001',
  note: '',
  numbers: [
    { kind: 'main', value: '0049301' },
    { kind: 'work', value: '0049302' },
    { kind: 'home', value: '0049303' },
    { kind: 'mobile', value: '*21#' },
  ],
  emails: [
    { kind: 'work', value: 'a@example.org' },
    { kind: 'home', value: 'b@example.org' },
  ],
  urls: [{ kind: 'work', value: 'https://example.org/?a=1&b=%20' }],
  addresses: [
    { kind: 'home', street: 'Weg 1', postalCode: '10115', city: 'Köln', region: '', country: 'DE' },
  ],
  groups: ['Kunden', 'Zwei'],
};

describe('the COMmander connector', () => {
  it('gives back to the letter what it wrote', async () => {
    const bench = await new Bench().plugIn();
    const connector = await as(bench, 'administrator');
    await read(connector);
    const outcomes = await apply(connector, [
      { key: 'a', kind: 'create-group', name: 'Kunden', groupKind: 'standard', standardForNew: false },
      { key: 'b', kind: 'create-group', name: 'Zwei', groupKind: 'dect-900', standardForNew: false },
      { key: 'c', kind: 'create', record: { ...RECORD, groups: ['Kunden'] } },
    ]);
    expect(outcomes.map(({ key, outcome }) => [key, outcome])).toEqual([
      ['a', 'done'],
      ['b', 'done'],
      ['c', 'done'],
    ]);
    const { contacts, groups } = await read(connector);
    expect(contacts.map(({ record }) => record)).toEqual([{ ...RECORD, groups: ['Kunden'] }]);
    expect(groups.map(({ name, kind }) => [name, kind])).toEqual(
      expect.arrayContaining([
        ['Kunden', 'standard'],
        ['Zwei', 'dect-900'],
      ]),
    );
  });

  it('writes only the fields that changed and leaves those of others alone', async () => {
    const bench = await new Bench().plugIn();
    const [mine, theirs] = [await as(bench, 'administrator'), await as(bench, 'sub-administrator')];
    await read(mine);
    await apply(mine, [{ key: 'a', kind: 'create', record: { ...RECORD, groups: [] } }]);
    const [stored] = (await read(theirs)).contacts;
    const id = stored?.id ?? '';
    const record = { ...RECORD, company: 'Neu', numbers: [], groups: ['Nirgends'] };
    await apply(theirs, [{ key: 'b', kind: 'update', id, record, changed: ['company'] }]);
    expect((await read(mine)).contacts[0]?.record).toEqual({ ...RECORD, company: 'Neu', groups: [] });
  });

  it('words each refusal and goes on', async () => {
    const bench = await new Bench().plugIn();
    const connector = await as(bench, 'administrator');
    await read(connector);
    const outcomes = await apply(connector, [
      { key: 'group', kind: 'create', record: { ...RECORD, groups: ['Nirgends'] } },
      { key: 'device', kind: 'create', record: { ...RECORD, numbers: [], groups: [] } },
      { key: 'fine', kind: 'create', record: { ...RECORD, groups: [] } },
      { key: 'gone', kind: 'delete', id: '4711' },
    ]);
    expect(
      outcomes.map((one) => [one.key, one.outcome === 'refused' ? one.problem.code : one.outcome]),
    ).toEqual([
      ['group', 'pbx-group-missing'],
      ['device', 'pbx-refused'],
      ['fine', 'done'],
      ['gone', 'pbx-refused'],
    ]);
  });

  it('reads the same people through the ICT System API as a subscriber', async () => {
    const bench = await new Bench().plugIn({ contacts: 50 });
    const [pages, api] = [await as(bench, 'sub-administrator'), await as(bench, 'subscriber')];
    expect([pages.capabilities.write, api.capabilities.write]).toEqual(['each', 'hand-off']);
    const [whole, seen] = [await read(pages), await read(api)];
    const google = new Set(whole.groups.filter(({ kind }) => kind === 'google').map(({ name }) => name));
    const brief = ({ id, record }: { id: string; record: DeviceRecord }) => {
      const { givenName, familyName, company, numbers } = record;
      return {
        id,
        givenName,
        familyName,
        company,
        numbers,
        groups: record.groups.filter((g) => !google.has(g)),
      };
    };
    const byId = (a: { id: string }, b: { id: string }) => Number(a.id) - Number(b.id);
    expect(seen.contacts.map(brief).sort(byId)).toEqual(whole.contacts.map(brief).sort(byId));
    expect(await codeAfter(apply(api, [{ key: 'a', kind: 'delete', id: '1' }]))).toBe('pbx-writes-by-hand');
  });

  it('tries a wrong password once and never locks the account', async () => {
    const bench = await new Bench().plugIn();
    const { user, password } = bench.login('sub-administrator');
    for (let i = 0; i < 2; i++) {
      expect(await codeAfter(enter(bench.pbx, user, `${password}x`))).toBe('pbx-password-wrong');
    }
    // Three failures lock: two answers to challenges have left one.
    await read(await enter(bench.pbx, user, password));
  });

  it('says for how long the account is locked', async () => {
    const bench = await new Bench().plugIn({ faults: 'lock:90' });
    const { user, password } = bench.login('sub-administrator');
    await expect(enter(bench.pbx, user, password)).rejects.toMatchObject({
      problem: { code: 'pbx-locked', params: { seconds: expect.closeTo(90, -1) } },
    });
  });

  it('sends no password to another certificate, nor where none was accepted', async () => {
    const bench = await new Bench().plugIn();
    const { user, password } = bench.login('sub-administrator');
    const wrong = bench.pbx.fingerprint.replace(/^./, (digit) => (digit === 'A' ? 'B' : 'A'));
    expect(await codeAfter(enter(bench.pbx, user, password, wrong))).toBe('pbx-certificate-changed');
    const { url } = bench.pbx;
    const profile = deviceProfile('commander-6000');
    const target = { connector: 'commander', url, user, password, fingerprint: null, profile } as const;
    await expect(connect({ ...target, country: 'FR', pages: [], console: '' })).rejects.toMatchObject({
      problem: { code: 'pbx-certificate-unknown', value: bench.pbx.fingerprint },
    });
  });

  it('breaks off with a clear error when a reading does', async () => {
    for (const [faults, code] of [
      ['5xx:r5', 'pbx-status'],
      ['drop-before:r5', 'pbx-line-dropped'],
      ['truncate:r5', 'pbx-line-dropped'],
    ] as const) {
      const bench = await new Bench().plugIn({ contacts: 20, faults });
      const { user, password } = bench.login('sub-administrator');
      const codes = [];
      const connector = await enter(bench.pbx, user, password);
      for (let i = 0; i < 3; i++) codes.push(await codeAfter(read(connector)));
      expect(codes.filter((one) => one !== null)).toEqual([code]);
    }
  });
});
