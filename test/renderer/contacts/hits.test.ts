import { describe, expect, it } from 'vitest';
import { hitsIn, numberHits, soughtIn } from '../../../renderer/contacts/hits.ts';

/** The value with its hits in brackets. */
function marked(value: string, hits: readonly (readonly [number, number])[]): string {
  return hits
    .toReversed()
    .reduce((text, [from, to]) => `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`, value);
}
const text = (value: string, search: string) => marked(value, hitsIn(value, soughtIn(search)));
const number = (value: string, e164: string | null, search: string) =>
  marked(value, numberHits({ value, e164 }, soughtIn(search)));

describe('what a search has found', () => {
  it.each([
    ['Anna Jäger', 'jager', 'Anna [Jäger]'],
    ['Anna Jäger', 'JAEG ann', '[Ann]a [Jäg]er'],
    ['Hélène Lefèvre', 'lefe', 'Hélène [Lefè]vre'],
    ['Straßenbau Groß', 'strass', '[Straß]enbau Groß'],
    ['Straßenbau Groß', 'as', 'Str[aß]enbau Groß'],
    ['He\u0301le\u0300ne', 'helen', '[He\u0301le\u0300n]e'],
    ['Ольга Иванова', 'иванов', 'Ольга [Иванов]а'],
    ['anananas', 'ana nan', '[ananana]s'],
    ['Garage 17.05', '17.05', 'Garage [17.05]'],
    ['Petit', '', 'Petit'],
    ['', 'x', ''],
  ])('is marked in %j for %j', (value, search, expected) => {
    expect(text(value, search)).toBe(expected);
  });

  it.each([
    ['01 99 00 77 21', '+33199007721', '0199', '[01 99] 00 77 21'],
    ['01 99 00 77 21', '+33199007721', '00 77', '01 99 [00 77] 21'],
    ['01 99 00 77 21', '+33199007721', '0033 1 99', '0[1 99] 00 77 21'],
    ['01 99 00 77 21', '+33199007721', '+33 (0)1 99', '0[1 99] 00 77 21'],
    ['01 99 00 77 21', '+33199007721', '+33', '01 99 00 77 21'],
    ['+33 1 99 00 77 21', '+33199007721', '01.99', '+33 [1 99] 00 77 21'],
    ['+33 1 99 00 77 21', '+33199007721', '0033199', '+[33 1 99] 00 77 21'],
    ['*21#', null, '*21', '[*21]#'],
    ['Büro 21', null, 'buro', '[Büro] 21'],
  ])('is marked in the number %j (%s) for %j', (value, e164, search, expected) => {
    expect(number(value, e164, search)).toBe(expected);
  });
});
