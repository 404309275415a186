import { describe, expect, it } from 'vitest';
import { bulkOperation } from '../../../core/api/bulk.ts';
import { bulkEdit, differences, type BulkEdit } from '../../../core/directory/bulk.ts';
import { emptyDraft, type ContactFields } from '../../../core/directory/contact.ts';

const contact = (fields: Partial<ContactFields>): ContactFields => ({ ...emptyDraft(), ...fields });
const edit = (fields: Partial<ContactFields>, operation: BulkEdit) =>
  bulkEdit(contact(fields), operation, 'FR');
const replace = (find: string, replacement: string, field: 'all' | 'company' | 'number' | 'email' = 'all') =>
  ({ kind: 'replace', field, find, replacement, matchCase: false }) as const;

describe('setting a field', () => {
  it('changes what differs, and empties', () => {
    expect(edit({ company: 'A' }, { kind: 'set', field: 'company', value: 'B' })).toEqual({ company: 'B' });
    expect(edit({ company: 'A' }, { kind: 'set', field: 'company', value: 'A' })).toEqual({});
    expect(edit({ note: 'x' }, { kind: 'set', field: 'note', value: '' })).toEqual({ note: '' });
  });

  it.each([
    ['1980-05-17', true],
    ['--05-17', true],
    ['', true],
    ['17.05.1980', false],
  ])('takes %j for a birthday: %s', (value, good) => {
    expect(bulkOperation.safeParse({ kind: 'set', field: 'birthday', value }).success).toBe(good);
  });
});

describe('finding and replacing', () => {
  it('looks into every text, or into one field, and takes nothing for a pattern', () => {
    const fields = { company: 'Acme (old) $1', note: 'acme', birthday: '1980-05-17' };
    expect(edit(fields, replace('ACME', 'Zeta'))).toEqual({ company: 'Zeta (old) $1', note: 'Zeta' });
    expect(edit(fields, replace('acme', 'Zeta', 'company'))).toEqual({ company: 'Zeta (old) $1' });
    expect(edit(fields, replace('(old) $1', '$& $2'))).toEqual({ company: 'Acme $& $2' });
    expect(edit(fields, { ...replace('ACME', 'Zeta'), matchCase: true })).toEqual({});
    expect(edit(fields, replace('1980', '1990'))).toEqual({});
  });

  it('reads a number anew, and drops what becomes empty', () => {
    const numbers = [{ kind: 'work' as const, value: '0611 223344', e164: '+33611223344' }];
    expect(edit({ numbers }, replace('0611', '0711', 'number'))).toEqual({
      numbers: [{ kind: 'work', value: '0711 223344', e164: '+33711223344' }],
    });
    const emails = [
      { kind: 'work' as const, value: 'a@old.example' },
      { kind: 'home' as const, value: 'b@x.example' },
    ];
    expect(edit({ emails }, replace('a@old.example', ''))).toEqual({ emails: emails.slice(1) });
  });

  it('takes its time in proportion to the text', () => {
    const start = performance.now();
    edit({ note: 'a'.repeat(10_000) }, replace('aaaaaaaaab', 'x'));
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('tidying', () => {
  it('repairs spacing everywhere and case in names, as an import does', () => {
    const fields = { givenName: '  ANNA ', familyName: 'MÜLLER', note: 'a  b', company: 'IBM' };
    expect(edit(fields, { kind: 'tidy', rules: ['spacing'] })).toEqual({ givenName: 'ANNA' });
    expect(edit(fields, { kind: 'tidy', rules: ['spacing', 'case'] })).toEqual({
      givenName: 'Anna',
      familyName: 'Müller',
    });
  });
});

describe('the country of numbers', () => {
  it('writes national numbers internationally and leaves all others', () => {
    const number = (value: string) => ({ kind: 'work' as const, value, e164: null });
    const numbers = [number('030 1234567'), number('0049 30 1'), number('200'), number('+33 1 99 00 12 34')];
    expect(edit({ numbers }, { kind: 'numbers', country: 'DE' }).numbers).toEqual([
      { kind: 'work', value: '+49301234567', e164: '+49301234567' },
      ...numbers.slice(1),
    ]);
    expect(edit({ numbers: numbers.slice(1) }, { kind: 'numbers', country: 'DE' })).toEqual({});
  });
});

describe('differences', () => {
  it('pair what goes with what comes', () => {
    const before = contact({
      company: 'A',
      groups: ['Clients', 'Staff'],
      emails: [
        { kind: 'work', value: 'a@x.example' },
        { kind: 'work', value: 'b@x.example' },
      ],
    });
    expect(
      differences(before, {
        company: 'B',
        groups: ['Staff', 'Board', 'Press'],
        emails: [{ kind: 'work', value: 'b@x.example' }],
      }),
    ).toEqual([
      { field: 'company', before: 'A', after: 'B' },
      { field: 'email', before: 'a@x.example', after: '' },
      { field: 'group', before: 'Clients', after: 'Board' },
      { field: 'group', before: '', after: 'Press' },
    ]);
  });
});
