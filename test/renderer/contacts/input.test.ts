import { describe, expect, it } from 'vitest';
import { asStored, emptyInput } from '../../../renderer/contacts/input.ts';

describe('what a form stores', () => {
  it('is without what spreadsheets hand over with a text, and leaves alone what nobody touched', () => {
    const before = { ...emptyInput([]), company: ' Garage  Dubois ' };
    const typed = {
      ...before,
      givenName: 'Jean\tMarie\u00a0',
      familyName: '\u200b Du\u00a0Pont ',
      note: 'one\r\ntwo   columns\u0000 ',
    };
    expect(asStored(typed, before)).toMatchObject({
      givenName: 'Jean Marie',
      familyName: 'Du Pont',
      company: ' Garage  Dubois ',
      note: 'one\ntwo   columns',
      numbers: [],
    });
  });
});
