/** Days without a year, as birthdays may be. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Both counted from 1; false for what is no whole number. The last day of February is one, whatever the year. */
export const isDayOfYear = (month: number, day: number): boolean =>
  Number.isInteger(day) && day >= 1 && day <= (DAYS[month - 1] ?? 0);
