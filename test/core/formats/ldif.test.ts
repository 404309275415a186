import { describe, expect, it } from 'vitest';
import { readLdif } from '../../../core/formats/ldif/read.ts';

const read = (...lines: string[]) => readLdif(new TextEncoder().encode(`${lines.join('\n')}\n`));

describe('LDIF', () => {
  it('reads what Thunderbird writes', () => {
    const [entry] = read(
      'dn: cn=Zoë Groß,mail=zoe@example.org',
      'objectclass: top',
      'objectclass: person',
      'objectclass: inetOrgPerson',
      'objectclass: mozillaAbPersonAlpha',
      'givenName:: Wm/Dqw==',
      'sn:: R3Jvw58=',
      'cn:: Wm/DqyBHcm/Dnw==',
      'mail: zoe@example.org',
      'mozillaSecondEmail: z@example.net',
      'telephoneNumber: 030 123',
      ' 4567',
      'homePhone: 030 7654321',
      'fax: 030 1234568',
      'mobile: 0171 2345678',
      'pager: 0168 1',
      'mozillaHomeStreet: Hauptstr. 1',
      'mozillaHomeLocalityName: Berlin',
      'mozillaHomePostalCode: 10115',
      'street: Werkstr. 2',
      'l: Potsdam',
      'postalCode: 14467',
      'c: Deutschland',
      'title: Leiterin',
      'ou: Verkauf',
      'o: Groß GmbH',
      'mozillaWorkUrl: https://example.org',
      'birthyear: 1980',
      'birthmonth: 5',
      'birthday: 17',
      'description:: endlaQp6ZWlsZW4=',
    );
    expect(entry?.problems).toEqual([]);
    expect(entry?.contact).toMatchObject({
      givenName: 'Zoë',
      familyName: 'Groß',
      displayName: '',
      company: 'Groß GmbH',
      department: 'Verkauf',
      position: 'Leiterin',
      birthday: '1980-05-17',
      note: 'zwei\nzeilen',
      numbers: [
        { kind: 'work', value: '030 1234567' },
        { kind: 'home', value: '030 7654321' },
        { kind: 'mobile', value: '0171 2345678' },
        { kind: 'fax-work', value: '030 1234568' },
        { kind: 'pager', value: '0168 1' },
      ],
      emails: [
        { kind: 'work', value: 'zoe@example.org' },
        { kind: 'other', value: 'z@example.net' },
      ],
      urls: [{ kind: 'work', value: 'https://example.org' }],
      addresses: [
        { kind: 'work', street: 'Werkstr. 2', postalCode: '14467', city: 'Potsdam', country: 'Deutschland' },
        { kind: 'home', street: 'Hauptstr. 1', postalCode: '10115', city: 'Berlin' },
      ],
    });
  });

  it('puts the members of lists into groups, whatever the writing of their names', () => {
    const entries = read(
      'version: 1',
      '# a comment',
      '  that goes on',
      'dn: ou=contacts,dc=example,dc=org',
      'objectClass: organizationalUnit',
      'ou: contacts',
      '',
      'dn: cn=Kunden,ou=contacts,dc=example,dc=org',
      'objectClass: groupOfNames',
      'cn: Kunden',
      'member: CN=Anna Ott, ou=contacts,dc=example, dc=org',
      '',
      'dn: cn=Anna Ott,ou=contacts,dc=example,dc=org',
      'objectClass: inetOrgPerson',
      'cn: Anna Ott',
      'sn;lang-de: Ott',
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.contact).toMatchObject({
      familyName: 'Ott',
      displayName: 'Anna Ott',
      groups: ['Kunden'],
    });
    expect(entries[0]?.row).toBe(13);
  });

  it('complains line by line and goes on', () => {
    const [first, second] = read(
      'dn: cn=A',
      'changetype: delete',
      '',
      'dn: cn=B',
      'changetype: add',
      'sn: B',
      'what is this',
      'jpegPhoto:< file:///etc/passwd',
      'telephoneNumber: 1234567',
    );
    expect(first?.problems).toMatchObject([
      { code: 'ldif-change', severity: 'error', row: 1, value: 'delete' },
    ]);
    expect(second?.problems).toMatchObject([
      { code: 'ldif-line', severity: 'warning', row: 7 },
      { code: 'ldif-reference', row: 8, value: 'file:///etc/passwd' },
    ]);
    expect(second?.contact).toMatchObject({ familyName: 'B', numbers: [{ value: '1234567' }] });
  });

  it('refuses a directory without a person', () => {
    expect(() => read('dn: dc=example,dc=org', 'objectClass: dcObject', 'dc: example')).toThrow(
      'ldif-no-entry',
    );
  });

  it('takes long files and long values in linear time', () => {
    const start = performance.now();
    const entry = (i: number) =>
      `dn: cn=P${i}\nobjectClass: person\nsn: P${i}\ntelephoneNumber: 030 ${i}\n\n`;
    const many = Array.from({ length: 50_000 }, (_, i) => entry(i)).join('');
    const folded = `dn: cn=X\nsn: X\ndescription: ${`${'x'.repeat(70)}\n `.repeat(20_000)}\n`;
    expect(readLdif(new TextEncoder().encode(many + folded))).toHaveLength(50_001);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
