import { describe, expect, it } from 'vitest';
import { COMMAND_IDS, commandOf, isCommand } from '../../../core/commands/commands.ts';

describe('commands', () => {
  it('are told apart by their keys and by their names', () => {
    const keys = COMMAND_IDS.flatMap((id) => commandOf(id).keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    for (const language of ['en', 'fr', 'de'] as const) {
      const labels = COMMAND_IDS.map((id) => commandOf(id).label[language]);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('are only those of the list', () => {
    expect(COMMAND_IDS.every(isCommand)).toBe(true);
    expect(['toString', '__proto__', '', 'quit'].filter(isCommand)).toEqual([]);
  });
});
