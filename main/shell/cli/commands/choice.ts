import { Option } from 'commander';

/** An option that takes one of a few words: anything else is wrong usage. */
export const choice = (flags: string, description: string, words: readonly string[]): Option =>
  new Option(flags, description).choices([...words]);
