/** What a cell says, as text. */
import { type CellObject, utils } from 'xlsx';

/** A cell of an old workbook. `from1904`: its days are counted from 1904. */
export function cellText(cell: CellObject, from1904: boolean): string {
  const { v: value, w: shown } = cell;
  if (cell.t === 'e') return shown ?? '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value !== 'number') return value === undefined ? '' : String(value);
  return numberText(value, typeof cell.z === 'string' ? cell.z : 'General', from1904);
}

/** A number as its format shows it, where that is a date or what was typed; else all its digits. */
export function numberText(value: number, format: string, from1904: boolean): string {
  if (/^general$/i.test(format)) return plainNumber(value);
  if (isDateFormat(format)) return isoDate(value, from1904);
  const shown = shownAs(format, value);
  return sameDigits(shown, value) ? shown : plainNumber(value);
}

function shownAs(format: string, value: number): string | undefined {
  try {
    return utils.format_cell({ t: 'n', v: value, z: format });
  } catch {
    // A format that the library does not know shows nothing that could be trusted.
    return undefined;
  }
}

/** `1E+21` is no telephone number. */
const plainNumber = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) >= 1e21 ? BigInt(value).toString() : String(value);

/**
 * Whether the shown text is the whole number with leading zeros or grouping added, as the number formats
 * for telephone numbers and postal codes do (`0# ## ## ## ##`): then it is what the user typed.
 */
const sameDigits = (shown: string | undefined, value: number): shown is string =>
  shown !== undefined &&
  /^\+?[\d ()./-]+$/.test(shown) &&
  shown.replace(/\D/g, '').replace(/^0+(?=\d)/, '') === String(value);

/** Letters of dates and times, outside quoted text, escapes, colours and padding. */
const isDateFormat = (format: string): boolean =>
  !/^general$/i.test(format) &&
  /[ymdhs]/i.test(format.replace(/"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, ''));

const DAY = 86_400_000;
/** Day 0 of the two calendars; Excel believes that 1900 was a leap year, hence the day before March 1900. */
const EPOCH = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

function isoDate(serial: number, from1904: boolean): string {
  const days = !from1904 && serial < 60 ? serial + 1 : serial;
  const seconds = Math.round(days * 86_400) * 1000;
  const at = new Date((from1904 ? EPOCH_1904 : EPOCH) + seconds);
  if (Number.isNaN(at.getTime())) return String(serial);
  const [date = '', time = ''] = at.toISOString().slice(0, 19).split('T');
  if (serial < 1 && serial > 0) return time;
  return seconds % DAY === 0 ? date : `${date}T${time}`;
}
