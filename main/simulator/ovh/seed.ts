/** What a fresh simulated API holds: customers, billing accounts with their services, and phone books. */
import { dice } from '../commander/people.ts';
import { addBook, addContact, NO_GROUP } from './books-store.ts';
import { dialCode, storedNumber } from './numbers.ts';
import type { Customer, Service } from './rows.ts';
import type { Store } from './store.ts';

/** Whose consumer key is printed: all three contacts of the group. */
export const OWNER = 'ab12345-ovh';
export const GROUP = 'ab12345-ovh-1';
const PARTNER = 'ef34567-ovh';

interface Wanted {
  /** ISO 3166, upper case. */
  country: string;
  /** This many lines and nothing else in the group; null: a few of each kind. */
  services: number | null;
  contacts: number;
  seed: number;
}

function customersOf(country: string): Customer[] {
  const customer = (
    nic: string,
    firstname: string,
    name: string,
    more: Partial<Customer> = {},
  ): Customer => ({
    nic,
    email: `${firstname.toLowerCase()}.${name.toLowerCase()}@firm.example`,
    firstname,
    name,
    country,
    zone: 'EU',
    validated: true,
    due: 0,
    ...more,
  });
  return [
    customer(OWNER, 'Alex', 'Berger'),
    customer('cd23456-ovh', 'Claire', 'Dumont'),
    customer(PARTNER, 'Erik', 'Faber', { validated: false }),
    customer('gh45678-ovh', 'Gina', 'Hofer', { due: 1250 }),
    customer('ij56789-ca', 'Ian', 'Jolicoeur', { zone: 'CA', country: 'CA' }),
  ];
}

function addService(store: Store, name: string, account: string, more: Partial<Service> = {}): void {
  const service: Service = {
    name,
    account,
    kind: 'line',
    description: name,
    admin: OWNER,
    tech: OWNER,
    billing: OWNER,
    pack: null,
    brand: null,
    supports: false,
    rebooted: null,
    ...more,
  };
  store.run(
    'INSERT INTO service VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)',
    service.name,
    service.account,
    service.kind,
    service.description,
    service.admin,
    service.tech,
    service.billing,
    service.pack,
    service.brand,
    service.supports ? 1 : 0,
  );
}

function addAccount(
  store: Store,
  name: string,
  description: string,
  { status = 'enabled', special = false }: { status?: 'enabled' | 'expired'; special?: boolean } = {},
): void {
  store.run('INSERT INTO account VALUES (?, ?, ?, ?)', name, description, status, special ? 1 : 0);
  addService(store, name, name, { kind: 'group', description });
}

const PHONE = { brand: 'yealink.t46', supports: true };

/** The first line of all has a telephone that holds phone books. */
function fillGroup(
  store: Store,
  number: (kind: 1 | 2 | 3, n: number) => string,
  services: number | null,
): void {
  if (services !== null) {
    for (let n = 1; n <= services; n++)
      addService(store, number(1, n), GROUP, { ...PHONE, description: `Line ${n}` });
    return;
  }
  addService(store, number(1, 1), GROUP, { ...PHONE, description: 'Reception' });
  addService(store, number(1, 2), GROUP, { ...PHONE, description: 'Workshop', tech: PARTNER });
  addService(store, number(1, 3), GROUP, { brand: 'plain.a1', description: 'Cellar, a plain telephone' });
  addService(store, number(1, 4), GROUP, { description: 'Reserve, without telephone' });
  addService(store, number(3, 1), GROUP, { kind: 'trunk', description: 'Trunk of the old PBX' });
  addService(store, number(2, 1), GROUP, { kind: 'alias', description: 'Main number' });
  addService(store, number(2, 2), GROUP, { kind: 'alias', description: 'Fax' });
}

/** Groups that the vendor locks, and one that has ended. */
function addSpecialCases(store: Store, number: (kind: 1 | 2 | 3, n: number) => string): void {
  addAccount(store, 'ovhtel-12345-1', 'Internet access with telephone');
  addService(store, number(1, 9001), 'ovhtel-12345-1', { ...PHONE, description: 'Home office' });
  addAccount(store, 'ab12345-ovh-2', 'Hotline', { special: true });
  addService(store, number(2, 9001), 'ab12345-ovh-2', { kind: 'alias', description: 'Surcharged number' });
  addService(store, number(1, 9002), 'ab12345-ovh-2', {
    ...PHONE,
    description: 'In a pack',
    pack: 'xdsl-ab12345-1',
  });
  addAccount(store, 'ab12345-ovh-3', 'Former branch', { status: 'expired' });
}

const SURNAMES = [
  'Martin',
  'Peeters',
  'Schmidt',
  'Lefevre',
  'Janssens',
  'Wagner',
  'Moreau',
  'De Smet',
  'Keller',
];
const NAMES = ['Anna', 'Bruno', 'Chloe', 'David', 'Eva', 'Felix', 'Jean-Marc', 'Lea', 'Noah', 'Sofia'];
const COMPANIES = ['Atelier Nord', 'Boulangerie du Parc', 'Transports Meyer', 'Garage Central', NO_GROUP];

/** Invented; blanks are as the control panel leaves them, or absent. */
function fillBook(store: Store, book: string, count: number, seed: number, code: string): void {
  const next = dice(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? '';
  const digits = (length: number): string => Array.from({ length }, () => Math.floor(next() * 10)).join('');
  for (let n = 1; n <= count; n++) {
    const mobile = next() < 0.6;
    addContact(store, book, {
      surname: pick(SURNAMES),
      name: `${pick(NAMES)} ${n}`,
      grp: pick(COMPANIES),
      workPhone: storedNumber(`01990${digits(5)}`, code),
      workMobile: storedNumber(mobile ? `06399${digits(5)}` : '', code),
      homePhone: null,
      homeMobile: n % 2 === 0 ? null : storedNumber('', code),
    });
  }
}

/** In one transaction: a simulator that is killed while it is made starts anew. */
export function fill(store: Store, { country, services, contacts, seed }: Wanted): void {
  const code = dialCode(country);
  const number = (kind: 1 | 2 | 3, n: number): string => `00${code}9721${kind}${String(n).padStart(4, '0')}`;
  for (const { nic, email, firstname, name, country: land, zone, validated, due } of customersOf(country))
    store.run(
      'INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      nic,
      email,
      firstname,
      name,
      land,
      zone,
      validated ? 1 : 0,
      due,
    );
  addAccount(store, GROUP, 'The firm');
  fillGroup(store, number, services);
  addSpecialCases(store, number);
  if (contacts === 0) return;
  fillBook(store, addBook(store, GROUP, 'Company'), contacts, seed, code);
  const [reception, workshop] = [number(1, 1), number(1, 2)];
  fillBook(store, addBook(store, reception, 'Reception'), Math.min(contacts, 5), seed + 1, code);
  if (services === null || services > 1)
    fillBook(store, addBook(store, workshop, 'Standard', true), Math.min(contacts, 3), seed + 2, code);
}
