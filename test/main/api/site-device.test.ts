import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '../../../main/api/services.ts';
import { emptyInput, withoutBlanks } from '../../../renderer/contacts/input.ts';
import { codeAfter } from '../../problem-of.ts';
import { atNewSite } from './help.ts';

let services: Services;
beforeEach(async () => {
  services = await atNewSite();
});
afterEach(() => services.desk.close());

const numberOf = async (id: number) =>
  (await services.call('contacts.rows', { ids: [id] })).contacts[0]?.numbers[0]?.e164;
const create = (familyName: string, value: string) =>
  services.call('contacts.create', {
    contact: { ...withoutBlanks(emptyInput([])), familyName, numbers: [{ kind: 'work', value }] },
  });

describe('device and country of a site', () => {
  it('are changed in one step that is undone; what is stored stays, what is typed is read anew', async () => {
    const before = await create('Lille', '0320112233');
    const to = { device: 'ovh-phonebook', country: 'DE' };
    expect(await services.call('site.setDevice', to)).toMatchObject({
      ...to,
      undo: { action: 'change-site' },
    });
    expect(await numberOf(before.id)).toBe('+33320112233');
    const after = await create('Berlin', '030 901820');
    expect(after.numbers[0]?.e164).toBe('+4930901820');
    await services.call('history.undo', {});
    await services.call('history.undo', {});
    expect(await services.call('site.info', {})).toMatchObject({ device: 'commander-6000', country: 'FR' });
  });

  it('let the check say what no longer fits', async () => {
    await create('Ölmühle \u{1f33b}', '0320112233');
    const rules = async () => (await services.call('site.check', {})).rules.map(({ code }) => code);
    const fitted = await rules();
    await services.call('site.setDevice', { device: 'ovh-phonebook', country: 'FR' });
    expect(await rules()).not.toEqual(fitted);
    await services.call('history.undo', {});
    expect(await rules()).toEqual(fitted);
  });

  it('are known ones, leave no step where nothing changes, and are not for subscribers', async () => {
    const set = (device: string, country: string) => services.call('site.setDevice', { device, country });
    expect(await codeAfter(set('toaster', 'FR'))).toBe('device-unknown');
    expect(await codeAfter(set('commander-6000', 'UK'))).toBe('country-unknown');
    expect((await set('commander-6000', 'FR')).undo).toBeNull();
    await services.call('subscribers.save', { extension: '21', name: 'Anna', role: 'subscriber' });
    await services.call('session.signIn', { extension: '21' });
    expect(await codeAfter(set('commander-6000', 'DE'))).toMatch(/^access-/);
  });
});
