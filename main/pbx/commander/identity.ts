/** Which device answers, and what must be said about its firmware. */
import { deviceProfiles, profileOfPbxType } from '../../../core/device/profile.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import type { DeviceIdentity } from '../connector.ts';
import type { About } from './ict.ts';

export function identityOf(about: About): DeviceIdentity {
  const profile = about.pbxType === undefined ? null : profileOfPbxType(about.pbxType);
  const warnings: Problem[] = [];
  if (profile === null) warnings.push({ code: 'pbx-model-unknown', severity: 'warning', value: about.pbx });
  const leastSafe = (profile ?? deviceProfiles()[0])?.firmware.leastSafe.value;
  if (leastSafe !== undefined && olderThan(about.version, leastSafe)) {
    warnings.push({
      code: 'pbx-firmware-old',
      severity: 'warning',
      value: about.version,
      params: { leastSafe },
    });
  }
  return {
    model: profile?.name ?? about.pbx,
    profile: profile?.id ?? null,
    serial: about.serial,
    firmware: about.version,
    warnings,
  };
}

/** Firmware versions count as `8.2B`: number, number, letter. What is not one is not called older. */
function olderThan(version: string, other: string): boolean {
  const [mine, its] = [rank(version), rank(other)];
  return mine !== null && its !== null && mine < its;
}

function rank(version: string): number | null {
  const match = /(\d{1,4})\.(\d{1,4})\s?([A-Z]?)/i.exec(version);
  if (match === null) return null;
  const [, major = '', minor = '', letter = ''] = match;
  const step = letter === '' ? 0 : letter.toUpperCase().charCodeAt(0) - 64;
  return (Number(major) * 10_000 + Number(minor)) * 100 + step;
}
