/** What TYPE says of numbers and places, read from every program's habit and written by the standards. */
import type { NumberKind, PlaceKind } from '../../directory/contact.ts';
import type { Parameter, Property, VcardVersion } from './property.ts';
import { paramOf, typesOf } from './property.ts';

/** Labels that Apple's address book and its imitators write instead of a type (`_$!<HomeFAX>!$_`). */
const LABELS: ReadonlyMap<string, readonly string[]> = new Map([
  ['MAIN', ['MAIN']],
  ['WORK', ['WORK']],
  ['HOME', ['HOME']],
  ['MOBILE', ['CELL']],
  ['IPHONE', ['CELL']],
  ['WORKFAX', ['WORK', 'FAX']],
  ['HOMEFAX', ['HOME', 'FAX']],
  ['PAGER', ['PAGER']],
]);

/** By the parameters of a head, which every card of a file repeats and the reader keeps. */
const numberKinds = new WeakMap<readonly Parameter[], NumberKind>();
const placeKinds = new WeakMap<readonly Parameter[], PlaceKind>();

function allTypes(property: Property, label: string): Set<string> {
  const plain = label.replace(/^_\$!</, '').replace(/>!\$_$/, '');
  return new Set([...typesOf(property), ...(LABELS.get(plain.toUpperCase()) ?? [])]);
}

/** A number that is only preferred is the main one: version 2.1 has no other word for it. */
export function numberKind(property: Property, label: string): NumberKind {
  const known = label === '' ? numberKinds.get(property.params) : undefined;
  if (known !== undefined) return known;
  const kind = readNumberKind(property, label);
  if (label === '') numberKinds.set(property.params, kind);
  return kind;
}

function readNumberKind(property: Property, label: string): NumberKind {
  const types = allTypes(property, label);
  const one = (...names: string[]): boolean => names.some((name) => types.has(name));
  if (one('FAX')) return one('WORK') ? 'fax-work' : 'fax-home';
  if (one('PAGER')) return 'pager';
  if (one('CELL', 'MOBILE', 'PCS')) return 'mobile';
  if (one('MAIN', 'MAIN-NUMBER')) return 'main';
  if (one('WORK')) return 'work';
  if (one('HOME')) return 'home';
  return one('PREF') || paramOf(property, 'PREF') !== '' ? 'main' : 'other';
}

export function placeKind(property: Property, label: string): PlaceKind {
  const known = label === '' ? placeKinds.get(property.params) : undefined;
  if (known !== undefined) return known;
  const types = allTypes(property, label);
  const kind = types.has('WORK') ? 'work' : types.has('HOME') ? 'home' : 'other';
  if (label === '') placeKinds.set(property.params, kind);
  return kind;
}

const NUMBER_TYPES: Record<NumberKind, readonly string[]> = {
  main: ['PREF', 'VOICE'],
  work: ['WORK', 'VOICE'],
  home: ['HOME', 'VOICE'],
  mobile: ['CELL'],
  'fax-work': ['WORK', 'FAX'],
  'fax-home': ['HOME', 'FAX'],
  pager: ['PAGER'],
  other: ['VOICE'],
};

export function numberParams(kind: NumberKind, version: VcardVersion): Parameter[] {
  if (kind !== 'main' || version === '2.1') return typeParams(NUMBER_TYPES[kind], version);
  if (version === '3.0') return typeParams(['MAIN', 'PREF', 'VOICE'], version);
  return [...typeParams(['VOICE'], version), { name: 'PREF', value: '1' }];
}

/** `others` are the types that stand beside the kind (INTERNET), or instead of it (POSTAL). */
export function placeParams(kind: PlaceKind, version: VcardVersion, others: readonly string[]): Parameter[] {
  return typeParams([...others, ...(kind === 'other' ? [] : [kind])], version);
}

/** Version 4.0 writes its types in lower case. */
export const typeParams = (types: readonly string[], version: VcardVersion): Parameter[] =>
  types.map((type) => ({ name: 'TYPE', value: version === '4.0' ? type.toLowerCase() : type.toUpperCase() }));
