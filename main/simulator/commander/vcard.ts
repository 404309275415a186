/**
 * Reads vCard 2.1 as the import page takes it: N, FN, ORG, TITLE, BDAY, TEL, EMAIL, URL, ADR with
 * CHARSET, QUOTED-PRINTABLE and BASE64. Photographs and everything else are left out.
 */
import { addEntry, AT, emptyCells } from './columns.ts';

export interface Card {
  /** The line of BEGIN, counted from 1. */
  line: number;
  cells: string[];
  warnings: string[];
}

interface Property {
  name: string;
  /** Upper case: `WORK`, `CELL`, `CHARSET=UTF-8`. */
  parameters: string[];
  value: string;
}

/** Logical lines: folded ones joined, quoted-printable soft breaks joined, with the line they start on. */
function* logicalLines(text: string): Generator<{ line: number; text: string }> {
  const lines = text.split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i++) {
    const start = i;
    const parts = [lines[i] ?? ''];
    const printable = /^[^:]*;(ENCODING=)?QUOTED-PRINTABLE/i.test(parts[0] ?? '');
    let last = parts[0] ?? '';
    while (i + 1 < lines.length) {
      const next = lines[i + 1] ?? '';
      if (printable && last.endsWith('=') && !/^END:VCARD/i.test(next)) {
        parts[parts.length - 1] = last.slice(0, -1);
        parts.push(next);
      } else if (/^[ \t]/.test(next)) parts.push(next.slice(1));
      else break;
      last = next;
      i++;
    }
    yield { line: start + 1, text: parts.join('') };
  }
}

function unquote(value: string): Buffer {
  const bytes: number[] = [];
  for (let i = 0; i < value.length; i++) {
    const hex = value.slice(i + 1, i + 3);
    if (value[i] === '=' && /^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      i += 2;
    } else bytes.push(value.charCodeAt(i));
  }
  return Buffer.from(bytes);
}

/** `text` holds bytes as characters 0–255; the property's CHARSET says what they mean, ISO-8859-1 otherwise. */
function property(text: string): Property | null {
  const match = /^(?:[\w-]+\.)?([\w-]+)((?:;[^:;]*)*):(.*)$/s.exec(text);
  if (match === null) return null;
  const parameters = (match[2] ?? '')
    .split(';')
    .map((parameter) =>
      parameter
        .trim()
        .toUpperCase()
        .replace(/^TYPE=|^ENCODING=/, ''),
    )
    .filter((parameter) => parameter !== '');
  const raw = match[3] ?? '';
  const bytes = parameters.includes('QUOTED-PRINTABLE')
    ? unquote(raw)
    : parameters.includes('BASE64')
      ? Buffer.from(raw, 'base64')
      : Buffer.from(raw, 'latin1');
  const charset = parameters.find((parameter) => parameter.startsWith('CHARSET='))?.slice(8);
  return {
    name: (match[1] ?? '').toUpperCase(),
    parameters,
    value: charset === 'UTF-8' ? bytes.toString('utf8') : bytes.toString('latin1'),
  };
}

/** The parts of a compound value; a backslash keeps a semicolon inside a part. */
const parts = (value: string): string[] =>
  value.split(/(?<!\\);/).map((part) =>
    part
      .replaceAll('\\;', ';')
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(', '),
  );

const place = (parameters: readonly string[]): string =>
  parameters.includes('HOME') ? 'Privat' : 'Geschäftlich';

function numberWord(parameters: readonly string[]): string {
  if (parameters.includes('CELL')) return 'Mobil';
  if (parameters.includes('HOME')) return 'Privat';
  return parameters.includes('WORK') ? 'Geschäftlich' : 'Haupttelefon';
}

function birthday(value: string): string {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(value.trim());
  return match === null ? '' : `${match[3]}.${match[2]}.${match[1]}`;
}

function take(card: Card, { name, parameters, value }: Property): void {
  const { cells } = card;
  const add = (run: 'numbers' | 'emails' | 'urls' | 'addresses', entry: string[]): void => {
    if (!addEntry(cells, run, entry)) card.warnings.push(`no room for one more ${name}: ${value}`);
  };
  if (name === 'N') {
    const [family = '', given = '', , salutation = ''] = parts(value);
    cells[AT.familyName] = family;
    cells[AT.givenName] = given;
    cells[AT.salutation] = salutation;
  } else if (name === 'FN') cells[AT.displayName] = parts(value).join(';');
  else if (name === 'ORG') {
    const [company = '', department = ''] = parts(value);
    cells[AT.company] = company;
    cells[AT.department] = department;
  } else if (name === 'TITLE') cells[AT.position] = parts(value).join(';');
  else if (name === 'BDAY') cells[AT.birthday] = birthday(value);
  else if (name === 'TEL') {
    add('numbers', [numberWord(parameters), value.replace(/^\s*\+/, '00').replace(/[^\d*#]/g, '')]);
  } else if (name === 'EMAIL') add('emails', [place(parameters), value.trim()]);
  else if (name === 'URL') add('urls', [place(parameters), value.trim()]);
  else if (name === 'ADR') {
    const [, , street = '', city = '', , postalCode = '', country = ''] = parts(value);
    add('addresses', [place(parameters), street, postalCode, city, country]);
  } else if (name === 'PHOTO') card.warnings.push('the photograph was left out');
}

/** Every card from BEGIN to END; nested cards (AGENT) are skipped, a card without END is reported by `cut`. */
export function* readCards(bytes: Uint8Array, cut: (line: number) => void): Generator<Card> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let card: Card | null = null;
  let depth = 0;
  for (const line of logicalLines(text)) {
    const read = property(line.text);
    const mark = read?.value.trim().toUpperCase() === 'VCARD' ? read.name : '';
    if (mark === 'BEGIN') {
      depth++;
      if (depth === 1) card = { line: line.line, cells: emptyCells(), warnings: [] };
    } else if (mark === 'END') {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && card !== null) {
        yield card;
        card = null;
      }
    } else if (depth === 1 && card !== null && read !== null) take(card, read);
  }
  if (card !== null) cut(card.line);
}
