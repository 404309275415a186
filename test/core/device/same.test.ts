import { describe, expect, it } from 'vitest';
import { deviceProfile } from '../../../core/device/profile.ts';
import { comparer } from '../../../core/device/same.ts';
import { toDevice } from '../../../core/device/store.ts';
import type { ContactFields } from '../../../core/directory/contact.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';

const PROFILE = deviceProfile('commander-6000');
const { same } = comparer(PROFILE, 'FR');
const record = (fields: Partial<ContactFields>) =>
  toDevice({ ...emptyDraft(), ...fields }, PROFILE, 'FR').record;

describe('two records of a device', () => {
  it('say the same where one spells out the display name that the device makes of the others', () => {
    const plain = record({ givenName: 'Ada', familyName: 'Meyer' });
    expect(same('displayName', plain, { ...plain, displayName: 'Ada Meyer' })).toBe(true);
    expect(same('displayName', plain, { ...plain, displayName: 'Ada M.' })).toBe(false);
    const renamed = { ...plain, familyName: 'King' };
    expect(same('displayName', plain, renamed)).toBe(true);
    expect(same('displayName', renamed, { ...plain, displayName: 'Ada Meyer' })).toBe(false);
  });

  it('say the same where the device has no word for the kind of an address', () => {
    const other = record({ emails: [{ kind: 'other', value: 'a@x.fr' }] });
    expect(same('emails', other, { ...other, emails: [{ kind: 'work', value: 'a@x.fr' }] })).toBe(true);
    expect(same('emails', other, { ...other, emails: [{ kind: 'home', value: 'a@x.fr' }] })).toBe(false);
  });
});
