/**
 * What a card says beyond the fields of a contact: unknown properties, groups with their labels, further
 * parameters, components that a contact joins. It is kept as lines of version 4.0, unfolded. A line that
 * begins with `~` says more of a value that the contact holds, and goes when that value goes.
 */
import type { Problem } from '../../problem/problem.ts';
import type { Card } from './card.ts';
import type { Property, VcardVersion } from './property.ts';
import { bytesOf, escapeItem, readHead } from './property.ts';
import type { Said } from './said.ts';
import { isConsumed, saidBy, saysMore } from './said.ts';
import { headOf } from './print.ts';

/** Far more than an address book keeps beside its fields; keys and sounds may be larger and stay behind. */
const MOST = 64 * 1024;
const MORE = '~';

/** `photo`: the picture that the contact has taken, which is not kept a second time. */
export function surplusOf(
  { properties, version }: Card,
  photo: Property | null,
): { card: string; problems: Problem[] } {
  let lines: string[] | null = null;
  const problems: Problem[] = [];
  let size = 0;
  const taken = new Set<string>();
  for (const property of properties) {
    const consumed = property === photo || isConsumed(property, taken);
    if (consumed && (property === photo || !/[^;\s]/.test(property.value))) continue;
    if (consumed && !saysMore(property, version)) continue;
    const line = (consumed ? MORE : '') + lineOf(property, version);
    size += line.length + 1;
    if (size > MOST) {
      size -= line.length + 1;
      problems.push({ code: 'vcard-surplus-large', severity: 'warning', value: property.name });
    } else (lines ??= []).push(line);
  }
  return { card: lines === null ? '' : inOrder(lines).join('\n'), problems };
}

/** The order in which a card is written, so that writing and reading again changes nothing. */
const ORDER = ['N', 'FN', 'ORG', 'TITLE', 'TEL', 'EMAIL', 'URL', 'ADR', 'BDAY', 'NOTE', 'CATEGORIES'];

function inOrder(lines: readonly string[]): readonly string[] {
  if (lines.length < 2) return lines;
  const rank = (line: string): number => {
    const name = /^~?(?:[\w-]+\.)?([\w/-]+)/.exec(line)?.[1] ?? '';
    if (name === 'X-ABLABEL') return ORDER.length + 1;
    return line.startsWith(MORE) ? ORDER.indexOf(name) : ORDER.length;
  };
  return lines.toSorted((a, b) => rank(a) - rank(b));
}

/** By group, in lower case. */
export function labelsOf(properties: Iterable<Property>, version: VcardVersion): ReadonlyMap<string, string> {
  let labels: Map<string, string> | null = null;
  for (const { name, group, value } of properties) {
    if (name === 'X-ABLABEL') (labels ??= new Map()).set(group.toLowerCase(), textOfValue(value, version));
  }
  return labels ?? NO_LABELS;
}
const NO_LABELS: ReadonlyMap<string, string> = new Map();

const textOfValue = (value: string, version: VcardVersion): string =>
  version === '2.1' ? value : value.replaceAll(/\\([,;\\])/g, '$1');

function lineOf(property: Property, version: VcardVersion): string {
  // A nested card is bytes: it becomes the text that version 3.0 makes of it.
  if (property.name === 'AGENT' && property.value === '' && property.raw !== undefined) {
    const nested = new TextDecoder().decode(bytesOf(property.raw)).replace(/^AGENT[^:]*:\s*/i, '');
    return `AGENT:${escapeItem(nested.replaceAll('\r\n', '\n'))}`;
  }
  const value = version === '2.1' ? fromOld(property) : property.value;
  return `${headOf(property)}:${value.replaceAll('\n', '\\n')}`;
}

/** Version 2.1 escapes nothing but the semicolon, its other backslashes are text; its names have no lists. */
function fromOld({ name, value }: Property): string {
  const escaped = value.includes('\\') ? value.replaceAll(/\\(?!;)/g, '\\\\') : value;
  return name === 'N' ? escaped.replaceAll(',', '\\,') : escaped;
}

const toOld = (value: string): string =>
  value.includes('\\')
    ? value.replaceAll(/\\([\s\S])/g, (escape, character: string) =>
        character === ';' ? escape : /n/i.test(character) ? '\n' : character,
      )
    : value;

interface Kept {
  property: Property;
  /** It says more of this value; null for what stands for itself. */
  of: Said | null;
}

/** The properties of `card`, to be printed in `version`. Lines that are none are passed over. */
function keptIn(card: string, version: VcardVersion): Kept[] {
  const parsed: { property: Property; more: boolean }[] = [];
  for (const line of card.split('\n')) {
    const more = line.startsWith(MORE);
    const found = /^((?:[^":]|"[^"]*")+):([\s\S]*)$/.exec(more ? line.slice(1) : line);
    const head = found?.[1] === undefined ? null : readHead(found[1]);
    if (head === null || found?.[2] === undefined) continue;
    const base64 = /;ENCODING=b(?:[;:]|$)/i.test(found[1] ?? '');
    const { group, name, params } = head;
    parsed.push({ property: { group, name, params, value: found[2], base64 }, more });
  }
  const labels = labelsOf(
    parsed.map(({ property }) => property),
    '4.0',
  );
  return parsed.map(({ property, more }) => {
    const old = version === '2.1' && !property.base64;
    const printed = old ? { ...property, value: toOld(property.value) } : property;
    // As this version is read: what it cannot say (lists of given names in 2.1) says something else in it.
    return { property: printed, of: more ? saidBy(printed, version, labels) : null };
  });
}

/** The contact's own properties with what its card says beyond them; `own` are of `version`. */
export function withSurplus(own: readonly Property[], card: string, version: VcardVersion): Property[] {
  if (card === '') return [...own];
  const printed = [...own];
  const free = new Map<Said, number[]>();
  printed.forEach((property, i) => {
    const said = saidBy(property, version, NO_LABELS);
    free.set(said, [...(free.get(said) ?? []), i]);
  });
  const labels: Property[] = [];
  for (const { property, of } of keptIn(card, version)) {
    if (property.name === 'X-ABLABEL') labels.push(property);
    else if (of === null) printed.push(property);
    else {
      const place = free.get(of)?.shift();
      if (place !== undefined) printed[place] = property;
    }
  }
  const groups = new Set(printed.map(({ group }) => group.toLowerCase()));
  return [...printed, ...labels.filter(({ group }) => groups.has(group.toLowerCase()))];
}

/** One card with the lines of another that it does not have; groups of the same name are kept apart. */
export function mergeCards(card: string, other: string): string {
  if (other === '' || other === card) return card;
  if (card === '') return other;
  const lines = card.split('\n');
  const known = new Set(lines.map(keyOf));
  const news = other.split('\n').filter((line) => !known.has(keyOf(line)));
  const taken = new Set(lines.map(groupOf));
  const renamed = new Map<string, string>();
  for (const line of news) {
    const group = groupOf(line);
    if (group === '' || !taken.has(group) || renamed.has(group)) continue;
    let n = 1;
    while (taken.has(`item${n}`)) n++;
    taken.add(`item${n}`);
    renamed.set(group, `item${n}`);
  }
  const added = news.map((line) => {
    const name = renamed.get(groupOf(line));
    return name === undefined ? line : line.replace(GROUP, (_all, mark: string) => `${mark}${name}.`);
  });
  return [...lines, ...added].join('\n');
}

const GROUP = /^(~?)([\w-]+)\.(?=[\w/-]+[;:])/;
const groupOf = (line: string): string => GROUP.exec(line)?.[2]?.toLowerCase() ?? '';

/** The same line in another version’s habits: case, quotes and needless escapes say nothing. */
function keyOf(line: string): string {
  const head = /^(?:[^":]|"[^"]*")*/.exec(line)?.[0] ?? '';
  const plain = head
    .toUpperCase()
    .replaceAll(/"[^"]*"/g, (quoted) => quoted.replaceAll(';', ''))
    .replaceAll(/\^N|[^A-Z0-9;=.~-]/g, '');
  return plain + line.slice(head.length).replaceAll(/\\([,:])/g, '$1');
}
