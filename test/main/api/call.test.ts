/** Soft calls: through the simulated PBX, a simulated telephone, and the system; refused to everybody else. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Services } from '../../../main/api/services.ts';
import { makeCertificate } from '../../../main/simulator/commander/certificate.ts';
import type { SimulatedPbx } from '../../../main/simulator/commander/start.ts';
import type { SimulatedPhone } from '../../../main/simulator/phone/start.ts';
import { startPhone } from '../../../main/simulator/phone/start.ts';
import { codeAfter } from '../../problem-of.ts';
import { device } from '../simulator/client.ts';
import { add } from '../site/help.ts';
import { atNewSite } from './help.ts';

let services: Services;
let anna: number;

const NUMBERS = [
  { kind: 'work', value: '01 99 00 12 34', e164: '+33199001234' },
  { kind: 'mobile', value: '+33 6 39 98 12 34,45#', e164: '+33639981234' },
  { kind: 'other', value: '*21#', e164: null },
  { kind: 'home', value: '200', e164: null },
  { kind: 'other', value: 'sip:anna@example.net', e164: null },
] as const;

/** 22 reads Clients, where Anna stands; 25 has no rights. */
beforeEach(async () => {
  services = await atNewSite();
  await services.call('groups.create', { name: 'Clients', kind: 'standard' });
  for (const extension of ['22', '25']) {
    await services.call('subscribers.save', { extension, name: `N ${extension}`, role: 'subscriber' });
  }
  await services.call('access.set', { extension: '22', group: 'Clients', grant: 'read' });
  anna = add(services.desk.file, { familyName: 'Anna', numbers: [...NUMBERS], groups: ['Clients'] });
  return () => services.desk.close();
});

const signIn = (extension: string) => services.call('session.signIn', { extension });
const dial = (number: number | string = 0, secret?: string) =>
  services.call('call.dial', { contactId: anna, number, ...(secret !== undefined && { secret }) });

async function connected(): Promise<SimulatedPbx> {
  const pbx = await device();
  services.desk.site.memory.setConnection({
    connector: 'commander',
    url: pbx.url,
    user: pbx.user,
    fingerprint: pbx.fingerprint,
  });
  return pbx;
}

async function phone(): Promise<SimulatedPhone> {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-phone-'));
  const started = await startPhone({ port: 0, folder });
  onTestFinished(async () => {
    await started.stop().catch(() => undefined);
    rmSync(folder, { recursive: true });
  });
  return started;
}

describe('a soft call', () => {
  it('is for subscribers, and for contacts that they may read', async () => {
    for (const role of ['administrator', 'sub-administrator'] as const) {
      await services.call('session.signIn', { role });
      expect(await codeAfter(dial())).toBe('access-subscriber-only');
      expect(await codeAfter(services.call('call.settings', {}))).toBe('access-subscriber-only');
      const way = { through: 'system', phone: null } as const;
      expect(await codeAfter(services.call('call.configure', way))).toBe('access-subscriber-only');
      expect(await codeAfter(services.call('call.probePhone', { url: 'https://127.0.0.1:1' }))).toBe(
        'access-subscriber-only',
      );
    }
    await signIn('25');
    expect(await codeAfter(dial())).toBe('contact-missing');
    await signIn('22');
    expect(await codeAfter(dial(7))).toBe('call-number-missing');
    expect(await codeAfter(dial('0199001235'))).toBe('call-number-missing');
  });

  it('goes to the system where nothing else dials, with no digit added', async () => {
    await signIn('22');
    expect(await services.call('call.settings', {})).toEqual({
      extension: '22',
      name: 'N 22',
      through: 'system',
      phone: null,
      possible: ['phone', 'system'],
    });
    const system = (number: string, tel: string, after = '') => ({ through: 'system', number, tel, after });
    expect(await dial()).toEqual(system('+33199001234', 'tel:+33199001234'));
    expect(await dial(1)).toEqual(system('+33639981234', 'tel:+33639981234', ',45#'));
    expect(await dial('*21#')).toEqual(system('*21#', 'tel:*21%23'));
    expect(await dial('200')).toEqual(system('200', 'tel:200'));
    expect(await codeAfter(dial(4))).toBe('call-undialable');
  });
});

describe('through the PBX', () => {
  it('is dialled with the subscriber’s own password, which is remembered once it was right', async () => {
    const pbx = await connected();
    const login = pbx.subscribers.find(({ extension }) => extension === '22');
    await signIn('22');
    expect((await services.call('call.settings', {})).through).toBe('pbx');
    expect(await codeAfter(dial())).toBe('password-needed');
    expect(await codeAfter(dial(0, 'wrong-one'))).toBe('pbx-password-wrong');
    expect(await codeAfter(dial())).toBe('password-needed');
    expect(await dial(0, login?.password)).toEqual({
      through: 'pbx',
      number: '0033199001234',
      tel: null,
      after: '',
    });
    expect(await dial(2)).toMatchObject({ number: '*21#' });
    expect(await codeAfter(dial(4))).toBe('call-undialable');
    expect(pbx.calls().map(({ extension, number }) => `${extension} ${number}`)).toEqual([
      '22 0033199001234',
      '22 *21#',
    ]);
  });

  it('is dialled by the older generation too, whose login is a form', async () => {
    const pbx = await device({ generation: 'older' });
    services.desk.site.memory.setConnection({ ...pbx, connector: 'commander' });
    await signIn('22');
    const password = pbx.subscribers.find(({ extension }) => extension === '22')?.password ?? '';
    expect(await dial(0, password)).toMatchObject({ through: 'pbx', number: '0033199001234' });
    expect(pbx.calls().map(({ extension }) => extension)).toEqual(['22']);
  });

  it('is left to the system where the PBX has no such page', async () => {
    const { key, cert } = await makeCertificate('another');
    const server = createServer({ key, cert }, (_request, response) => void response.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const { fingerprint256: fingerprint } = new X509Certificate(cert);
    services.desk.site.memory.setConnection({ connector: 'commander', url, user: 'admin', fingerprint });
    await signIn('22');
    expect(await dial(0, 'some-password')).toMatchObject({ through: 'system', tel: 'tel:+33199001234' });
  });

  it('is never dialled twice when the answer is lost', async () => {
    const pbx = await device({ faults: 'drop-after:1' });
    services.desk.site.memory.setConnection({ ...pbx, connector: 'commander' });
    await signIn('22');
    const password = pbx.subscribers.find(({ extension }) => extension === '22')?.password ?? '';
    expect(await codeAfter(dial(0, password))).toBe('call-unanswered');
    expect(pbx.calls()).toHaveLength(1);
  });
});

describe('through a telephone', () => {
  it('is dialled with its token, over its pinned certificate', async () => {
    const one = await phone();
    await connected();
    await signIn('22');
    const shown = await services.call('call.probePhone', { url: one.url });
    expect(shown).toEqual({ fingerprint: one.fingerprint, trusted: false });
    const way = { through: 'phone', phone: { url: one.url, fingerprint: one.fingerprint } } as const;
    expect(await services.call('call.configure', way)).toMatchObject(way);
    expect(await codeAfter(dial())).toBe('phone-token-needed');
    expect(await codeAfter(dial(0, 'wrong'))).toBe('phone-token-wrong');
    expect(await dial(0, one.token)).toMatchObject({ through: 'phone', number: '0033199001234', tel: null });
    expect(await dial(1)).toMatchObject({ number: '0033639981234', after: ',45#' });
    expect(await dial(2)).toMatchObject({ number: '*21#' });
    expect(one.calls()).toEqual(['0033199001234', '0033639981234', '*21#']);
    // Every subscriber has a telephone of their own.
    await signIn('25');
    expect(await services.call('call.settings', {})).toMatchObject({ through: 'pbx', phone: null });
  });

  it('sends its token to nobody else', async () => {
    const [one, other] = [await phone(), await phone()];
    await signIn('22');
    const configure = (url: string, fingerprint: string | null) =>
      services.call('call.configure', { through: 'phone', phone: { url, fingerprint } });
    await configure(one.url, null);
    expect(await codeAfter(dial(0, one.token))).toBe('phone-certificate-unknown');
    await configure(one.url, other.fingerprint);
    expect(await codeAfter(dial(0, one.token))).toBe('phone-certificate-changed');
    await configure('https://127.0.0.1:1', one.fingerprint);
    expect(await codeAfter(dial(0, one.token))).toBe('phone-unreachable');
    expect(await codeAfter(configure('http://127.0.0.1', null))).toBe('phone-address-invalid');
    expect(await codeAfter(services.call('call.configure', { through: 'phone', phone: null }))).toBe(
      'phone-address-missing',
    );
    expect(one.calls()).toEqual([]);
  });
});
