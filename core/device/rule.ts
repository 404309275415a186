/** Which fact of the profile a finding rests on: a person should know a limit of the device from a guess. */
import type { Problem, ProblemCode } from '../problem/problem.ts';
import type { DeviceProfile } from './profile.ts';

/** A rule that something does not fit; `field` tells apart what one rule says of several fields. */
export interface CheckedRule {
  code: ProblemCode;
  field: string | null;
  /** Null for what no device decides, such as a number that nobody has. */
  certainty: DeviceProfile['charset']['certainty'] | null;
  source: string;
}

type Fact = Pick<DeviceProfile['charset'], 'certainty' | 'source'>;
type FactOf = (profile: DeviceProfile, problem: Problem) => Fact | undefined;

const COUNTED = ['numbers', 'emails', 'urls', 'addresses'] as const;
const LENGTHS: Readonly<Record<string, keyof DeviceProfile['lengths']>> = {
  emails: 'email',
  urls: 'url',
  addresses: 'addressPart',
};
const isLength = (name: string, lengths: DeviceProfile['lengths']): name is keyof DeviceProfile['lengths'] =>
  Object.hasOwn(lengths, name);

const FACTS: Partial<Record<ProblemCode, FactOf>> = {
  'contact-no-number': ({ minimumContent }) => minimumContent,
  'contact-no-usable-number': ({ numberForm }) => numberForm.characters,
  'contact-no-name': ({ minimumContent }) => minimumContent,
  'contact-no-name-at-all': ({ minimumContent }) => minimumContent,
  'contact-special-characters': ({ nameCharacters }) => nameCharacters,
  'device-field-missing': ({ fields, addressParts }, { params }) =>
    params?.['field'] === 'addresses' ? addressParts : fields,
  'device-characters': ({ charset }) => charset,
  'device-accents': ({ charset }) => charset,
  'device-length': ({ lengths }, problem) => {
    const field = fieldOf(problem) ?? '';
    const name = LENGTHS[field] ?? field;
    return isLength(name, lengths) ? lengths[name] : undefined;
  },
  'device-surplus': ({ limits }, problem) => {
    const field = COUNTED.find((one) => one === fieldOf(problem));
    return field === undefined ? undefined : limits[field];
  },
  'device-number-undiallable': ({ numberForm }) => numberForm.characters,
  'device-number-tail': ({ numberForm }) => numberForm.characters,
  'device-number-kind': ({ numberKinds }) => numberKinds,
  'device-number-place': ({ numberSlots }) => numberSlots,
  'device-number-country': ({ numberForm }) => numberForm.national,
  'device-short-code': ({ lengths }) => lengths.shortCode,
  'device-birthday': ({ birthday }) => birthday,
  'version-1-one-number': ({ groupKinds }) => groupKinds['version-1']?.numbers,
  'version-1-name': ({ lengths }) => lengths.version1Name,
  'device-contacts-full': ({ limits }) => limits.contacts,
  'device-contacts-advised': ({ advised }) => advised.contacts,
  'device-groups-full': ({ limits }) => limits.groups,
  'device-google-groups-full': ({ limits }) => limits.googleGroups,
};

/** The contact's field that a finding is about; null for what is about no field. */
export function fieldOf({ code, params }: Problem): string | null {
  const field = params?.['field'];
  if (typeof field === 'string') return field;
  return code.startsWith('number-') ? 'numbers' : null;
}

export const ruleKey = (problem: Problem): string => `${problem.code} ${fieldOf(problem) ?? ''}`;

/** Every rule that is broken, once. */
export function brokenRules(problems: Iterable<Problem>, profile: DeviceProfile): CheckedRule[] {
  const rules = new Map<string, CheckedRule>();
  for (const problem of problems) {
    const key = ruleKey(problem);
    if (rules.has(key)) continue;
    const { certainty = null, source = '' } = FACTS[problem.code]?.(profile, problem) ?? {};
    rules.set(key, { code: problem.code, field: fieldOf(problem), certainty, source });
  }
  return [...rules.values()];
}
