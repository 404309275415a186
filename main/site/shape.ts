/** What is known of values that come out of a file, before they are used. */

/** A schema of zod is one. */
export interface Shape<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error?: unknown };
}

/**
 * One that is checked by hand: where a hundred thousand are read, a schema takes as long as reading. `read` says null
 * of what it cannot be.
 */
export const byHand = <T>(read: (value: unknown) => T | null): Shape<T> => ({
  safeParse(value) {
    const data = read(value);
    return data === null ? { success: false } : { success: true, data };
  },
});

/** The same of a row as the list of its columns. */
export const ofColumns = <T>(read: (columns: readonly unknown[]) => T | null): Shape<T> =>
  byHand((row) => (Array.isArray(row) ? read(row) : null));

export const number = byHand((value) => (typeof value === 'number' ? value : null));

const isNumber = (value: unknown): value is number => typeof value === 'number';
export const areNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(isNumber);
export const numbers = byHand((value) => (areNumbers(value) ? value : null));
