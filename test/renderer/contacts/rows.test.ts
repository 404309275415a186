import { describe, expect, it, vi } from 'vitest';
import type { Call, Host } from '../../../renderer/host/host.ts';
import { browserSurroundings } from '../../../renderer/host/surroundings.ts';
import { rowsOf } from '../../../renderer/contacts/rows.ts';
import { Desk } from '../../../main/api/desk.ts';
import { FileStore } from '../../../main/api/files.ts';
import { MemorySecrets } from '../../../main/api/secrets.ts';
import { Services } from '../../../main/api/services.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { somewhere } from '../../main/site/help.ts';
import { eventually } from '../../eventually.ts';

/** The services on a site of `count` contacts, and what was asked of them. */
async function office(count: number) {
  const desk = new Desk({ shell: 'browser', files: new FileStore(), secrets: new MemorySecrets() });
  const services = new Services(desk);
  await services.call('site.create', { path: somewhere(), device: 'commander-6000', country: 'FR' });
  desk.site.change('import', 'book', { kind: 'hand' }, (change) => {
    for (let n = 1; n <= count; n++) change.createContact({ ...emptyDraft(), familyName: `Person ${n}` });
  });
  const asked: number[][] = [];
  const call: Call = (name, input) => {
    if ('ids' in input && Array.isArray(input.ids)) asked.push(input.ids);
    return services.call(name, input);
  };
  const host: Host = {
    call,
    subscribe: () => () => undefined,
    surroundings: browserSurroundings(call),
  };
  const { ids } = await services.call('contacts.find', {});
  return { rows: rowsOf(host), ids, asked, services, [Symbol.dispose]: () => desk.close() };
}

describe('the rows behind a list', () => {
  it('are read once, and again when the site has changed; the old one is shown until then', async () => {
    using site = await office(50);
    const [first = 0] = site.ids;
    const inSight = site.ids.slice(0, 20);
    site.rows.want(inSight, 'a');
    await eventually(() => expect(site.rows.get(first)?.familyName).toBe('Person 1'));
    site.rows.want(inSight, 'a');
    expect(site.asked).toEqual([inSight]);

    const from = { ...emptyDraft(), numbers: [], familyName: 'Person 1' };
    const contact = { ...from, familyName: 'Renamed' };
    await site.services.call('contacts.edit', { id: first, from, contact });
    site.rows.want(inSight, 'b');
    expect(site.rows.get(first)?.familyName).toBe('Person 1');
    await eventually(() => expect(site.rows.get(first)?.familyName).toBe('Renamed'));
  });

  it('skip what has scrolled by while a request was under way', async () => {
    using site = await office(300);
    for (let from = 0; from < 280; from += 20) site.rows.want(site.ids.slice(from, from + 20), 'a');
    const last = site.ids[279] ?? 0;
    await eventually(() => expect(site.rows.get(last)).toBeDefined());
    expect(site.asked).toEqual([site.ids.slice(0, 20), site.ids.slice(260, 280)]);
  });

  it('do not ask for ever for a contact that is gone', async () => {
    using site = await office(3);
    const heard = vi.fn();
    site.rows.subscribe(heard);
    site.rows.want([...site.ids, 9999], 'a');
    await eventually(() => expect(heard).toHaveBeenCalledTimes(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(site.asked).toHaveLength(1);
    expect(site.rows.get(9999)).toBeUndefined();
  });
});
