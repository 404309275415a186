import { describe, expect, it } from 'vitest';
import { deviceProfile, deviceProfiles, profileOfPbxType } from '../../../core/device/profile.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';

const WITH_OLD_TELEPHONES = [
  'commander-6000',
  'commander-6000r',
  'commander-6000rx',
  'compact-5000',
  'compact-5000r',
];
const WITHOUT = ['compact-4000', 'compact-5200', 'compact-5200r', 'compact-5500r'];

describe('device profiles', () => {
  it('exist for every COMmander-class model and for the phone book of OVHcloud', () => {
    const ids = deviceProfiles().map((profile) => profile.id);
    expect(ids).toEqual([...WITH_OLD_TELEPHONES, ...WITHOUT, 'ovh-phonebook']);
    expect(new Set(deviceProfiles().map((profile) => profile.name)).size).toBe(10);
  });

  it.each([...WITH_OLD_TELEPHONES, ...WITHOUT])('%s has the limits that the vendor publishes', (id) => {
    const { limits, groupKinds, password, firmware } = deviceProfile(id);
    expect(Object.values(limits).map((limit) => limit.value)).toEqual([2000, 20, 5, 5, 4, 3, 3, 3]);
    expect(groupKinds.standard?.contacts.value).toBe(2000);
    expect(groupKinds.google?.writable).toBe(false);
    expect([password.shortest.value, password.longest.value]).toEqual([8, 32]);
    expect(firmware.leastSafe.value).toBe('8.2B');
  });

  it.each(WITH_OLD_TELEPHONES)('%s has groups for DECT and for old system telephones', (id) => {
    const { groupKinds } = deviceProfile(id);
    const rules = (['dect-900', 'dect-900c', 'version-1'] as const).map((kind) => groupKinds[kind]);
    expect(rules.map((it) => it?.contacts.value)).toEqual([140, 250, 400]);
    expect(rules.map((it) => it?.apiType)).toEqual([1, 2, 3]);
    expect(rules.map((it) => it?.companion)).toEqual(['version-1', 'version-1', null]);
    expect(groupKinds['version-1']).toMatchObject({ creatable: false, numbers: { value: 1 } });
  });

  it.each(WITHOUT)('%s has standard and Google groups only', (id) => {
    expect(Object.keys(deviceProfile(id).groupKinds)).toEqual(['standard', 'google']);
  });

  it('are found by what a device reports', () => {
    expect([10, 11, 12, 13, 20, 33, 34, 35].map((type) => profileOfPbxType(type)?.id)).toEqual([
      'commander-6000',
      'commander-6000r',
      'compact-5000',
      'compact-5000r',
      'compact-4000',
      'compact-5200',
      'compact-5200r',
      'compact-5500r',
    ]);
    expect(profileOfPbxType(99)).toBeNull();
  });

  it('mark every page name as unconfirmed', () => {
    for (const { pages } of deviceProfiles()) {
      expect(Object.values(pages).map((page) => page?.status)).not.toContain('confirmed');
    }
  });

  it('of an unknown name are refused with the known ones', () => {
    expect(() => deviceProfile('nonesuch')).toThrow(SwitchbookError);
  });
});
