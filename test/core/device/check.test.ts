import { describe, expect, it } from 'vitest';
import { checkBook, checkContact } from '../../../core/device/check.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { Contact, ContactDraft } from '../../../core/directory/contact.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import type { ContactGroup, GroupKind } from '../../../core/directory/group.ts';
import { LANGUAGES } from '../../../core/language/text.ts';
import { problemText } from '../../../core/problem/problem.ts';
import { readNumber } from '../../../core/phone/number.ts';

const PROFILE = deviceProfile('commander-6000');
const number = (typed: string) => {
  const { value, e164 } = readNumber(typed, 'FR');
  return { kind: 'work' as const, value, e164 };
};
const ADA: ContactDraft = { ...emptyDraft(), familyName: 'Lovelace', numbers: [number('200')] };
const KINDS = new Map<string, GroupKind>([
  ['Staff', 'standard'],
  ['DECT', 'dect-900'],
  ['V1', 'version-1'],
]);
const check = (some: Partial<ContactDraft>) => checkContact({ ...ADA, ...some }, PROFILE, 'FR', KINDS);
const found = (some: Partial<ContactDraft>) => check(some).map((it) => `${it.severity} ${it.code}`);

describe('a contact', () => {
  it.each<[string, Partial<ContactDraft>, string[]]>([
    ['with a number and a family name fits', {}, []],
    ['with a company instead fits', { familyName: '', company: 'Engines' }, []],
    ['without a number does not', { numbers: [] }, ['error contact-no-number']],
    [
      'whose only number is no number does not',
      { numbers: [number('0800 FLOWERS')] },
      ['error contact-no-usable-number', 'warning device-number-undiallable'],
    ],
    ['with a given name only does not', { familyName: '', givenName: 'Ada' }, ['error contact-no-name']],
    ['with a display name only does not', { familyName: ' ', displayName: 'Ada' }, ['error contact-no-name']],
    ['in the old phone book fits', { groups: ['V1'] }, []],
    [
      'with two numbers there shows one',
      { groups: ['V1'], numbers: [number('200'), number('201')] },
      ['warning version-1-one-number'],
    ],
    [
      'with a long name there is cut',
      { groups: ['V1'], familyName: 'x'.repeat(32) },
      ['warning version-1-name'],
    ],
    ['with a name of 31 is not', { groups: ['V1'], familyName: 'x'.repeat(31) }, []],
    ['in a DECT group needs the old phone book', { groups: ['DECT'] }, ['warning group-companion-missing']],
    ['in both fits', { groups: ['DECT', 'V1'] }, []],
    ['with more than the device knows loses it', { note: 'VIP' }, ['warning device-field-missing']],
  ])('%s', (_, some, expected) => {
    expect(found(some)).toEqual(expected);
  });

  it('is told place, value, rule and remedy in every language', () => {
    const everything = check({
      familyName: 'Łukasz'.repeat(8),
      groups: ['DECT', 'V1'],
      note: 'VIP',
      shortCode: '12345',
      numbers: ['200', '201', '202', '203', '204', 'sip:a@b', '+33612345678,45'].map(number),
      addresses: [
        { kind: 'work', street: '', postalCode: '', city: 'Metz', region: 'Lorraine', country: '' },
      ],
    });
    expect(new Set(everything.map((it) => it.code)).size).toBe(8);
    for (const problem of [...everything, ...check({ numbers: [], familyName: '' })]) {
      expect(problem.params?.['field']).toEqual(expect.any(String));
      for (const language of LANGUAGES) {
        const { message, remedy } = problemText(problem, language);
        expect(message).not.toMatch(/[{}]|undefined/);
        expect(message).toContain(problem.value ?? '');
        expect(remedy).not.toBe('');
      }
    }
  });
});

describe('a book', () => {
  const contact = (id: number, groups: string[] = []): Contact => ({ ...ADA, photo: null, id, groups });
  const contacts = (count: number, groups: string[] = []) =>
    Array.from({ length: count }, (_, index) => contact(index + 1, groups));
  const group = (id: number, kind: GroupKind = 'standard', name = `G${id}`): ContactGroup => ({
    id,
    name,
    kind,
    standardForNew: false,
    direction: 'both',
  });
  const groups = (count: number, kind?: GroupKind) =>
    Array.from({ length: count }, (_, index) => group(index + 1, kind));
  const codes = (all: Contact[], of: ContactGroup[], profile = PROFILE) =>
    checkBook(all, of, profile, 'FR').map((it) => `${it.contactId} ${it.name} ${it.problem.code}`);

  it('holds 2000 contacts and 20 groups', () => {
    expect(codes(contacts(2000), groups(20))).toEqual([]);
    expect(codes(contacts(2001), groups(21))).toEqual([
      'null Auerswald COMmander 6000 device-contacts-full',
      'null Auerswald COMmander 6000 device-groups-full',
    ]);
  });

  it('shows five Google groups', () => {
    expect(codes([], groups(5, 'google'))).toEqual([]);
    expect(codes([], groups(6, 'google'))).toEqual([
      'null Auerswald COMmander 6000 device-google-groups-full',
    ]);
  });

  it.each([
    ['dect-900', 140],
    ['dect-900c', 250],
    ['version-1', 400],
  ] as const)('has %s groups of %i', (kind, most) => {
    const full = (count: number) =>
      codes(contacts(count, ['G1', 'V1']), [group(1, kind), group(2, 'version-1', 'V1')]).filter((it) =>
        it.includes('G1'),
      );
    expect(full(most)).toEqual([]);
    expect(full(most + 1)).toEqual(['null G1 group-full']);
  });

  it('has no DECT groups on models without them', () => {
    expect(codes([], [group(1, 'dect-900')], deviceProfile('compact-4000'))).toEqual([
      'null G1 group-kind-unavailable',
    ]);
  });

  it('says which contact has an odd number', () => {
    const odd = { ...contact(7), numbers: [number('033612345678')] };
    expect(codes([odd], [])).toEqual(['7 Lovelace number-implausible']);
  });
});
