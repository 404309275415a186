import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { DeviceRecord } from '../../../core/device/record.ts';
import { comparer } from '../../../core/device/same.ts';
import { fromDevice, toDevice } from '../../../core/device/store.ts';
import type { ContactDraft, NumberKind } from '../../../core/directory/contact.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { readNumber } from '../../../core/phone/number.ts';
import type { ProblemCode } from '../../../core/problem/problem.ts';

const PROFILE = deviceProfile('commander-6000');
const number = (kind: NumberKind, typed: string) => {
  const { value, e164 } = readNumber(typed, 'FR');
  return { kind, value, e164 };
};
const stored = (some: Partial<ContactDraft>) => toDevice({ ...emptyDraft(), ...some }, PROFILE, 'FR');
const codes = (some: Partial<ContactDraft>): ProblemCode[] => stored(some).losses.map((loss) => loss.code);

describe('a contact as the device stores it', () => {
  it('has its numbers as digits', () => {
    const numbers = [number('work', '+33 1 23 45 67 89'), number('main', '**610'), number('home', '200')];
    const { record, losses } = stored({ numbers });
    expect(record.numbers.map((it) => it.value)).toEqual(['0033123456789', '**610', '200']);
    expect(losses).toEqual([]);
  });

  it('has the first four numbers and the first three of the other lists', () => {
    const numbers = ['200', '201', '202', '203', '204'].map((it) => number('work', it));
    const emails = ['a', 'b', 'c', 'd'].map((it) => ({ kind: 'work' as const, value: `${it}@x.fr` }));
    const { record, losses } = stored({ numbers, emails });
    expect(record.numbers).toHaveLength(4);
    expect(record.emails).toHaveLength(3);
    expect(losses).toMatchObject([
      { code: 'device-surplus', severity: 'warning', value: '204', params: { field: 'numbers', most: 4 } },
      { code: 'device-surplus', severity: 'warning', value: 'd@x.fr', params: { field: 'emails', most: 3 } },
    ]);
  });

  it('says what it loses', () => {
    expect(codes({ numbers: [number('fax-work', '200')] })).toEqual(['device-number-kind']);
    expect(codes({ numbers: [number('work', '+33612345678,45#')] })).toEqual(['device-number-tail']);
    expect(codes({ numbers: [number('work', 'sip:200@pbx')] })).toEqual(['device-number-undiallable']);
    expect(codes({ note: 'VIP' })).toEqual(['device-field-missing']);
    expect(codes({ shortCode: '70955' })).toEqual(['device-short-code']);
    expect(
      codes({
        addresses: [
          { kind: 'work', street: '', postalCode: '', city: 'Metz', region: 'Lorraine', country: '' },
        ],
      }),
    ).toEqual(['device-field-missing']);
  });

  it('has letters of ISO-8859-1 only, composed', () => {
    const { record, losses } = stored({
      givenName: 'Ele\u0301na',
      familyName: 'Łukasz',
      company: 'Œuvre 5 €',
    });
    expect([record.givenName, record.familyName, record.company]).toEqual([
      'Eléna',
      'Lukasz',
      'Oeuvre 5 EUR',
    ]);
    expect(losses.map((loss) => loss.params?.['lost'])).toEqual(['Ł', 'Œ €']);
  });

  it('has no blank where a picture stood', () => {
    const { record } = stored({ givenName: '\u{1f469}\u200d\u{1f4bb} Ada', company: 'Ada \u{1f680} Söhne' });
    expect([record.givenName, record.company]).toEqual(['Ada', 'Ada Söhne']);
  });

  it('leaves out a birthday without its year, and says so', () => {
    const { record, losses } = stored({ birthday: '--05-17' });
    expect(record.birthday).toBe('');
    expect(losses.map(({ code }) => code)).toEqual(['device-birthday']);
  });

  it('keeps an empty display name empty, and group names sorted', () => {
    const { record } = stored({ givenName: 'Ada', familyName: 'Meyer', groups: ['Staff', 'Clients'] });
    expect([record.displayName, record.groups]).toEqual(['', ['Clients', 'Staff']]);
  });
});

describe('a contact read from the device', () => {
  const read = (value: string) =>
    fromDevice({ ...stored({}).record, numbers: [{ kind: 'work', value }] }, PROFILE, 'FR').numbers[0];

  it.each([
    ['0033612345678', '+33612345678', '+33612345678'],
    ['0612345678', '0612345678', '+33612345678'],
    ['200', '200', null],
    ['**610', '**610', null],
    // A trunk zero behind the country code is not corrected unseen.
    ['00330612345678', '00330612345678', null],
  ])('%s is %s with the E.164 form %s', (held, value, e164) => {
    expect(read(held)).toEqual({ kind: 'work', value, e164 });
  });

  const text = fc.string({ unit: fc.constantFrom(..."abcÄéß 09'’Łœ"), maxLength: 12 });
  const digits = fc.oneof(
    fc.constantFrom(
      '0033612345678',
      '0612345678',
      '00330612345678',
      '**610',
      '*21#',
      '200',
      '004930123456',
      '0044556677',
    ),
    fc.string({ unit: fc.constantFrom(...'0123456789*#'.split('')), minLength: 1, maxLength: 18 }),
  );
  const anyRecord = fc.record({
    salutation: text,
    givenName: text,
    familyName: text,
    displayName: text,
    company: text,
    department: text,
    position: text,
    birthday: fc.constantFrom('', '1980-05-17'),
    shortCode: fc.constantFrom('', '7095'),
    note: fc.constant(''),
    numbers: fc.array(
      fc.record({
        kind: fc.constantFrom('main' as const, 'work' as const, 'home' as const, 'mobile' as const),
        value: digits,
      }),
      { maxLength: 4 },
    ),
    emails: fc.array(fc.record({ kind: fc.constant('work' as const), value: fc.constant('a@x.fr') }), {
      maxLength: 3,
    }),
    urls: fc.array(fc.record({ kind: fc.constant('home' as const), value: fc.constant('x.fr') }), {
      maxLength: 3,
    }),
    addresses: fc.constant([]),
    groups: fc.uniqueArray(fc.constantFrom('A', 'B', 'C')).map((it) => it.sort()),
  }) satisfies fc.Arbitrary<DeviceRecord>;
  const again = (record: DeviceRecord) => toDevice(fromDevice(record, PROFILE, 'FR'), PROFILE, 'FR').record;
  const everything = PROFILE.fields.value;

  it('is stored again as it was', () => {
    const compare = comparer(PROFILE, 'FR');
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(compare.key(again(record), everything)).toBe(compare.key(record, everything));
      }),
      { numRuns: process.env['CI'] === undefined ? 300 : 2000 },
    );
  });

  it('is stored again to the letter where the device holds what is sent to devices', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const sent = again(record);
        expect(again(sent)).toEqual(sent);
      }),
      { numRuns: process.env['CI'] === undefined ? 300 : 2000 },
    );
  });
});
