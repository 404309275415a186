/** Call records as services give them: whose they are, who is known, and numbers that are adopted. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../../main/api/services.ts';
import { codeAfter } from '../../problem-of.ts';
import { add } from '../site/help.ts';
import { simulated } from '../simulator/console/person.ts';
import { atNewSite } from './help.ts';

const PROFILE = 'commander-call-records';
let services: Services;

/** A simulated console and its address. */
async function records(): Promise<string> {
  const { place } = await simulated({ mode: 'call-records', contacts: 20 });
  return 'url' in place ? place.url : '';
}

/** 21 writes Staff, 22 reads it. */
beforeEach(async () => {
  services = await atNewSite();
  await services.call('groups.create', { name: 'Staff', kind: 'standard' });
  for (const extension of ['21', '22']) {
    await services.call('subscribers.save', { extension, name: extension, role: 'subscriber' });
  }
  await services.call('access.set', { extension: '21', group: 'Staff', grant: 'write' });
  await services.call('access.set', { extension: '22', group: 'Staff', grant: 'read' });
  return () => services.desk.close();
});

describe('call records', () => {
  it('come over the line that is given, else over the site’s own, else nowhere', async () => {
    expect(await codeAfter(services.call('calls.pull', { line: null }))).toBe('calls-no-line');
    expect(await services.call('calls.line', {})).toBe(null);
    const url = await records();
    const given = await services.call('calls.pull', { line: { url, profile: PROFILE } });
    expect([given.calls.length, given.problems]).toEqual([60, []]);
    const connection = { connector: 'console', url, user: '', console: PROFILE } as const;
    expect(await services.call('connection.probe', connection)).toMatchObject({ fingerprint: null });
    const saved = await services.call('connection.save', { ...connection, fingerprint: null, password: '' });
    expect(saved.identity).toBe(null);
    expect(await services.call('calls.line', {})).toEqual({ url, profile: PROFILE });
    expect(await services.call('calls.pull', { line: null })).toEqual(given);
    expect(await codeAfter(services.call('pbx.compare', {}))).toBe('console-no-book');
  });

  it('are a subscriber’s own, and only whoever may adopt them fetches them', async () => {
    const line = { url: await records(), profile: PROFILE };
    const all = await services.call('calls.pull', { line });
    await services.call('session.signIn', { extension: '21' });
    const { calls } = await services.call('calls.pull', { line });
    expect(calls.length).toBeGreaterThan(0);
    expect(calls).toEqual(all.calls.filter(({ extension }) => extension === '21'));
    await services.call('session.signIn', { extension: '22' });
    expect(await codeAfter(services.call('calls.pull', { line }))).toBe('access-no-write');
  });

  it('know contacts by their number in any writing, and only those that may be seen', async () => {
    const site = services.desk.file;
    const number = { kind: 'work', value: '01 99 00 12 34', e164: '+33199001234' } as const;
    const anna = add(site, { familyName: 'Anna', numbers: [number], groups: ['Staff'] });
    const boss = add(site, { familyName: 'Boss', numbers: [{ ...number, kind: 'home' }] });
    add(site, { familyName: 'Intern', numbers: [{ kind: 'work', value: '200', e164: null }] });
    const numbers = ['0033199001234', '+33 1 99 00 12 34', '200', '0033199001235', ''];
    const known = async () =>
      Object.fromEntries(
        (await services.call('calls.known', { numbers })).callers.map(({ number: asked, contacts }) => [
          asked,
          contacts.map(({ id, name }) => `${id} ${name}`),
        ]),
      );
    const both = [`${anna} Anna`, `${boss} Boss`];
    expect(await known()).toEqual({ [numbers[0] ?? '']: both, [numbers[1] ?? '']: both, 200: ['3 Intern'] });
    await services.call('session.signIn', { extension: '22' });
    expect(Object.values(await known()).flat()).toEqual([`${anna} Anna`, `${anna} Anna`]);
  });

  it('are adopted into a contact, in one step that can be taken back', async () => {
    const id = add(services.desk.file, {
      familyName: 'Anna',
      numbers: [{ kind: 'work', value: '200', e164: null }],
      groups: ['Staff'],
    });
    await services.call('session.signIn', { extension: '22' });
    expect(await codeAfter(services.call('calls.adopt', { number: '0033199001234', id }))).toBe(
      'access-no-write',
    );
    await services.call('session.signIn', { extension: '21' });
    const adopted = await services.call('calls.adopt', { number: '0033199001234', id });
    expect(adopted.numbers).toEqual([
      { kind: 'work', value: '200', e164: null },
      { kind: 'home', value: '0033199001234', e164: '+33199001234' },
    ]);
    await services.call('history.undo', {});
    expect(services.desk.file.contacts([id])[0]?.numbers).toHaveLength(1);
    expect(await codeAfter(services.call('calls.adopt', { number: '1', id: 99 }))).toBe('contact-missing');
  });
});
