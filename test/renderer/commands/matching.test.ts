import { describe, expect, it } from 'vitest';
import { exactFirst, matches } from '../../../renderer/commands/matching.ts';

const group = (title: string, ...labels: string[]) => ({
  title,
  entries: labels.map((label) => ({ label })),
});
const shown = (groups: readonly ReturnType<typeof group>[]) =>
  groups.map(({ title, entries }) => [title, ...entries.map(({ label }) => label)]);

describe('the entries of the palette', () => {
  it('have every word somewhere, whatever its case and accents', () => {
    expect(matches('Anna Jäger ACME', 'jager an')).toBe(true);
    expect(matches('Anna Jäger ACME', 'jager bo')).toBe(false);
  });

  it('begin with what is called exactly so, its group first; the rest stays in its order', () => {
    const groups = [
      group('commands', 'Import contacts', 'Import', 'Import rights…'),
      group('groups', 'Important'),
      group('contacts', 'Ann Import', 'Ímport', 'Bob Import'),
    ];
    expect(shown(exactFirst(groups, 'import'))).toEqual([
      ['commands', 'Import', 'Import contacts', 'Import rights…'],
      ['contacts', 'Ímport', 'Ann Import', 'Bob Import'],
      ['groups', 'Important'],
    ]);
    expect(shown(exactFirst(groups, 'import rights')).at(0)?.at(1)).toBe('Import rights…');
  });

  it('stay as they are where nothing is called so', () => {
    const groups = [group('commands', 'New site…', 'Settings…'), group('contacts', 'Anna')];
    expect(exactFirst(groups, 'ann')).toEqual(groups);
    expect(exactFirst(groups, '')).toEqual(groups);
  });
});
