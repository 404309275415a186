/** What a property says to a contact, and whether it says more than the contact’s own property would. */
import { readBirthday } from './birthday.ts';
import { numberKind, numberParams, placeKind, placeParams } from './kinds.ts';
import { takeName } from './names.ts';
import type { Parameter, Property, VcardVersion } from './property.ts';
import { listsOf, paramOf, partsOf, textOf, typesOf } from './property.ts';

/** Two properties with the same text say the same to a contact. */
export type Said = string;

/** Every one of these goes into the contact. */
const ALL = new Set(['TEL', 'EMAIL', 'URL', 'ADR', 'NOTE', 'CATEGORIES']);
/** Of these the first that says anything does. */
const FIRST = new Set(['N', 'FN', 'ORG', 'TITLE', 'BDAY']);
/** PRODID names the program that wrote the card: the next card is another program’s. */
const OURS = /^(?:X-SWITCHBOOK-|PRODID$)/;

/** Whether the contact takes the property’s value; `taken` remembers the names of which one was taken. */
export function isConsumed({ name, value, group }: Property, taken: Set<string>): boolean {
  if (ALL.has(name) || OURS.test(name)) return true;
  // A label without a group labels nothing.
  if (name === 'X-ABLABEL') return group === '';
  if (!FIRST.has(name) || taken.has(name)) return false;
  // An empty component list says nothing, and the next one counts.
  if (/[^;\s]/.test(value)) taken.add(name);
  return true;
}

/** What every version says in a way of its own. */
const PLAIN_PARAMS = new Set(['TYPE', 'PREF', 'VALUE', 'X-APPLE-OMIT-YEAR', 'X-E164']);
/** Types that say nothing, or that the contact’s own property has too. */
const NEUTRAL = new Set(['VOICE', 'INTERNET', 'POSTAL', 'X400', 'PREF', 'MAIN', 'OTHER']);

/** What the parameters of a head say, which every card of a file repeats and the reader keeps. */
const heads = new WeakMap<readonly Parameter[], boolean>();

export function saysMore(property: Property, version: VcardVersion): boolean {
  const { name, group, params } = property;
  if (name === 'X-ABLABEL') return group !== '';
  if (group !== '') return !OURS.test(name);
  let more = heads.get(params);
  if (more === undefined) heads.set(params, (more = headSaysMore(property)));
  return more || partsSayMore(property, version);
}

function headSaysMore(property: Property): boolean {
  const { name, params } = property;
  if (OURS.test(name)) return false;
  if (params.some((param) => !PLAIN_PARAMS.has(param.name))) return true;
  if (name === 'TEL') {
    const kind = numberKind(property, '');
    return isPreferred(property, kind === 'main') || hasOtherTypes(property, numberParams(kind, '3.0'));
  }
  if (name !== 'EMAIL' && name !== 'URL' && name !== 'ADR') return false;
  return (
    isPreferred(property, false) || hasOtherTypes(property, placeParams(placeKind(property, ''), '3.0', []))
  );
}

/** Components that the contact joins with others. */
function partsSayMore(property: Property, version: VcardVersion): boolean {
  switch (property.name) {
    case 'ADR':
      return (
        !property.value.startsWith(';;') &&
        partsOf(property, version)
          .slice(0, 2)
          .some((part) => part.trim() !== '')
      );
    case 'N':
      // Two components and a title before the name are the contact’s own; `\\` and `,` want a closer look.
      return (
        !/^[^;,\\]*;[^;,\\]*;;[^;,\\]*;*$/.test(property.value) &&
        listsOf(property, version).some((list, at) => {
          const filled = list.filter((item) => item.trim() !== '');
          return filled.length > 1 || (filled.length === 1 && (at === 2 || at === 4));
        })
      );
    case 'ORG':
      return partsOf(property, version).filter((part) => part.trim() !== '').length > 2;
    default:
      return false;
  }
}

const labelOf = ({ group }: Property, labels: ReadonlyMap<string, string>): string =>
  group === '' ? '' : (labels.get(group.toLowerCase()) ?? '');

const isPreferred = (property: Property, isMain: boolean): boolean =>
  !isMain && (paramOf(property, 'PREF') !== '' || typesOf(property).includes('PREF'));

function hasOtherTypes(property: Property, own: readonly { value: string }[]): boolean {
  const types = typesOf(property).filter((type) => !NEUTRAL.has(type));
  const expected = own.map(({ value }) => value.toUpperCase()).filter((type) => !NEUTRAL.has(type));
  return types.length !== expected.length || types.some((type) => !expected.includes(type));
}

export function saidBy(property: Property, version: VcardVersion, labels: ReadonlyMap<string, string>): Said {
  const { name } = property;
  const trimmed = (parts: readonly string[]): string => parts.map((part) => part.trim()).join('\u0001');
  const say = (...parts: readonly string[]): Said => `${name} ${trimmed(parts)}`;
  const text = textOf(property, version);
  switch (name) {
    case 'TEL':
      return say(numberKind(property, labelOf(property, labels)), text.replace(/^tel: */i, ''));
    case 'EMAIL':
      return say(placeKind(property, labelOf(property, labels)), text.replace(/^mailto:/i, ''));
    case 'URL':
      return say(placeKind(property, labelOf(property, labels)), text);
    case 'ADR': {
      const [box = '', extended = '', street = '', ...rest] = partsOf(property, version);
      const lines = [street, extended, box].map((line) => line.trim()).filter((line) => line !== '');
      return say(placeKind(property, labelOf(property, labels)), lines.join(', '), ...fill(rest, 4));
    }
    case 'N': {
      const names = { salutation: '', givenName: '', familyName: '', displayName: '', company: '' };
      takeName(names, listsOf(property, version));
      return say(names.salutation, names.givenName, names.familyName);
    }
    case 'ORG': {
      const [company = '', ...units] = partsOf(property, version);
      return say(
        company,
        units
          .map((unit) => unit.trim())
          .filter((unit) => unit !== '')
          .join(', '),
      );
    }
    case 'BDAY':
      return say(readBirthday(text, paramOf(property, 'X-APPLE-OMIT-YEAR')) ?? text);
    default:
      return say(text);
  }
}

const fill = (parts: readonly string[], length: number): string[] =>
  Array.from({ length }, (_, i) => parts[i] ?? '');
