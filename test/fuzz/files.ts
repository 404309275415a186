/** Sound files of every kind, in the style of the programs that write them; damage comes later. */

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const crlf = (...lines: string[]): Uint8Array => utf8(`${lines.join('\r\n')}\r\n`);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string): Uint8Array =>
  new Uint8Array(Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0)).buffer);

const CARD_21 = [
  'BEGIN:VCARD',
  'VERSION:2.1',
  'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=B6=C3=9Fe;J=C3=BCrgen;;Dr.;',
  'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=',
  ' Gr=C3=B6=C3=9Fe',
  'TEL;WORK;VOICE:+49 30 1234567',
  'TEL;CELL:0171 2345678',
  'ADR;WORK:;;Hauptstr. 1;Berlin;;10115;Deutschland',
  'PHOTO;JPEG;ENCODING=BASE64:',
  ' /9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////',
  ' /9k=',
  '',
  'END:VCARD',
];
const CARD_30 = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'N:Dupont;Élodie;Marie;Mme;',
  'FN:Élodie Dupont',
  'item1.TEL;TYPE=WORK,VOICE:+33 1 23 45 67 89',
  'item1.X-ABLabel:_$!<Main>!$_',
  'EMAIL;TYPE=INTERNET:elodie@example.org',
  'NOTE:eine\\nzweite\\, Zeile',
  'X-HOBBY;X-RANK="a;b":Schach',
  'END:VCARD',
];
const CARD_40 = [
  'BEGIN:VCARD',
  'VERSION:4.0',
  'FN:Zoë Ott',
  'N:Ott;Zoë;;;',
  'TEL;VALUE=uri;TYPE="voice,home":tel:+49-30-1234567;ext=12',
  'BDAY:--0517',
  'PHOTO:data:image/png;base64,iVBORw0KGgo=',
  'CATEGORIES:Kunden,Ämter',
  'END:VCARD',
];

export const files: readonly { name: string; bytes: Uint8Array }[] = [
  {
    name: 'kontakte.csv',
    bytes: crlf(
      'Vorname;Nachname;Firma;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;Geburtstag;Notizen',
      '"Jürgen";"Groß";"Groß & ""Söhne"" GmbH";"+49 30 1234567";"0171 2345678";"j@example.org";"17.5.1980";"zwei\nZeilen"',
      'Anna;Müller;;030 / 765-43;;anna@example.org;;',
    ),
  },
  {
    name: 'auerswald.csv',
    bytes: latin(
      'Anrede;Vorname;Nachname;Displayname;Firma;Abteilung;Position;Geburtstag;PhotoId;Kurzwahlnummer;1. Typ Telefonnummer;1. Telefonnummer;\n' +
        'Frau;Zo\xeb;Gro\xdfmann;"die \\"Chefin\\"";;;;;;712;Mobil;0171 2345678;\n',
    ),
  },
  {
    name: 'google.csv',
    bytes: crlf(
      'First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value',
      'Élodie,Dupont,Amis ::: * myContacts,* Work,e@example.org,Mobile,06 12 34 56 78 ::: 01 23 45 67 89',
    ),
  },
  { name: 'utf-16.txt', bytes: utf16('Name\tTelefon\tE-Mail\r\nŁukasz Ott\t030 1234567\tl@example.org\r\n') },
  { name: 'sep.csv', bytes: crlf('sep=;', 'Name;Telefon;E-Mail', '"Ott; Zoë";112;z@example.org') },
  { name: 'ohne-kopf.csv', bytes: crlf('Anna Ott,+49301234567', 'Björn Bär,01712345678') },
  { name: 'eine.vcf', bytes: crlf(...CARD_21) },
  { name: 'apple.vcf', bytes: crlf(...CARD_30, ...CARD_40) },
  { name: 'gemischt.vcf', bytes: crlf(...CARD_40, '', '# Kommentar', ...CARD_21, ...CARD_30) },
  {
    name: 'fritzbox.xml',
    bytes: utf8(
      '<?xml version="1.0" encoding="utf-8"?>\n<phonebooks><phonebook name="Telefonbuch" owner="1">' +
        '<contact><category>1</category><person><realName>Größe, Jürgen</realName></person>' +
        '<telephony nid="2"><number type="home" prio="1" id="0">030 1234567</number>' +
        '<number type="mobile" id="1">0171 2345678</number></telephony>' +
        '<services nid="1"><email classifier="private" id="0">j@example.org</email></services>' +
        '<setup/><uniqueid>12</uniqueid></contact></phonebook></phonebooks>\n',
    ),
  },
  {
    name: 'yealink.xml',
    bytes: utf8(
      '<?xml version="1.0" encoding="UTF-8"?>\n<root_contact><contact display_name="Jürgen &amp; Söhne" ' +
        'office_number="+49301234567" mobile_number="" other_number="12" line="0" ring="" group_id_name="All Contacts"/></root_contact>\n',
    ),
  },
  {
    name: 'thunderbird.ldif',
    bytes: utf8(
      'dn: cn=Zoe Ott,mail=z@example.org\nobjectclass: top\nobjectclass: person\ngivenName:: Wm/Dqw==\nsn: Ott\n' +
        'cn: Zoe Ott\nmail: z@example.org\ntelephoneNumber: 030 12345\n 67\nmobile: 0171 2345678\ndescription: a\n\n' +
        'dn: cn=Kunden\nobjectclass: groupOfNames\ncn: Kunden\nmember: cn=Zoe Ott,mail=z@example.org\n',
    ),
  },
];
