import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../core/language/text.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { problemLine, problemText } from '../../../core/problem/problem.ts';

const groups = (value: string): Problem => ({
  code: 'ldap-too-many-groups',
  severity: 'error',
  value,
  params: { count: 3, most: 2 },
});

describe('message and remedy of a problem', () => {
  it.each(LANGUAGES)('are two sentences where the message ends in a list (%s)', (language) => {
    const { message, remedy } = problemText(groups('Ost, West, Süd'), language);
    expect(message).toMatch(/: Ost, West, Süd\.$/);
    expect(problemLine(groups('Ost, West, Süd'), language)).toBe(`${message} ${remedy}`);
  });

  it.each(['Ott & Co.', 'Why?', 'Ost …'])('have no second mark behind “%s”', (value) => {
    expect(problemText(groups(value), 'en').message.endsWith(`: ${value}`)).toBe(true);
  });

  it('are one sentence where there is nothing to do', () => {
    const problem: Problem = { code: 'ldif-line', severity: 'warning', row: 3, value: 'x' };
    expect(problemLine(problem, 'de')).toBe(
      'Zeile 3 ist keine Zeile einer LDIF-Datei und wurde übergangen: x',
    );
  });

  it.each(LANGUAGES)('hold the characters that a device refuses within the message (%s)', (language) => {
    const params = { field: 'familyName', characters: '& /' };
    const problem: Problem = {
      code: 'contact-special-characters',
      severity: 'error',
      value: 'A & /',
      params,
    };
    expect(problemText(problem, language).message).toMatch(/ \(& \/\)\.$/);
  });
});
