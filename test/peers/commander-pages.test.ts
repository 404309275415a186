/** Both generations, page names that are looked for, recordings, and the LDAP page, at the simulated PBX. */
import { describe, expect, it } from 'vitest';
import { changeLdap } from '../../core/device/ldap.ts';
import type { PageCandidate } from '../../core/device/pages.ts';
import { PAGE_USES, pagesOf } from '../../core/device/pages.ts';
import { deviceProfile } from '../../core/device/profile.ts';
import { problemText } from '../../core/problem/problem.ts';
import { connect, pagesAt } from '../../main/pbx/connect.ts';
import type { ConnectionTarget } from '../../main/pbx/connect.ts';
import { byHand, draft } from '../main/site/help.ts';
import { applyAll, Bench } from '../main/jobs/pbx-bench.ts';
import { codeAfter, problemAfter } from '../problem-of.ts';
import { quiet } from '../quiet.ts';

const profile = deviceProfile('commander-6000');

function target(bench: Bench, role: Parameters<Bench['login']>[0] = 'administrator'): ConnectionTarget {
  const { url, fingerprint } = bench.pbx;
  const fixed = { connector: 'commander', console: '', country: 'FR', profile, pages: [] } as const;
  return { ...fixed, url, fingerprint, ...bench.login(role) };
}

const read = async (to: ConnectionTarget) => {
  const connector = await connect(to);
  try {
    return { notes: connector.notes, book: await connector.read(() => undefined, quiet.signal) };
  } finally {
    await connector.close();
  }
};

async function discover(to: ConnectionTarget): Promise<PageCandidate[]> {
  return (await pagesAt(to)).discover(to, quiet.signal);
}

const confirmed = (candidates: readonly PageCandidate[]) =>
  candidates.map(({ use, path }) => ({ use, path, at: '2026-01-02T00:00:00.000Z' }));

describe('the older generation', () => {
  it('is recognised by itself, reads and writes, umlauts included', async () => {
    const bench = await new Bench().plugIn({ generation: 'older', contacts: 10 });
    await bench.pull();
    expect([...bench.site.eachContact()]).toHaveLength(10);
    byHand(bench.site, (change) => {
      change.ensureGroup('Zürich & Söhne', 'standard');
      const numbers = [{ kind: 'work' as const, value: '+33140001000', e164: '+33140001000' }];
      change.createContact(draft({ familyName: 'Müßig é%', numbers, groups: ['Zürich & Söhne'] }));
      change.setGrant('22', 'Zürich & Söhne', 'write', true);
    });
    const report = await bench.push();
    expect(report).toMatchObject({ verified: true, differences: [] });
    expect(bench.held().filter(({ groups }) => groups.includes('Zürich & Söhne'))).toHaveLength(1);
    expect((await bench.push()).operations).toEqual([]);
  });

  it('lets one administrator in at a time, says so, and again after the log-out', async () => {
    const bench = await new Bench().plugIn({ generation: 'older' });
    const to = target(bench);
    const first = await connect(to);
    const problem = await problemAfter(connect(to));
    expect(problem).toMatchObject({ code: 'pbx-in-use', value: to.user });
    expect(problemText(problem, 'en').remedy).toContain(to.user);
    await first.close();
    await (await connect(to)).close();
    // A failure in the middle of a job gives the session back too.
    const broken = await connect(to);
    await applyAll(broken, [{ key: 'a', kind: 'delete', id: '999999' }]).catch(() => undefined);
    await broken.close();
    await (await connect(to)).close();
  });

  it('refuses a wrong password once, and refuses characters that it cannot store', async () => {
    const bench = await new Bench().plugIn({ generation: 'older' });
    expect(await codeAfter(connect({ ...target(bench), password: 'Wrong-1234' }))).toBe('pbx-password-wrong');
    const connector = await connect(target(bench));
    await connector.read(() => undefined, quiet.signal);
    const outcomes = [];
    const operation = {
      key: 'a',
      kind: 'create-group',
      name: 'Łódź',
      groupKind: 'standard',
      standardForNew: false,
    } as const;
    for await (const outcome of connector.apply([operation], quiet.signal)) outcomes.push(outcome);
    await connector.close();
    expect(outcomes).toMatchObject([{ outcome: 'refused', problem: { code: 'pbx-character-impossible' } }]);
  });

  it('reads through the API where the login opens no pages', async () => {
    const bench = await new Bench().plugIn({ generation: 'older', contacts: 10 });
    const { book, notes } = await read(target(bench, 'subscriber'));
    expect(book.contacts.length).toBeGreaterThan(0);
    expect(notes.map(({ code }) => code)).toEqual(['pbx-reading-reduced']);
  });
});

describe('a job', () => {
  it('shakes hands once, shows its cookie from then on, and logs out, also after a failure', async () => {
    const heard: { path: string; status: number }[] = [];
    const onEvent = ({ path, status }: { path: string; status: number }) => heard.push({ path, status });
    const bench = await new Bench().plugIn({ contacts: 3, faults: '5xx:1', onEvent });
    await bench.pull();
    byHand(bench.site, (change) => change.setGrant('22', 'Clients', 'none'));
    heard.length = 0;
    expect((await bench.push()).verified).toBe(false);
    expect(heard.filter(({ status }) => status === 401)).toHaveLength(1);
    expect(heard.at(-1)?.path).toBe('/appclose');
    heard.length = 0;
    expect(await codeAfter(connect({ ...target(bench), password: 'Wrong-1234' }))).toBe('pbx-password-wrong');
    expect(heard.filter(({ status }) => status === 401)).toHaveLength(2);
  });

  it('costs reads that do not grow with the changes, and a write for each', async () => {
    const heard: string[] = [];
    const bench = await new Bench().plugIn({ contacts: 200, onEvent: ({ path }) => heard.push(path) });
    await bench.pull();
    byHand(bench.site, (change) => {
      for (const extension of ['21', '22', '24', '25', '23']) {
        change.setGrant(extension, 'Clients', 'write', true);
        change.setGrant(extension, 'Personnel', 'write', false);
      }
    });
    const count = async () => {
      heard.length = 0;
      const { operations } = await bench.push();
      const writes = heard.filter((path) => path.includes('_save')).length;
      expect(writes).toBe(operations.length);
      return { writes, reads: heard.length - writes };
    };
    const many = await count();
    expect(many.writes).toBeGreaterThan(5);
    byHand(bench.site, (change) => change.setGrant('22', 'Clients', 'none'));
    const one = await count();
    expect(one.writes).toBe(1);
    expect(many.reads).toBe(one.reads);
  });
});

describe('a refused password', () => {
  it('is said to be superseded where the ordinary password of a subscriber is refused', async () => {
    const bench = await new Bench().plugIn();
    const superseded = bench.pbx.subscribers.find(({ ordinaryPassword }) => ordinaryPassword !== undefined);
    if (superseded === undefined) throw new Error('no subscriber has an app password');
    const { extension: user, password, ordinaryPassword = '' } = superseded;
    const to = { ...target(bench), user };
    const problem = await problemAfter(connect({ ...to, password: ordinaryPassword }));
    expect(problemText(problem, 'en').remedy).toContain('app password');
    await (await connect({ ...to, password })).close();
  });

  it('is said to break a rule where no PBX can have it', async () => {
    const bench = await new Bench().plugIn();
    const problem = await problemAfter(connect({ ...target(bench), password: 'Geheim ' }));
    expect(problemText(problem, 'en').remedy).toContain('“ ”');
    expect(JSON.stringify(problem)).not.toContain('Geheim');
  });
});

describe('page names', () => {
  it.each(['en', 'fr', 'de'] as const)('are found in the menu: %s', async (language) => {
    const bench = await new Bench().plugIn({ contacts: 5, pages: 'other_', language });
    const to = target(bench);
    const lost = await codeAfter(read(to));
    expect(lost).toBe('pbx-page-missing');
    const candidates = await discover(to);
    expect(candidates.map(({ use, path, certainty }) => [use, path, certainty])).toEqual(
      PAGE_USES.map((use) => [use, `other_${profile.pages[use].path}`, 'sure']),
    );
    const { book, notes } = await read({ ...to, pages: confirmed(candidates) });
    expect([book.contacts.length, notes]).toEqual([5, []]);
    expect(book.subscribers.length).toBeGreaterThan(0);
  });

  it('that nobody has confirmed are said to be so', async () => {
    const bench = await new Bench().plugIn();
    const { notes } = await read(target(bench));
    expect(notes.map(({ code }) => code)).toEqual(['pbx-pages-unconfirmed']);
    const own = { use: 'ldap', path: 'settings', at: '2026-01-02T00:00:00.000Z' } as const;
    expect(pagesOf(profile, [own]).ldap).toEqual({ path: 'settings', confirmed: true, confirmedAt: own.at });
    expect(pagesOf(profile, [own]).contacts.confirmed).toBe(false);
  });

  it('of rights that the PBX does not have are said to be missing, and the rest goes on', async () => {
    const bench = await new Bench().plugIn({ contacts: 5 });
    const pages = [{ use: 'permissions', path: 'nowhere', at: '' }] as const;
    const { book, notes } = await read({ ...target(bench), pages });
    expect([book.contacts.length, book.subscribers]).toEqual([5, []]);
    expect(notes).toContainEqual({ code: 'pbx-rights-out-of-reach', severity: 'warning', value: 'nowhere' });
  });
});

describe('the LDAP server of the PBX', () => {
  it('is switched on with a user and a password, and exports groups', async () => {
    const bench = await new Bench().plugIn({ contacts: 5 });
    const to = target(bench);
    const { readLdap, saveLdap } = await pagesAt(to);
    const before = await readLdap(to, quiet.signal);
    expect(before.groups.map(({ name }) => name)).toContain('Clients');
    const { settings, problems } = await saveLdap(to, {
      server: { user: 'phones', on: true, password: 'Secret-12' },
      groups: [{ name: 'Clients', on: true, password: 'Secret-34' }],
    });
    expect(problems).toEqual([]);
    expect(settings.server).toEqual({ user: 'phones', on: true, hasPassword: true });
    expect(settings.groups.filter(({ on }) => on).map(({ name }) => name)).toEqual(['Clients']);
    expect(bench.pbx.book().ldap).toMatchObject({
      user: 'phones',
      password: 'Secret-12',
      exported: [{ group: 'Clients', password: 'Secret-34' }],
    });
    // Without a new password the stored one stays.
    const off = await saveLdap(to, { server: { on: false }, groups: [] });
    expect([off.problems, off.settings.server.on]).toEqual([[], false]);
    expect(bench.pbx.book().ldap.password).toBe('Secret-12');
  });

  it('is not touched where a rule is broken', async () => {
    const bench = await new Bench().plugIn({ contacts: 5 });
    const to = target(bench);
    const { saveLdap } = await pagesAt(to);
    const before = bench.pbx.book().ldap;
    const { problems } = await saveLdap(to, {
      server: { user: 'Müller', on: true, password: 'zu kurz' },
      groups: [{ name: 'Nirgends' }],
    });
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'ldap-user-character',
      'password-character',
      'pbx-group-missing',
    ]);
    expect(bench.pbx.book().ldap).toEqual(before);
  });

  it('exports five groups and no more, each under a name of its own', () => {
    const login = { on: false, hasPassword: true };
    const names = ['A', 'B', 'C', 'D', 'E', 'F G', 'F_G'];
    const groups = names.map((name, id) => ({
      ...login,
      id: String(id),
      name,
      user: name.replace(' ', '_'),
    }));
    const server = { ...login, user: 'all' };
    const codes = (on: string[]) =>
      changeLdap(
        { server, groups },
        { groups: on.map((name) => ({ name, on: true })) },
        profile,
      ).problems.map(({ code }) => code);
    expect(codes(['A', 'B', 'C', 'D', 'E'])).toEqual([]);
    expect(codes(['A', 'B', 'C', 'D', 'E', 'F G'])).toEqual(['ldap-too-many-groups']);
    expect(codes(['F G', 'F_G'])).toEqual(['ldap-user-taken']);
  });
});
