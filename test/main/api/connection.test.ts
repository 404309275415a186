/** The names of pages and the LDAP server as the services answer for them, at a simulated PBX. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Services } from '../../../main/api/services.ts';
import { codeAfter } from '../../problem-of.ts';
import { Bench } from '../jobs/pbx-bench.ts';
import { atNewSite } from './help.ts';

let services: Services;
beforeEach(async () => {
  services = await atNewSite();
});
afterEach(() => services.desk.close());

async function connected(options = {}): Promise<Bench> {
  const bench = await new Bench().plugIn({ contacts: 3, ...options });
  const { url, fingerprint, user, password } = bench.pbx;
  const input = { connector: 'commander', url, user, console: '', fingerprint, password } as const;
  await services.call('connection.save', input);
  return bench;
}

const confirmedPaths = async () =>
  (await services.call('connection.get', {}))?.pages.flatMap(({ path, confirmedAt }) =>
    confirmedAt === null ? [] : [path],
  );

describe('the names of the PBX’s pages', () => {
  it('are nobody’s word until a person confirms them, and then used', async () => {
    await connected({ pages: 'x_' });
    const connection = await services.call('connection.get', {});
    expect(connection?.pages.every(({ confirmed }) => !confirmed)).toBe(true);
    expect(await codeAfter(services.call('pbx.compare', {}))).toBe('pbx-page-missing');
    const { candidates } = await services.call('connection.discover', {});
    expect(await confirmedPaths()).toEqual([]);
    const pages = candidates.map(({ use, path }) => ({ use, path }));
    const before = Date.now();
    const confirmed = await services.call('connection.confirmPages', { pages });
    const moments = confirmed.pages.map(({ confirmedAt }) => Date.parse(confirmedAt ?? ''));
    expect(moments.every((at) => at >= before && at <= Date.now())).toBe(true);
    const { upload, notes } = await services.call('pbx.compare', {});
    expect([upload.toSite.create.length, notes]).toEqual([3, []]);
    // Confirmed again, a name keeps the day on which it was.
    const again = await services.call('connection.confirmPages', { pages });
    expect(again.pages).toEqual(confirmed.pages);
    await services.call('connection.confirmPages', { pages: [] });
    expect(await confirmedPaths()).toEqual([]);
  });

  it('are those of one address: another PBX begins without', async () => {
    const bench = await connected();
    const pages = [{ use: 'ldap', path: 'einstellungen' }] as const;
    await services.call('connection.confirmPages', { pages: [...pages] });
    const { url, fingerprint, user } = bench.pbx;
    const input = { connector: 'commander', url, user, console: '', fingerprint, password: '' } as const;
    await services.call('connection.save', input);
    expect(await confirmedPaths()).toEqual(['einstellungen']);
    const other = await connected();
    expect(other.pbx.url).not.toBe(url);
    expect(await confirmedPaths()).toEqual([]);
  });

  it.each(['a/b', '../x', 'x?y', '', 'a'.repeat(81), '_x'])('cannot be %j', async (path) => {
    await connected();
    const pages = [{ use: 'contacts' as const, path }];
    await expect(services.call('connection.confirmPages', { pages })).rejects.toThrow(SwitchbookError);
    expect(await confirmedPaths()).toEqual([]);
  });

  it('come out of a recording, which is then deleted', async () => {
    await connected();
    const rows = [{ id: '4', data: ['Clients', '0', '1'] }];
    const entry = {
      request: {
        url: 'https://pbx/gruppen_state',
        headers: [{ name: 'Cookie', value: 'AUERSessionID=geheim' }],
      },
      response: { content: { text: JSON.stringify({ rows }) } },
    };
    const { files } = services.desk;
    const recording = JSON.stringify({ log: { entries: [entry] } });
    const file = files.add('pbx.har', new TextEncoder().encode(recording));
    expect(await services.call('connection.readHar', { file })).toEqual({
      candidates: [{ use: 'contactGroups', path: 'gruppen', text: '', certainty: 'sure' }],
    });
    expect(() => files.bytes(file)).toThrow(SwitchbookError);
    const broken = files.add('pbx.har', new TextEncoder().encode('no'));
    expect(await codeAfter(services.call('connection.readHar', { file: broken }))).toBe('har-unreadable');
    expect(() => files.bytes(broken)).toThrow(SwitchbookError);
  });
});

describe('the LDAP server', () => {
  it('is read, and saved by the rules of the device', async () => {
    const bench = await connected();
    const before = await services.call('ldap.get', {});
    expect(before.server).toEqual({ user: '', on: false, hasPassword: false });
    const short = await services.call('ldap.save', {
      server: { user: 'all', on: true, password: 'kurz' },
      groups: [],
    });
    expect(short.problems.map(({ code }) => code)).toEqual(['password-short']);
    expect(short.settings).toEqual(before);
    const saved = await services.call('ldap.save', {
      server: { user: 'all', on: true, password: 'Lang-genug1' },
      groups: [],
    });
    expect([saved.problems, saved.settings.server]).toEqual([
      [],
      { user: 'all', on: true, hasPassword: true },
    ]);
    expect(bench.pbx.book().ldap).toMatchObject({ on: true, user: 'all' });
  });

  it('is asked for a connection and a password first', async () => {
    expect(await codeAfter(services.call('ldap.get', {}))).toBe('no-connection');
    const bench = await connected();
    const { url, fingerprint } = bench.pbx;
    const input = {
      connector: 'commander',
      url,
      user: '11',
      console: '',
      fingerprint,
      password: '',
    } as const;
    await services.call('connection.save', input);
    expect(await codeAfter(services.call('connection.discover', {}))).toBe('password-needed');
  });
});
