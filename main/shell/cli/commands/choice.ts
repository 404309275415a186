/** What may be typed after an option or as an argument; anything else is wrong usage. */
import { Argument, Option } from 'commander';
import { deviceProfile } from '../../../../core/device/profile.ts';
import { knownCountry } from '../../../../core/phone/number.ts';
import { UsageError } from '../usage.ts';

/** Readers of a value: `place` is the option or the argument that it was typed for, as the help writes it. */
type Reader<T> = (typed: string) => T;

const oneOf =
  (place: string, words: readonly string[], shown: readonly string[] = words): Reader<string> =>
  (typed) => {
    if (words.includes(typed)) return typed;
    throw new UsageError('usage-choice', {
      column: place,
      value: typed,
      params: { choices: shown.join(', ') },
    });
  };

/** As many digits as the highest number has, and nothing else: no signs, fractions or powers. */
export const wholeNumberOf =
  (place: string, least: number, most = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (typed) => {
    const value = /^\d+$/.test(typed) ? Number(typed) : NaN;
    if (value >= least && value <= most) return value;
    const top = most === Number.MAX_SAFE_INTEGER ? 'any' : String(most);
    throw new UsageError('usage-number', {
      column: place,
      value: typed,
      params: { least: String(least), most: top },
    });
  };

/** What has a form of its own: `example` shows it. */
export function wrongForm(place: string, typed: string, example: string): UsageError {
  return new UsageError('usage-form', { column: place, value: typed, params: { example } });
}

/** An option that takes one of a few words. */
export const choice = (flags: string, description: string, words: readonly string[]): Option =>
  new Option(flags, description).choices(words).argParser(oneOf(flags, words));

/** An argument that is one of a few words. */
export const chosen = (usage: string, description: string, words: readonly string[]): Argument =>
  new Argument(usage, description).choices(words).argParser(oneOf(usage, words));

/** An option that takes one of more words than a help text can hold in one line. */
export const word = (flags: string, description: string, words: readonly string[]): Option =>
  new Option(flags, description).argParser(oneOf(flags, words));

/** The same, and it may be given several times. */
export const choices = (flags: string, description: string, words: readonly string[]): Option => {
  const read = oneOf(flags, words);
  return new Option(flags, `${description}: ${words.join(', ')}; may be repeated`).argParser(
    (typed: string, before: readonly string[] | undefined): readonly string[] => [
      ...(before ?? []),
      read(typed),
    ],
  );
};

/** Any word, and it may be given several times. */
export const several = (flags: string, description: string): Option =>
  new Option(flags, `${description}; may be repeated`).argParser(
    (typed: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), typed],
  );

/** One word for what is hard to type: `names` maps every word that is understood to its meaning. */
export const named = (
  flags: string,
  description: string,
  names: Readonly<Record<string, string>>,
): Option => {
  const words = Object.keys(names);
  const read = oneOf(flags, words, [...words.filter((name) => /^\w+$/.test(name)), ', ; |']);
  return new Option(flags, description).argParser((typed: string) => names[read(typed.toLowerCase())]);
};

/** An option that takes a whole number from `least` to `most`; without `most` any that is high enough. */
export const wholeNumber = (flags: string, description: string, least: number, most?: number): Option =>
  new Option(flags, description).argParser(wholeNumberOf(flags, least, most));

/** What lists number: contacts, steps, backups, reports, requests. */
export const idOption = (flags: string, description: string): Option => wholeNumber(flags, description, 1);
export const idArgument = (usage: string, description: string): Argument =>
  new Argument(usage, description).argParser(wholeNumberOf(usage, 1));

/** Whom a command is about. */
export const contactOption = (): Option =>
  idOption('--contact <id>', 'the contact’s id, as contacts lists it').makeOptionMandatory();

/** 0: any that is free. */
export const portOption = (flags: string, description: string): Option =>
  wholeNumber(flags, description, 0, 65_535);

/** A reader of the ISO code of a country whose numbers are known, in capitals. Errors: `country-unknown`. */
export function countryOf(typed: string): string {
  const code = typed.toUpperCase();
  knownCountry(code);
  return code;
}

/** A reader of the name of a device profile. Errors: `device-unknown`. */
export const deviceOf = (typed: string): string => deviceProfile(typed).id;
