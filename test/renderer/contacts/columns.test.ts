import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../renderer/contacts/columns.ts';

describe('the columns of the list', () => {
  it('are those that everybody begins with until some are chosen, the name always first', () => {
    expect(columnsOf(null, {}).shown).toEqual(['name', 'company', 'number', 'group']);
    expect(columnsOf(['email', 'company'], {}).shown).toEqual(['name', 'company', 'email']);
    expect(columnsOf([], {}).shown).toEqual(['name']);
  });

  it('keep their order and leave out what an earlier version remembered and this one does not know', () => {
    expect(columnsOf(['group', 'fax', 'number'], {}).shown).toEqual(['name', 'number', 'group']);
  });

  it('have the width that they were given, within bounds, and share what is left', () => {
    const { template, least } = columnsOf(['company'], { company: 200 });
    expect(template).toBe('minmax(110px, 1.25fr) 200px');
    expect(least).toBe(110 + 200 + 12 + 28);
    expect(columnsOf(['company'], { company: 3 }).template).toContain(' 80px');
    expect(columnsOf(['company'], { company: 1e9 }).template).toContain(' 900px');
  });
});
