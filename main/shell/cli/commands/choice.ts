import { InvalidArgumentError, Option } from 'commander';

/** An option that takes one of a few words: anything else is wrong usage. */
export const choice = (flags: string, description: string, words: readonly string[]): Option =>
  new Option(flags, description).choices([...words]);

/** The same for more words than a help text can hold in one line. */
export const word = (flags: string, description: string, words: readonly string[]): Option =>
  new Option(flags, description).argParser((typed: string) => {
    if (!words.includes(typed)) throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}.`);
    return typed;
  });

/** The same, and it may be given several times. */
export const choices = (flags: string, description: string, words: readonly string[]): Option =>
  new Option(flags, `${description}: ${words.join(', ')}; may be repeated`).argParser(
    (word: string, before: readonly string[] | undefined): readonly string[] => {
      if (!words.includes(word)) throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}.`);
      return [...(before ?? []), word];
    },
  );

/** Any word, and it may be given several times. */
export const several = (flags: string, description: string): Option =>
  new Option(flags, `${description}; may be repeated`).argParser(
    (word: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), word],
  );

/** The same for what is hard to type: `names` maps every word that is understood to its meaning. */
export const named = (flags: string, description: string, names: Readonly<Record<string, string>>): Option =>
  new Option(flags, description).argParser((word: string) => {
    const meaning = Object.hasOwn(names, word.toLowerCase()) ? names[word.toLowerCase()] : undefined;
    if (meaning === undefined) {
      const words = Object.keys(names).filter((name) => /^\w+$/.test(name));
      throw new InvalidArgumentError(`Allowed choices are ${words.join(', ')}, and the signs themselves.`);
    }
    return meaning;
  });

/** A whole number of at least `least`. */
export const wholeNumber = (flags: string, description: string, least: number, most: number): Option =>
  new Option(flags, description).argParser((word: string) => {
    const value = /^\d+$/.test(word) ? Number(word) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
  });
