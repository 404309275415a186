/** What a column holds, in the person's words. */
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import type { ColumnMapping, ColumnTarget } from '../api/reading.ts';
import { NUMBER_KINDS, PLACE_KINDS } from '../directory/contact.ts';
import type { Catalogue, Language } from '../language/text.ts';
import { say, speaker } from '../language/text.ts';
import { openSlots } from './choice.ts';

/** A kind of whatever field it belongs to. */
export function kindText(kind: string, isNumber: boolean, language: Language): string {
  const common = speaker(terms, language);
  const number = isNumber ? NUMBER_KINDS.find((one) => one === kind) : undefined;
  if (number !== undefined) return common(`number.${number}`);
  const place = PLACE_KINDS.find((one) => one === kind);
  return place === undefined ? kind : common(`place.${place}`);
}

const FAMILY_OF_KIND = {
  numberKind: 'number',
  emailKind: 'email',
  urlKind: 'url',
  addressKind: 'address',
} as const;

const TERMS: Catalogue = terms;
/** Words of the import come first: it knows parts of fields that nobody else does. */
const WORDS: Catalogue = words;

/** The name of a field of `ColumnTarget`, without its kind; any other word stays as it is. */
export function fieldText(field: string, language: Language): string {
  const sentence = WORDS[`target.${field}`] ?? TERMS[`field.${field}`];
  return sentence === undefined ? field : say(sentence, language);
}

/** `mapping`: all columns, by which those without a kind of their own are numbered. */
export function targetText(target: ColumnTarget | null, mapping: ColumnMapping, language: Language): string {
  const own = speaker(words, language);
  if (target === null) return own('target.none');
  if (!('slot' in target)) return fieldText(target.field, language);
  const { field, slot } = target;
  const n = (family: string) => openSlots(mapping, family).find((one) => one.slot === slot)?.n ?? slot;
  if (field === 'numberKind' || field === 'emailKind' || field === 'urlKind' || field === 'addressKind') {
    const family = FAMILY_OF_KIND[field];
    return own('target.kind', { what: fieldText(family, language), n: n(family) });
  }
  const what = fieldText(field, language);
  const kind = 'kind' in target ? target.kind : undefined;
  if (kind !== undefined) {
    return own('target.of-kind', { what, kind: kindText(kind, field === 'number', language) });
  }
  if (field === 'photo') return own('target.slot', { what, n: slot });
  const family = field === 'number' || field === 'email' || field === 'url' ? field : 'address';
  return own('target.slot', { what, n: n(family) });
}
