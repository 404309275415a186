/** Full names in one column, taken apart. */

export interface SplitName {
  givenName: string;
  familyName: string;
  company: string;
}

/** Legal forms, which people do not have. */
const COMPANY =
  /(?:^|\s)(?:GmbH|mbH|gGmbH|AG|KG|KGaA|OHG|UG|GbR|e\.?\s?V\.?|e\.?\s?K\.?|SARL|S\.?à\.?r\.?l\.?|SAS|SASU|EURL|S\.?A\.?|SNC|SCI|SPRL|SRL|B\.?V\.?|N\.?V\.?|Ltd\.?|Limited|Inc\.?|LLC|LLP|PLC|Corp\.?|Co\.?|& Co\.?.*|S\.?p\.?A\.?)(?=[\s,]|$)/u;

/** What stands before a family name and belongs to it. */
const PARTICLES = new Set(
  "von vom van zu zum zur de du des del della di da dos le la les ten ter den der van den d’ d'".split(' '),
);

export const hasLegalForm = (name: string): boolean => COMPANY.test(name);

/** `Ott`, `Ott-Löw`, `von der Heide`: one word, and what belongs before it. */
export const isOneName = (name: string): boolean =>
  /^[\p{L}\p{M}’' -]+$/u.test(name) &&
  name.split(' ').filter((word) => word !== '' && !PARTICLES.has(word.toLowerCase())).length === 1;

/**
 * `Anna Maria von der Heide` and `von der Heide, Anna Maria` are the same person; a single word is a
 * family name; a name with a legal form is a company. Joining the parts again gives the same words.
 */
export function splitName(full: string): SplitName {
  const name = full.replaceAll(/\s+/g, ' ').trim();
  if (COMPANY.test(name)) return { givenName: '', familyName: '', company: name };
  const comma = /^([^,]+), ([^,]+)$/.exec(name);
  if (comma?.[1] !== undefined && comma[2] !== undefined) {
    return { givenName: comma[2].trim(), familyName: comma[1].trim(), company: '' };
  }
  const words = name.split(' ');
  let from = words.length - 1;
  for (let i = 1; i < from; i++) {
    if (PARTICLES.has((words[i] ?? '').toLowerCase())) from = i;
  }
  return { givenName: words.slice(0, from).join(' '), familyName: words.slice(from).join(' '), company: '' };
}
