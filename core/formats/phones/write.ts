/** Contacts as the phone book of a telephone or of another PBX, by the name of the format. */
import { bookProfileOf } from '../../device/book-profile.ts';
import type { Contact } from '../../directory/contact.ts';
import type { PhoneFormat } from '../../directory/phone-book.ts';
import type { Problem } from '../../problem/problem.ts';
import { encodeText } from '../encode.ts';
import type { PhoneContact } from './book.ts';
import { writeCisco } from './directory.ts';
import { fitBook } from './fit.ts';
import { writeFritzbox } from './fritzbox.ts';
import { GIGASET_SLOTS, writeGigaset } from './gigaset.ts';
import { writeGrandstream } from './grandstream.ts';
import { writePolycom } from './polycom.ts';
import type { Slots } from './slots.ts';
import { writeSnom } from './snom.ts';
import type { PhoneTable } from './tables.ts';
import {
  freepbxTable,
  panasonicTable,
  snomTable,
  THREE_CX_SLOTS,
  threeCxTable,
  YEASTAR_SLOTS,
  yealinkTable,
  yeastarTable,
} from './tables.ts';
import { writeYealink, YEALINK_SLOTS } from './yealink.ts';

interface Printer {
  slots: Slots<string> | null;
  print: (contacts: readonly PhoneContact[]) => string;
}

const printed = (
  table: (contacts: readonly PhoneContact[]) => PhoneTable,
  slots: Slots<string> | null = null,
): Printer => ({
  slots,
  print: (contacts) => {
    const { head, rows } = table(contacts);
    return [head, ...rows.map((cells) => cells.map(quoted).join(',')), ''].join('\r\n');
  },
});

const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Telephones have three kinds, and no other number is dialled. */
const CALLABLE: Slots<string> = [
  ['work', ['main', 'work', 'other']],
  ['home', ['home']],
  ['mobile', ['mobile']],
];

const PRINTERS: Record<PhoneFormat, Printer> = {
  'fritzbox-xml': { slots: null, print: writeFritzbox },
  'yealink-xml': { slots: YEALINK_SLOTS, print: writeYealink },
  'yealink-csv': printed(yealinkTable, YEALINK_SLOTS),
  'snom-tbook': { slots: null, print: writeSnom },
  'snom-v7-csv': printed(snomTable),
  'grandstream-xml': { slots: CALLABLE, print: writeGrandstream },
  'gigaset-n-xml': { slots: GIGASET_SLOTS, print: writeGigaset },
  'panasonic-dect': printed(panasonicTable),
  'cisco-xml': { slots: null, print: writeCisco },
  'polycom-xml': { slots: null, print: writePolycom },
  '3cx-csv': printed(threeCxTable, THREE_CX_SLOTS),
  freepbx: printed(freepbxTable),
  'yeastar-p': printed(yeastarTable, YEASTAR_SLOTS),
};

export interface PhoneBook {
  bytes: Uint8Array;
  problems: Problem[];
}

/** What does not fit is cut or left out as the product needs it, and listed. */
export function writePhoneBook(contacts: readonly Contact[], format: PhoneFormat): PhoneBook {
  const profile = bookProfileOf(format);
  const { slots, print } = PRINTERS[format];
  const fitted = fitBook(contacts, profile, slots);
  const { bytes } = encodeText(print(fitted.contacts), profile.charset.value);
  return { bytes, problems: fitted.problems };
}
