/** What speaks for two contacts being one, what against it, and how sure that makes it. */
import { likeness, NAME_REASONS, type Likeness } from './likeness.ts';
import type { Profile } from './profile.ts';

export const REASONS = [
  'number',
  'email',
  ...NAME_REASONS,
  'company',
  'birthday',
  'address',
  /** Against it. */
  'other-name',
  'other-birthday',
  'other-company',
] as const;
export type ReasonKind = (typeof REASONS)[number];

/** `value`: what both have, as it is shown; empty where it is seen side by side. */
export interface Reason {
  kind: ReasonKind;
  value: string;
}

export interface Evidence {
  /** From 0 to 99: the chance in percent, as far as these fields tell. */
  score: number;
  reasons: Reason[];
}

/** How many contacts have a number, an address or a name: what many have tells little. */
export interface Holders {
  ofNumber(key: string): number;
  ofEmail(email: string): number;
  ofName(key: string): number;
}

/**
 * Weights are chances that two contacts which share this, and nothing else, are one person; those of independent
 * signs add up as chances do. Set by hand on address books of offices.
 */
const WEIGHT = {
  number: 0.6,
  email: 0.75,
  name: 0.65,
  company: 0.25,
  day: 0.45,
  dayOfYear: 0.25,
  place: 0.2,
};
const AGAINST = { name: 0.45, birthday: 0.3, company: 0.85 };

export const nameKeyOf = ({ name }: Profile): string => [...name.words].sort().join(' ');

export function evidence(one: Profile, other: Profile, holders: Holders): Evidence {
  const reasons: Reason[] = [];
  let doubt = 1;
  let against = 1;
  const speaks = (kind: ReasonKind, value: string, weight: number): void => {
    reasons.push({ kind, value });
    doubt *= 1 - weight;
  };
  const contradicts = (kind: ReasonKind, factor: number): void => {
    reasons.push({ kind, value: '' });
    against *= factor;
  };

  for (const [key, value] of one.numbers) {
    if (other.numbers.has(key)) speaks('number', value, WEIGHT.number / others(holders.ofNumber(key)));
  }
  for (const email of one.emails) {
    if (other.emails.includes(email)) speaks('email', email, WEIGHT.email / others(holders.ofEmail(email)));
  }
  const alike = nameLikeness(one, other);
  if (alike !== null) {
    const many = Math.max(holders.ofName(nameKeyOf(one)), holders.ofName(nameKeyOf(other)));
    speaks(alike.reason, '', (WEIGHT.name * alike.share) / (1 + Math.log2(others(many))));
    if (one.company !== '' && one.company === other.company) speaks('company', one.company, WEIGHT.company);
  } else if (one.name.words.length > 0 && other.name.words.length > 0) {
    contradicts('other-name', AGAINST.name);
  }
  const [place] = one.places.filter((known) => other.places.includes(known));
  if (place !== undefined && alike !== null) speaks('address', place, WEIGHT.place);
  compareBirthdays(one.birthday, other.birthday, speaks, contradicts);
  if (
    one.company !== '' &&
    other.company !== '' &&
    likeness(one.company.split(' '), other.company.split(' ')) === null
  )
    contradicts('other-company', AGAINST.company);
  return { score: Math.min(99, Math.round(100 * (1 - doubt) * against)), reasons };
}

/** The given names decide: `Anna Weber` and `Weber` may be one, `Anna Weber` and `Paul Weber` are not. */
function nameLikeness(one: Profile, other: Profile): Likeness | null {
  if (one.name.isCompany !== other.name.isCompany) return null;
  return likeness(one.name.words, other.name.words);
}

const others = (holders: number): number => Math.max(1, holders - 1);

function compareBirthdays(
  one: string,
  other: string,
  speaks: (kind: ReasonKind, value: string, weight: number) => void,
  contradicts: (kind: ReasonKind, factor: number) => void,
): void {
  if (one === '' || other === '') return;
  const [day, otherDay] = [one.slice(-5), other.slice(-5)];
  const withYears = !one.startsWith('-') && !other.startsWith('-');
  if (day !== otherDay || (withYears && one !== other)) contradicts('other-birthday', AGAINST.birthday);
  else speaks('birthday', withYears ? one : `--${day}`, withYears ? WEIGHT.day : WEIGHT.dayOfYear);
}
