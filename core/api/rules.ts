/** Normalising as a person switches it, and what it did. */
/**
 * What normalising does, each switchable: `spacing` white space and characters nobody typed; `case`
 * `ANNA MÜLLER` and `anna müller` to `Anna Müller`; `titles` a title or salutation out of the name into its
 * own field, a suffix to the family name; `names` a full name into given and family name; `numbers` numbers
 * to their E.164 form; `countries` names of countries to one writing; `birthdays` dates to ISO 8601; `kinds`
 * words for kinds (`Geschäftlich`, `cell`) to ours.
 */
export const RULES = [
  'spacing',
  'case',
  'titles',
  'names',
  'numbers',
  'countries',
  'birthdays',
  'kinds',
] as const;
export type Rule = (typeof RULES)[number];

/** What holds where nobody chose: letters are left as they were typed, everything else is tidied up. */
export const RULE_DEFAULTS: Readonly<Record<Rule, boolean>> = {
  spacing: true,
  case: false,
  titles: true,
  names: true,
  numbers: true,
  countries: true,
  birthdays: true,
  kinds: true,
};

/** One thing that a rule made of one value. */
export interface Normalised {
  rule: Rule;
  /** The contact's field, as in `ColumnTarget`. */
  field: string;
  /** The file's column, where it has columns. */
  column?: string;
  before: string;
  after: string;
}
