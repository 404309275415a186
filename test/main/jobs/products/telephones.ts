/** Telephones and telephone systems. */
import type { Product } from './product.ts';
import { encode, product, write } from './product.ts';

export const telephones: Product[] = [
  product('auerswald-a', { delimiter: ';', encoding: 'latin1', newline: '\n', quotes: 'backslash' }, [
    [
      {
        Anrede: 'Frau',
        Vorname: 'Anna',
        Nachname: 'Müller',
        Displayname: 'Anna Müller',
        Firma: 'Bäckerei "Zum Brot"; Köhler',
        Abteilung: 'Einkauf',
        Position: 'Leiterin',
        Geburtstag: '17.05.1980',
        PhotoId: '0',
        Kurzwahlnummer: '8601',
        '1. Typ Telefonnummer': 'Haupttelefon',
        '1. Telefonnummer': '0301234567',
        '2. Typ Telefonnummer': 'Privat',
        '2. Telefonnummer': '0309876543',
        '3. Typ Telefonnummer': 'Geschäftlich',
        '3. Telefonnummer': '03012340',
        '4. Typ Telefonnummer': 'Mobil',
        '4. Telefonnummer': '01712345678',
        '1. Typ von Emailadresse': 'Geschäftlich',
        '1. Emailadresse': 'anna@koehler.example',
        '2. Typ von Emailadresse': 'Privat',
        '2. Emailadresse': 'anna@privat.example',
        '1. Typ Internetadresse': 'Geschäftlich',
        '1. Internetadresse': 'https://koehler.example',
        '1. Typ Adresse': 'Geschäftlich',
        '1. Strasse': 'Torstraße 7',
        '1. Postleitzahl': '10119',
        '1. Ort': 'Berlin',
        '3. Typ Adresse': 'Privat',
        '3. Ort': 'Köln',
      },
      {
        salutation: 'Frau',
        givenName: 'Anna',
        familyName: 'Müller',
        displayName: 'Anna Müller',
        company: 'Bäckerei "Zum Brot"; Köhler',
        department: 'Einkauf',
        position: 'Leiterin',
        birthday: '1980-05-17',
        shortCode: '8601',
        numbers: ['main +49301234567', 'home +49309876543', 'work +493012340', 'mobile +491712345678'],
        emails: ['work anna@koehler.example', 'home anna@privat.example'],
        urls: ['work https://koehler.example'],
        addresses: ['work Torstraße 7, 10119, Berlin, , ', 'home , , Köln, , '],
      },
    ],
    [
      { Nachname: 'Groß', '1. Typ Telefonnummer': 'Mobil', '1. Telefonnummer': '01719999999' },
      { familyName: 'Groß', numbers: ['mobile +491719999999'] },
    ],
    [
      { Firma: 'Apotheke', '1. Typ Telefonnummer': 'Geschäftlich', '1. Telefonnummer': '0307654321' },
      { company: 'Apotheke', numbers: ['work +49307654321'] },
    ],
  ]),

  product('auerswald-b', { delimiter: ';', encoding: 'latin1', newline: '\n' }, [
    [
      { Kurzwahl: '8600', Rufnummer: '0301234567', Name: 'Müller Anna H' },
      { givenName: 'Müller', familyName: 'Anna', shortCode: '8600', numbers: ['home +49301234567'] },
    ],
    [
      { Kurzwahl: '8601', Rufnummer: '01712345678', Name: 'Groß M' },
      { familyName: 'Groß', shortCode: '8601', numbers: ['mobile +491712345678'] },
    ],
    [
      { Rufnummer: '0307654321', Name: 'Köhler GmbH W' },
      { company: 'Köhler GmbH', numbers: ['work +49307654321'] },
    ],
  ]),

  product('ovh-phonebook', { delimiter: ';', encoding: 'utf-8', newline: '\n', country: 'DE' }, [
    [
      {
        group: 'Boulangerie "Au Pain"',
        surname: 'Lefèvre',
        name: 'Hélène',
        workPhone: '0144556677',
        workMobile: '0612345678',
        homePhone: '0491000000',
        homeMobile: '0698765432',
        countryCode: '33',
      },
      {
        givenName: 'Hélène',
        familyName: 'Lefèvre',
        company: 'Boulangerie "Au Pain"',
        numbers: ['work +33144556677', 'mobile +33612345678', 'home +33491000000', 'mobile +33698765432'],
      },
    ],
    [
      { group: 'Aucune', surname: 'Ça', name: 'Noël', workPhone: '0144556678', countryCode: '33' },
      { givenName: 'Noël', familyName: 'Ça', numbers: ['work +33144556678'] },
    ],
    [
      { group: 'Aucune', surname: 'Groß', homePhone: '0301234567', countryCode: '49' },
      { familyName: 'Groß', numbers: ['home +49301234567'] },
    ],
  ]),

  product('fritzadr', { delimiter: '\t', encoding: 'latin1' }, [
    [
      {
        BEZCHNG: 'Müller, Anna (privat)',
        FIRMA: 'Köhler',
        NAME: 'Müller',
        VORNAME: 'Anna',
        STRASSE: 'Torstraße 7',
        PLZ: '10119',
        ORT: 'Berlin',
        TELEFON: '0301234567',
        TELEFAX: '0301234999',
        TRANSPROT: 'A',
        PASSWORT: 'geheim',
        NOTIZEN: 'VIP',
        MOBILFON: '01712345678',
        EMAIL: 'anna@koehler.example',
      },
      {
        givenName: 'Anna',
        familyName: 'Müller',
        company: 'Köhler',
        note: 'VIP',
        numbers: ['main +49301234567', 'mobile +491712345678', 'fax-work +49301234999'],
        emails: ['other anna@koehler.example'],
        addresses: ['other Torstraße 7, 10119, Berlin, , '],
      },
    ],
    [
      { BEZCHNG: 'Groß, Jürgen', TELEFON: '0307654321', TRANSPROT: 'A' },
      { givenName: 'Jürgen', familyName: 'Groß', numbers: ['main +49307654321'] },
    ],
    [
      {
        BEZCHNG: 'Bäckerei',
        FIRMA: 'Bäckerei',
        KOMMENT: 'süß',
        TELEFON: '0307654322',
        HOMEPAGE: 'https://brot.example',
      },
      {
        company: 'Bäckerei',
        note: 'süß',
        numbers: ['main +49307654322'],
        urls: ['other https://brot.example'],
      },
    ],
  ]),

  product('yealink-csv', { delimiter: ',', encoding: 'utf-8' }, [
    [
      {
        display_name: 'Anna Müller',
        office_number: '0301234567',
        mobile_number: '01712345678',
        line: '0',
        ring: 'Auto',
        auto_divert: '',
        group_id_name: 'Kunden',
      },
      {
        givenName: 'Anna',
        familyName: 'Müller',
        groups: ['Kunden'],
        numbers: ['work +49301234567', 'mobile +491712345678'],
      },
    ],
    [
      { display_name: 'Köhler GmbH', other_number: '0307654321', line: '0', group_id_name: 'All Contacts' },
      { company: 'Köhler GmbH', numbers: ['other +49307654321'] },
    ],
    [
      { display_name: 'Groß, Jürgen "Jo"', office_number: '0307654322' },
      { givenName: 'Jürgen "Jo"', familyName: 'Groß', numbers: ['work +49307654322'] },
    ],
  ]),

  product('yealink-ax-csv', { delimiter: ',', encoding: 'utf-8' }, [
    [
      {
        display_name: 'Anna Müller',
        office_number: '0301234567',
        businessFax: '0301234999',
        default_photo: 'default',
      },
      { givenName: 'Anna', familyName: 'Müller', numbers: ['work +49301234567', 'fax-work +49301234999'] },
    ],
    [
      { display_name: 'Jürgen Groß', mobile_number: '01712345678', group_id_name: 'All Contacts' },
      { givenName: 'Jürgen', familyName: 'Groß', numbers: ['mobile +491712345678'] },
    ],
    [
      { display_name: 'Öztürk', other_number: '0307654321' },
      { familyName: 'Öztürk', numbers: ['other +49307654321'] },
    ],
  ]),

  product('snom-v7-csv', { delimiter: ',', encoding: 'utf-8', quotes: 'all' }, [
    [
      { Name: 'Anna Müller', Number: '+49301234567' },
      { givenName: 'Anna', familyName: 'Müller', numbers: ['main +49301234567'] },
    ],
    [
      { Name: 'Groß, "Jo"', Number: '0307654321' },
      { givenName: '"Jo"', familyName: 'Groß', numbers: ['main +49307654321'] },
    ],
    [
      { Name: 'Köhler GmbH', Number: '03012340' },
      { company: 'Köhler GmbH', numbers: ['main +493012340'] },
    ],
  ]),

  {
    id: 'snom-v8-csv',
    country: 'DE',
    bytes: write(
      [
        [
          'Anna Müller',
          '+49301234567',
          'MASTER',
          '',
          'Anna',
          'Müller',
          '',
          '',
          'anna@koehler.example',
          '',
          '',
          '',
          'false',
          '',
          'home',
          '',
        ],
        [
          '',
          '+49301234567',
          '',
          '',
          'Member_Alias',
          '+49301234567',
          '',
          '',
          '',
          '',
          '',
          '',
          'false',
          '',
          'home',
          '',
        ],
        [
          '',
          '+493012340',
          '',
          '',
          'Member_Alias',
          '+49301234567',
          '',
          '',
          '',
          '',
          '',
          '',
          'false',
          '',
          'work',
          '',
        ],
        [
          '',
          '+491712345678',
          'vip',
          '',
          'Member_Alias',
          '+49301234567',
          '',
          '',
          '',
          '',
          '',
          '',
          'false',
          '',
          'mobile',
          '',
        ],
        [
          'Jürgen "Jo" Groß',
          '0307654321',
          'vip',
          '',
          'Jürgen',
          'Groß',
          '',
          'Köhler',
          '',
          'ruft an',
          '',
          '',
          'true',
          '',
          'work',
          '',
        ],
        ['Öztürk', '0307654322', '', '', '', '', '', '', '', '', 'none', '', 'false', '', 'mobile', ''],
      ],
      { delimiter: ',', encoding: 'utf-8', quotes: 'all' },
    ),
    expected: [
      {
        givenName: 'Anna',
        familyName: 'Müller',
        numbers: ['home +49301234567', 'work +493012340', 'mobile +491712345678'],
        emails: ['other anna@koehler.example'],
      },
      {
        givenName: 'Jürgen',
        familyName: 'Groß',
        company: 'Köhler',
        note: 'ruft an',
        numbers: ['work +49307654321'],
      },
      { familyName: 'Öztürk', numbers: ['mobile +49307654322'] },
    ],
  },

  {
    id: 'panasonic-dect',
    country: 'DE',
    bytes: encode(
      '; Panasonic Communications Co., Ltd. Phonebook DECT Version 2.00\r\n"Müller Anna",1,0301234567,01712345678,\r\n"Groß",2,0307654321,,\r\n"Öztürk, Can",,,,01719999999\r\n',
      'latin1',
    ),
    expected: [
      { givenName: 'Müller', familyName: 'Anna', numbers: ['main +49301234567', 'main +491712345678'] },
      { familyName: 'Groß', numbers: ['main +49307654321'] },
      { givenName: 'Can', familyName: 'Öztürk', numbers: ['main +491719999999'] },
    ],
  },

  {
    id: 'aastra-csv',
    country: 'DE',
    bytes: write(
      [
        ['Anna Müller', '0301234567', '1', 'Work', 'public'],
        ['Groß, Jürgen', '01712345678', '1', 'Mobile', 'public'],
        ['Öztürk "Can"', '0307654321', '1', 'Home', 'public'],
      ],
      { delimiter: ',', encoding: 'utf-8' },
    ),
    expected: [
      { givenName: 'Anna', familyName: 'Müller', numbers: ['work +49301234567'] },
      { givenName: 'Jürgen', familyName: 'Groß', numbers: ['mobile +491712345678'] },
      { givenName: 'Öztürk', familyName: '"Can"', numbers: ['home +49307654321'] },
    ],
  },

  product('gigaset-talksurf', { delimiter: ',', encoding: 'latin1' }, [
    [
      { Name: 'Anna Müller', Number: '0301234567' },
      { givenName: 'Anna', familyName: 'Müller', numbers: ['main +49301234567'] },
    ],
    [
      { Name: 'Groß', Number: '0307654321' },
      { familyName: 'Groß', numbers: ['main +49307654321'] },
    ],
    [
      { Name: 'Öztürk Can', Number: '01712345678' },
      { givenName: 'Öztürk', familyName: 'Can', numbers: ['main +491712345678'] },
    ],
  ]),

  product('grandstream-ucm-csv', { delimiter: ',', encoding: 'utf-8' }, [
    [
      { 'Account Number': '0301234567', 'Phonebook DN': 'ou=kunden,dc=pbx,dc=com' },
      { numbers: ['work +49301234567'] },
    ],
    [{ 'Account Number': '1001', 'Phonebook DN': 'ou=pbx,dc=pbx,dc=com' }, { numbers: ['work 1001'] }],
    [
      { 'Account Number': '01712345678', 'Phonebook DN': 'ou=büro,dc=pbx' },
      { numbers: ['work +491712345678'] },
    ],
  ]),

  product('3cx-csv', { delimiter: ',', encoding: 'utf-8' }, [
    [
      {
        FirstName: 'Anna',
        LastName: 'Müller',
        Company: 'Köhler "Brot"',
        Mobile: '01712345678',
        Mobile2: '01722345678',
        Business: '03012340',
        Home: '0309876543',
        BusinessFax: '0301234999',
        Email: 'anna@koehler.example',
      },
      {
        givenName: 'Anna',
        familyName: 'Müller',
        company: 'Köhler "Brot"',
        numbers: [
          'work +493012340',
          'mobile +491712345678',
          'home +49309876543',
          'mobile +491722345678',
          'fax-work +49301234999',
        ],
        emails: ['other anna@koehler.example'],
      },
    ],
    [
      { LastName: 'Groß', Other: '0307654321' },
      { familyName: 'Groß', numbers: ['other +49307654321'] },
    ],
    [
      { Company: 'Apotheke, Markt', Business2: '0307654322' },
      { company: 'Apotheke, Markt', numbers: ['work +49307654322'] },
    ],
  ]),

  product('freepbx', { delimiter: ',', encoding: 'utf-8', quotes: 'all', newline: '\n' }, [
    [
      {
        groupname: 'Kunden',
        grouptype: 'external',
        displayname: 'Anna Müller',
        fname: 'Anna',
        lname: 'Müller',
        title: 'Einkäuferin',
        company: 'Köhler "Brot"',
        address: 'Torstraße 7\n10119 Berlin',
        phone_1_number: '03012340',
        phone_1_type: 'work',
        phone_2_number: '01712345678',
        phone_2_type: 'cell',
        phone_3_number: '0301234999',
        phone_3_type: 'workfax',
        email_1: 'anna@koehler.example',
      },
      {
        givenName: 'Anna',
        familyName: 'Müller',
        displayName: 'Anna Müller',
        position: 'Einkäuferin',
        company: 'Köhler "Brot"',
        groups: ['Kunden'],
        numbers: ['work +493012340', 'mobile +491712345678', 'fax-work +49301234999'],
        emails: ['other anna@koehler.example'],
        addresses: ['other Torstraße 7, 10119 Berlin, , , , '],
      },
    ],
    [
      {
        groupname: 'Kunden',
        grouptype: 'external',
        fname: 'Jürgen',
        lname: 'Groß',
        phone_1_number: '0309876543',
        phone_1_type: 'home',
        phone_2_number: '0309876544',
        phone_2_type: 'homefax',
      },
      {
        givenName: 'Jürgen',
        familyName: 'Groß',
        groups: ['Kunden'],
        numbers: ['home +49309876543', 'fax-home +49309876544'],
      },
    ],
    [
      {
        groupname: 'Nachbarn',
        grouptype: 'external',
        company: 'Apotheke',
        phone_1_number: '0307654321',
        phone_1_type: 'other',
        email_2: 'info@apotheke.example',
      },
      {
        company: 'Apotheke',
        groups: ['Nachbarn'],
        numbers: ['other +49307654321'],
        emails: ['other info@apotheke.example'],
      },
    ],
  ]),

  product('yeastar-p', { delimiter: ',', encoding: 'utf-8' }, [
    [
      {
        'First Name': 'Anna',
        'Last Name': 'Müller',
        'Company Name': 'Köhler',
        Email: 'anna@koehler.example',
        'Business Number': '03012340',
        'Business Number 2': '03012341',
        Mobile: '01712345678',
        Home: '0309876543',
        'Home Fax': '0309876544',
        Street: 'Torstraße 7',
        City: 'Berlin',
        'ZIP Code': '10119',
        Remark: 'A "B", C',
        Phonebook: 'Kunden',
      },
      {
        givenName: 'Anna',
        familyName: 'Müller',
        company: 'Köhler',
        note: 'A "B", C',
        groups: ['Kunden'],
        numbers: [
          'work +493012340',
          'mobile +491712345678',
          'home +49309876543',
          'work +493012341',
          'fax-home +49309876544',
        ],
        emails: ['work anna@koehler.example'],
        addresses: ['work Torstraße 7, 10119, Berlin, , '],
      },
    ],
    [
      { 'Last Name': 'Groß', Other: '0307654321' },
      { familyName: 'Groß', numbers: ['other +49307654321'] },
    ],
    [
      { 'Company Name': 'Apotheke', 'Business Fax': '0307654322' },
      { company: 'Apotheke', numbers: ['fax-work +49307654322'] },
    ],
  ]),

  {
    id: 'swyx',
    country: 'DE',
    bytes: encode(
      '"Müller, Anna";"+49301234567";"Kundin seit 2001";"Show"\r\n"Groß, Jürgen";"+49307654321";"Einkauf","Hide"\r\n"Köhler GmbH";"01712345678";"","Show"\r\n',
      'latin1',
    ),
    expected: [
      { givenName: 'Anna', familyName: 'Müller', note: 'Kundin seit 2001', numbers: ['main +49301234567'] },
      { givenName: 'Jürgen', familyName: 'Groß', note: 'Einkauf', numbers: ['main +49307654321'] },
      { company: 'Köhler GmbH', numbers: ['main +491712345678'] },
    ],
  },

  product('mitel-phone-manager', { delimiter: ',', encoding: 'utf-8' }, [
    [
      {
        id: '1',
        name: 'Anna Müller',
        number1: '03012340',
        number2: '01712345678',
        field1: 'Köhler',
        vip: 'true',
        vipText: 'nett',
      },
      {
        givenName: 'Anna',
        familyName: 'Müller',
        note: 'Köhler',
        numbers: ['main +493012340', 'main +491712345678'],
      },
    ],
    [
      { id: '2', name: 'Groß, Jürgen', number1: '0307654321' },
      { givenName: 'Jürgen', familyName: 'Groß', numbers: ['main +49307654321'] },
    ],
    [
      { id: '3', name: 'Köhler GmbH', number5: '0307654322', field2: 'a', field10: 'b' },
      { company: 'Köhler GmbH', note: 'a\nb', numbers: ['main +49307654322'] },
    ],
  ]),

  product('splicecom', { delimiter: ',', encoding: 'latin1', country: 'GB' }, [
    [
      {
        company: 'Café "Bleu"',
        name: 'Siân Jones',
        phone: '02079460000',
        fax: '02079460001',
        mobile: '07400123456',
        home: '02079460002',
        mail: 'sian@cafe.example',
        firstname: 'Siân',
        lastname: 'Jones',
        description: 'Buyer, mornings',
        department: 'Sales',
        job: 'Lead',
        street: '1 High Street',
        city: 'Bath',
        county: 'Somerset',
        postcode: 'BA1 1AA',
        ourAccount: '17',
        URL: 'https://cafe.example',
      },
      {
        givenName: 'Siân',
        familyName: 'Jones',
        company: 'Café "Bleu"',
        note: 'Buyer, mornings',
        department: 'Sales',
        position: 'Lead',
        numbers: [
          'work +442079460000',
          'mobile +447400123456',
          'home +442079460002',
          'fax-work +442079460001',
        ],
        emails: ['work sian@cafe.example'],
        urls: ['work https://cafe.example'],
        addresses: ['work 1 High Street, BA1 1AA, Bath, Somerset, '],
      },
    ],
    [
      { name: 'Al O"Dea', spare1: '02079460003' },
      { givenName: 'Al', familyName: 'O"Dea', numbers: ['other +442079460003'] },
    ],
    [
      { company: 'Zoë Ltd', phone: '02079460004' },
      { company: 'Zoë Ltd', numbers: ['work +442079460004'] },
    ],
  ]),

  product('wazo-xivo', { delimiter: '|', encoding: 'utf-8', newline: '\n', country: 'FR' }, [
    [
      {
        title: 'Mme',
        displayname: 'Hélène Lefèvre',
        firstname: 'Hélène',
        lastname: 'Lefèvre',
        society: 'Au "Pain"',
        mobilenumber: '0612345678',
        email: 'helene@pain.example',
        url: 'https://pain.example',
        officenumber: '0144556677',
        faxnumber: '0144556678',
        officeaddress1: '7, rue Basse',
        officecity: 'Besançon',
        officezipcode: '25000',
        homenumber: '0491000000',
        homecity: 'Marseille',
      },
      {
        salutation: 'Mme',
        displayName: 'Hélène Lefèvre',
        givenName: 'Hélène',
        familyName: 'Lefèvre',
        company: 'Au "Pain"',
        numbers: ['work +33144556677', 'mobile +33612345678', 'home +33491000000', 'fax-work +33144556678'],
        emails: ['other helene@pain.example'],
        urls: ['other https://pain.example'],
        addresses: ['work 7, rue Basse, 25000, Besançon, , ', 'home , , Marseille, , '],
      },
    ],
    [
      { firstname: 'Noël', lastname: 'Ça', othernumber: '0144556679', description: 'a | b' },
      { givenName: 'Noël', familyName: 'Ça', note: 'a | b', numbers: ['other +33144556679'] },
    ],
    [
      { society: 'Électricité', officenumber: '0140000000' },
      { company: 'Électricité', numbers: ['work +33140000000'] },
    ],
  ]),

  product('avaya-ipdect', { delimiter: ';', encoding: 'latin1' }, [
    [
      {
        'Long Name': 'Anna Müller',
        'Display Name': 'A. Müller',
        Name: 'anna',
        Number: '201',
        Password: 'geheim',
        'IPEI/IPDI': '03586 0123456 7',
        'Auth Code': '1234',
      },
      { givenName: 'Anna', familyName: 'Müller', displayName: 'A. Müller', numbers: ['work 201'] },
    ],
    [
      { 'Long Name': 'Jürgen Groß', Number: '202' },
      { givenName: 'Jürgen', familyName: 'Groß', numbers: ['work 202'] },
    ],
    [
      { 'Long Name': 'Öztürk', Number: '203', Password: 'x' },
      { familyName: 'Öztürk', numbers: ['work 203'] },
    ],
  ]),
];
