import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { Desk } from '../../../main/api/desk.ts';
import { FileStore } from '../../../main/api/files.ts';
import { MemorySecrets } from '../../../main/api/secrets.ts';
import { Services } from '../../../main/api/services.ts';
import { finderOf } from '../../../renderer/contacts/finder.ts';
import { rowsOf } from '../../../renderer/contacts/rows.ts';
import type { Host } from '../../../renderer/host/host.ts';
import { somewhere } from '../../main/site/help.ts';
import { eventually } from '../../eventually.ts';

/** The services on a site of `count` contacts, and what the finder asked of them. */
async function office(count: number) {
  const desk = new Desk({ shell: 'browser', files: new FileStore(), secrets: new MemorySecrets() });
  const services = new Services(desk);
  await services.call('site.create', { path: somewhere(), device: 'commander-6000', country: 'FR' });
  desk.site.change('import', 'book', { kind: 'hand' }, (change) => {
    for (let n = 1; n <= count; n++) {
      change.createContact({ ...emptyDraft(), familyName: `Person ${String(n).padStart(3, '0')}` });
    }
  });
  const asked: string[] = [];
  let broken = false;
  const host: Pick<Host, 'call'> = {
    call: (name, input) => {
      const { search } = 'search' in input ? input : { search: '' };
      asked.push(search ? `${name} ${search}` : name);
      return broken ? Promise.reject(new Error('the line is down')) : services.call(name, input);
    },
  };
  const rows = rowsOf(host);
  const finder = finderOf(host, rows);
  return {
    finder,
    rows,
    asked,
    breaks: (down: boolean) => (broken = down),
    [Symbol.dispose]: () => desk.close(),
  };
}

describe('the list that a query asks for', () => {
  it('shows its first rows at once, with what stands in them, and then becomes whole', async () => {
    using site = await office(120);
    site.finder.ask({}, 'a');
    await eventually(() => expect(site.finder.found().order.ids.length).toBe(40));
    expect(site.finder.found().whole).toBe(false);
    const [first = 0] = site.finder.found().order.ids;
    expect(site.rows.get(first)?.familyName).toBe('Person 001');
    await eventually(() => expect(site.finder.found()).toMatchObject({ whole: true, problem: null }));
    expect(site.finder.found().order.ids.length).toBe(120);
    expect(site.asked).toEqual(['contacts.first', 'contacts.find']);
  });

  it('is asked for as a whole at once by somebody who cannot wait', async () => {
    using site = await office(120);
    site.finder.ask({}, 'a');
    const order = await site.finder.whenWhole();
    expect(order.ids.length).toBe(120);
    expect(order.place.get(order.ids[119] ?? 0)).toBe(119);
  });

  it('is that of the last key, and the keys between are not asked about', async () => {
    using site = await office(120);
    for (const search of ['p', 'pe', 'per', 'person 11']) site.finder.ask({ search }, 'a');
    const { ids } = await site.finder.whenWhole();
    expect(ids.length).toBe(11);
    expect(site.asked).toEqual(['contacts.first p', 'contacts.first person 11']);
  });

  it('stays as long as it is when only the site has changed', async () => {
    using site = await office(120);
    site.finder.ask({}, 'a');
    await site.finder.whenWhole();
    const lengths: number[] = [];
    site.finder.subscribe(() => lengths.push(site.finder.found().order.ids.length));
    site.finder.ask({}, 'b');
    await eventually(() => expect(lengths).toEqual([120]));
  });

  it('stays, with the problem, when it cannot be asked for, and comes with the next question', async () => {
    using site = await office(50);
    site.finder.ask({}, 'a');
    await site.finder.whenWhole();
    site.breaks(true);
    site.finder.ask({ search: 'person 01' }, 'a');
    await eventually(() => expect(site.finder.found().problem).not.toBeNull());
    expect(site.finder.found().order.ids.length).toBe(50);
    site.breaks(false);
    site.finder.ask({ search: 'person 02' }, 'a');
    await eventually(() => expect(site.finder.found()).toMatchObject({ problem: null, whole: true }));
    expect(site.finder.found().order.ids.length).toBe(11);
  });
});
