/**
 * A contact as the simulated device stores it: the 45 columns of the address-book CSV, in its order
 * (header of the vendor's outlook2auerswald). The Configuration Manager's grid uses the same order.
 */

const times = (count: number, names: (n: number) => string[]): string[] =>
  Array.from({ length: count }, (_, i) => names(i + 1)).flat();

export const HEADER: readonly string[] = [
  'Anrede',
  'Vorname',
  'Nachname',
  'Displayname',
  'Firma',
  'Abteilung',
  'Position',
  'Geburtstag',
  'PhotoId',
  'Kurzwahlnummer',
  ...times(4, (n) => [`${n}. Typ Telefonnummer`, `${n}. Telefonnummer`]),
  ...times(3, (n) => [`${n}. Typ von Emailadresse`, `${n}. Emailadresse`]),
  ...times(3, (n) => [`${n}. Typ Internetadresse`, `${n}. Internetadresse`]),
  ...times(3, (n) => [
    `${n}. Typ Adresse`,
    `${n}. Strasse`,
    `${n}. Postleitzahl`,
    `${n}. Ort`,
    `${n}. Staat`,
  ]),
];

/** Where a column or a run of repeated columns starts. */
export const AT = {
  salutation: 0,
  givenName: 1,
  familyName: 2,
  displayName: 3,
  company: 4,
  department: 5,
  position: 6,
  birthday: 7,
  photoId: 8,
  shortCode: 9,
  numbers: 10,
  emails: 18,
  urls: 24,
  addresses: 30,
} as const;

/** The repeated runs: how often, how many columns each time; a type word always comes first. */
export const RUNS = {
  numbers: { at: AT.numbers, times: 4, width: 2 },
  emails: { at: AT.emails, times: 3, width: 2 },
  urls: { at: AT.urls, times: 3, width: 2 },
  addresses: { at: AT.addresses, times: 3, width: 5 },
} as const;
export type Run = keyof typeof RUNS;
export const RUN_NAMES = ['numbers', 'emails', 'urls', 'addresses'] as const satisfies readonly Run[];

export const NUMBER_WORDS = ['Haupttelefon', 'Geschäftlich', 'Privat', 'Mobil'] as const;
export const PLACE_WORDS = ['Geschäftlich', 'Privat'] as const;

export const emptyCells = (): string[] => HEADER.map(() => '');

/** The entries of a run in which anything but the type word stands. */
export function entries(cells: readonly string[], run: Run): string[][] {
  const { at, times: count, width } = RUNS[run];
  return Array.from({ length: count }, (_, i) => cells.slice(at + i * width, at + (i + 1) * width)).filter(
    ([, ...values]) => values.some((value) => value !== ''),
  );
}

/** Puts an entry (type word first) into the first free place of a run; false when the run is full. */
export function addEntry(cells: string[], run: Run, entry: readonly string[]): boolean {
  const { at, times: count, width } = RUNS[run];
  for (let i = 0; i < count; i++) {
    const from = at + i * width;
    if (cells.slice(from, from + width).every((cell) => cell === '')) {
      cells.splice(from, width, ...Array.from({ length: width }, (_, k) => entry[k] ?? ''));
      return true;
    }
  }
  return false;
}

export const cell = (cells: readonly string[], at: number): string => cells[at] ?? '';

/** The name a telephone shows: first name and surname, else the company, where no display name is stored. */
export const shownName = (cells: readonly string[]): string =>
  cell(cells, AT.displayName) ||
  [cell(cells, AT.givenName), cell(cells, AT.familyName)].filter((part) => part !== '').join(' ') ||
  cell(cells, AT.company);
