/** What became of an operation, where it was not simply done. */
import type { DeviceRecord } from '../../../core/device/record.ts';
import { shownName } from '../../../core/directory/contact.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import type { RemoteOutcome } from '../connector.ts';
import { OvhRefusal } from './trouble.ts';

export const refused = (key: string, problem: Problem): RemoteOutcome => ({
  key,
  outcome: 'refused',
  problem,
});

export const leftOut = (record: DeviceRecord, detail: string): Problem => ({
  code: 'ovh-import-left-out',
  severity: 'error',
  value: shownName(record),
  params: { detail },
});

/** A refusal concerns this contact alone, where it is about what was sent; else nothing more can be sent. */
export function answered(key: string, error: unknown, target: string): RemoteOutcome {
  if (!(error instanceof OvhRefusal) || !['ovh-refused', 'ovh-not-found'].includes(error.problem.code))
    throw error;
  const detail = String(error.problem.params?.['detail'] ?? '');
  return refused(key, { code: 'pbx-refused', severity: 'error', value: target, params: { detail } });
}
