/** A card as a contact. What a contact has no place for stays behind in the card. */
import type { ContactDraft, Labelled } from '../../directory/contact.ts';
import { emptyDraft } from '../../directory/contact.ts';
import { pictureType } from '../../photo/kind.ts';
import type { Problem } from '../../problem/problem.ts';
import { readBirthday } from './birthday.ts';
import type { Card } from './card.ts';
import { numberKind, placeKind } from './kinds.ts';
import { takeFormattedName, takeName } from './names.ts';
import { isOwn } from './own.ts';
import { embeddedBytes } from './photo.ts';
import type { Property, VcardVersion } from './property.ts';
import { itemsOf, listsOf, paramOf, partsOf, textOf } from './property.ts';
import { labelsOf, surplusOf } from './surplus.ts';

/** Our own properties, for what no version of vCard can say. */
export const SHORT_CODE = 'X-SWITCHBOOK-SHORT-CODE';
export const DISPLAY_NAME = 'X-SWITCHBOOK-DISPLAY-NAME';
/** A parameter of TEL. */
export const E164 = 'X-E164';

/** Numbers come without E.164 unless we wrote them: only the import knows the country. Complaints carry the card's line. */
export function contactOf(card: Card, line: number): { contact: ContactDraft; problems: Problem[] } {
  const contact = emptyDraft();
  const problems: Problem[] = [];
  const reader = new Reader(card, contact, (problem) => problems.push({ row: line, ...problem }));
  reader.read();
  return { contact, problems };
}

/** Text of one line, without what no display shows. */
const oneLine = (text: string): string =>
  ANY_CONTROL.test(text) ? manyLines(text).replaceAll(/\n\s*/g, ' ') : text.trim();

/** Control characters, apart from tabs and line ends. */
const CONTROLS = /[\p{Cc}--[\t\n]]/v;

const manyLines = (text: string): string =>
  (CONTROLS.test(text) ? text.replaceAll(new RegExp(CONTROLS, 'gv'), '') : text).trim();

/** Control characters of any kind, line ends among them: most values have none. */
const ANY_CONTROL = /\p{Cc}/u;

const NONE: readonly Property[] = [];

class Reader {
  private readonly version: VcardVersion;
  private readonly properties = new Map<string, Property[]>();
  private readonly labels: ReadonlyMap<string, string>;
  private readonly card: Card;
  private readonly contact: ContactDraft;
  private readonly complain: (problem: Problem) => void;
  /** Our own cards hold what a field held, its line ends too. */
  private readonly line: (text: string) => string;

  constructor(card: Card, contact: ContactDraft, complain: (problem: Problem) => void) {
    this.version = card.version;
    this.line = isOwn(card) ? manyLines : oneLine;
    for (const property of card.properties) {
      const same = this.properties.get(property.name);
      if (same === undefined) this.properties.set(property.name, [property]);
      else same.push(property);
    }
    this.contact = contact;
    this.complain = complain;
    this.labels = labelsOf(this.all('X-ABLABEL'), card.version);
    this.card = card;
  }

  read(): void {
    const { contact } = this;
    const organisation = this.all('ORG').map((property) => this.parts(property))[0] ?? [];
    contact.company = organisation[0] ?? '';
    contact.department = organisation
      .slice(1)
      .filter((part) => part !== '')
      .join(', ');
    contact.position = this.first('TITLE') || this.first('ROLE');
    contact.note = this.all('NOTE')
      .map((property) => manyLines(textOf(property, this.version)))
      .filter((text) => text !== '')
      .join('\n');
    contact.shortCode = this.first(SHORT_CODE);
    contact.groups = [
      ...new Set(this.all('CATEGORIES').flatMap((property) => itemsOf(property).map(this.line))),
    ];
    contact.groups = contact.groups.filter((group) => group !== '');
    this.readNames();
    this.readNumbers();
    contact.emails = this.places('EMAIL', /^mailto:/i);
    contact.urls = this.places('URL', /^$/);
    this.readAddresses();
    this.readBirthday();
    const { card, problems } = surplusOf(this.card, this.readPhoto());
    contact.card = card;
    problems.forEach(this.complain);
  }

  private all(name: string): readonly Property[] {
    return this.properties.get(name) ?? NONE;
  }

  private text(property: Property): string {
    return this.line(textOf(property, this.version));
  }

  private parts(property: Property): string[] {
    return partsOf(property, this.version).map(this.line);
  }

  /** The first that says anything. */
  private first(name: string): string {
    return (
      this.all(name)
        .map((property) => this.text(property))
        .find((text) => text !== '') ?? ''
    );
  }

  private label(property: Property): string {
    return property.group === '' ? '' : (this.labels.get(property.group.toLowerCase()) ?? '');
  }

  private readNames(): void {
    const { contact } = this;
    const names = this.all('N').map((property) =>
      listsOf(property, this.version).map((component) => component.map(this.line)),
    );
    const name = names.find((lists) => lists.some((list) => list.some((item) => item !== ''))) ?? names[0];
    if (name !== undefined) takeName(contact, name);
    const formatted = this.first('FN');
    contact.displayName = this.first(DISPLAY_NAME);
    if (contact.displayName === '' && formatted !== '') {
      takeFormattedName(contact, formatted, name !== undefined);
    }
  }

  private readNumbers(): void {
    for (const property of this.all('TEL')) {
      // sip: addresses and everything behind the number (;ext=29) stay.
      const value = this.text(property).replace(/^tel: */i, '');
      if (value !== '') {
        const known = /^\+\d{6,15}$/.exec(paramOf(property, E164))?.[0] ?? null;
        this.contact.numbers.push({
          kind: numberKind(property, this.label(property)),
          value,
          e164: known,
        });
      }
    }
  }

  private places(name: string, scheme: RegExp): Labelled[] {
    return this.all(name)
      .map((property) => ({
        kind: placeKind(property, this.label(property)),
        value: this.text(property).replace(scheme, ''),
      }))
      .filter(({ value }) => value !== '');
  }

  private readAddresses(): void {
    const { addresses } = this.contact;
    for (const property of this.all('ADR')) {
      const parts = partsOf(property, this.version);
      const [box = '', extended = '', street = ''] = parts.map(manyLines);
      const [city = '', region = '', postalCode = '', country = ''] = parts.slice(3).map(this.line);
      const lines = [street, extended, box].filter((line) => line !== '').join(', ');
      if (lines + city + region + postalCode + country === '') continue;
      const kind = placeKind(property, this.label(property));
      addresses.push({ kind, street: lines, postalCode, city, region, country });
    }
    if (addresses.length > 0) return;
    // Some cards hold the printed address only.
    for (const property of this.all('LABEL')) {
      const street = manyLines(textOf(property, this.version));
      const kind = placeKind(property, '');
      if (street !== '') addresses.push({ kind, street, postalCode: '', city: '', region: '', country: '' });
    }
  }

  private readBirthday(): void {
    const [property] = this.all('BDAY');
    const text = property === undefined ? '' : this.text(property);
    if (property === undefined || text === '') return;
    const birthday = readBirthday(text, paramOf(property, 'X-APPLE-OMIT-YEAR'));
    if (birthday !== null) this.contact.birthday = birthday;
    else this.complain({ code: 'vcard-birthday-unreadable', severity: 'warning', value: text.slice(0, 60) });
  }

  /** The picture that was taken. */
  private readPhoto(): Property | null {
    const properties = this.all('PHOTO').filter(({ value }) => value !== '');
    let linked = false;
    for (const property of properties) {
      const data = embeddedBytes(property, this.version);
      const type = data === null ? null : pictureType(data);
      linked ||= data === null;
      if (data !== null && type !== null) {
        this.contact.photo = { type, data: data.slice() };
        return property;
      }
    }
    if (properties.length > 0) {
      this.complain({ code: linked ? 'vcard-photo-linked' : 'vcard-photo-unreadable', severity: 'warning' });
    }
    return null;
  }
}
