/** The names and numbers of a person in a document of any shape. Nested at most as deep as JSON was read. */

export const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether one of the texts stands anywhere in it, alone. */
export function tracesIn(value: unknown, texts: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return texts.has(value);
  return isRecord(value) && Object.values(value).some((part) => tracesIn(part, texts));
}

/** The same document with those texts empty. */
export function scrubbed(value: unknown, texts: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return texts.has(value) ? '' : value;
  if (Array.isArray(value)) return value.map((part) => scrubbed(part, texts));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, scrubbed(part, texts)]));
}
