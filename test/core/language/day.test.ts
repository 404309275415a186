import { describe, expect, it } from 'vitest';
import { birthdayText } from '../../../core/language/day.ts';

describe('a birthday', () => {
  it('is written as people do, with its year or without', () => {
    expect(birthdayText('1980-05-17', 'en')).toBe('17 May 1980');
    expect(birthdayText('1980-05-01', 'de')).toBe('1. Mai 1980');
    expect(birthdayText('1980-05-17', 'fr')).toBe('17 mai 1980');
    expect(birthdayText('--02-29', 'de')).toBe('29. Februar');
  });

  it('stays as it is where it is none', () => {
    for (const text of ['', 'in May', '1980', '17.05.1980']) expect(birthdayText(text, 'en')).toBe(text);
  });
});
