import { describe, expect, it } from 'vitest';
import type { ColumnMapping } from '../../../core/api/reading.ts';
import { choiceOf, LEFT_OUT, openSlots, targetOf } from '../../../core/exchange/choice.ts';
import { templates } from '../../../core/exchange/template.ts';
import { parseTarget } from '../../../core/exchange/target.ts';

const mapping = (...targets: string[]): ColumnMapping => targets.map(parseTarget);

/** Assigns a choice to one column, as a person does. */
const choose = (before: ColumnMapping, column: number, choice: string): ColumnMapping =>
  before.map((target, index) => (index === column ? targetOf(choice, column, before) : target));

describe('choices for a column', () => {
  it('name every target of every template and mean the same field and kind again', () => {
    for (const { columns } of templates()) {
      for (const { target: text } of columns) {
        const target = parseTarget(text.replaceAll('{n}', '2'));
        const again = targetOf(choiceOf(target), 0, [target]);
        expect(again?.field).toBe(target?.field);
        expect(choiceOf(again)).toBe(choiceOf(target));
      }
    }
  });

  it('leave a column out', () => {
    expect(choose(mapping('givenName', 'note'), 1, LEFT_OUT)).toEqual(mapping('givenName', '-'));
  });

  it('give every number a slot of its own, so that no kind speaks for two', () => {
    const both = choose(choose(mapping('-', '-', 'number 1'), 0, 'number mobile'), 1, 'number work');
    const slots = both.map((target) => (target && 'slot' in target ? target.slot : 0));
    expect(new Set(slots).size).toBe(3);
  });

  it('put the parts of one address together, and a second street into another address', () => {
    let parts = mapping('-', '-', '-');
    parts = choose(parts, 0, 'street work');
    parts = choose(parts, 1, 'city work');
    expect(parts).toEqual(mapping('street 1 work', 'city 1 work', '-'));
    parts = choose(parts, 2, 'street work');
    expect(parts[2]).toEqual(parseTarget('street 2 work'));
  });

  it('never put a work street into the home address', () => {
    const parts = choose(mapping('city 1 home', '-'), 1, 'street work');
    expect(parts[1]).toEqual(parseTarget('street 2 work'));
  });

  it('tie a number and its kind by the number that people count', () => {
    const tied = mapping('number 3', 'numberKind 3', 'number 7 work');
    expect(openSlots(tied, 'number')).toEqual([
      { slot: 3, n: 1 },
      { slot: 8, n: 2 },
    ]);
    expect(choose(tied, 2, 'numberKind #3')[2]).toEqual(parseTarget('numberKind 3'));
  });
});
