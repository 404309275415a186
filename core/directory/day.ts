/** Days of birth, of which the year may not be known. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** `year`: null where nobody knows it. Month and day are counted from 1; false for what is no whole number. */
export const isDay = (year: number | null, month: number, day: number): boolean =>
  Number.isInteger(day) &&
  day >= 1 &&
  day <= (DAYS[month - 1] ?? 0) &&
  (month !== 2 || day < 29 || year === null || isLeap(year));
