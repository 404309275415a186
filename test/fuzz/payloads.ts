/** Inputs for an operation of the contract: of its own shape, nearly so, and nothing like it. */
import fc from 'fast-check';
import { z } from 'zod';

/** As much of JSON Schema as zod writes for the contract. */
interface Schema {
  type?: string | string[] | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  items?: Schema | undefined;
  prefixItems?: Schema[] | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  allOf?: Schema[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  pattern?: string | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  minItems?: number | undefined;
  propertyNames?: Schema | undefined;
  additionalProperties?: Schema | boolean | undefined;
}

const schemaShape: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), schemaShape).optional(),
    required: z.array(z.string()).optional(),
    items: schemaShape.optional(),
    prefixItems: z.array(schemaShape).optional(),
    anyOf: z.array(schemaShape).optional(),
    oneOf: z.array(schemaShape).optional(),
    allOf: z.array(schemaShape).optional(),
    enum: z.array(z.unknown()).optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    pattern: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    minItems: z.number().optional(),
    propertyNames: schemaShape.optional(),
    additionalProperties: z.union([z.boolean(), schemaShape]).optional(),
  }),
);

/** What a property of this name may well be, so that not everything ends at “there is no such thing”. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** Names under which only `Words` are given: paths that are written to, addresses that are spoken to. */
const CLOSED = new Set(['path', 'output', 'url']);

function strings({ minLength = 0, maxLength = 10_000, pattern }: Schema, name: string, words: Words) {
  const known = words[name] ?? [];
  if (CLOSED.has(name)) return fc.constantFrom(...known);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const size = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 30)) };
  return fc.oneof(
    ...(known.length > 0 ? [{ arbitrary: fc.constantFrom(...known), weight: 4 }] : []),
    { arbitrary: fc.string(size), weight: 2 },
    { arbitrary: fc.string({ ...size, unit: 'binary' }), weight: 1 },
    // Halves of characters, as text that was cut has them.
    {
      arbitrary: fc.constantFrom('\ud800', 'a\udc00', '\0', '\u202e', '%s', "'; --", '../..', '=1+1'),
      weight: 1,
    },
    { arbitrary: fc.constant('ü'.repeat(Math.min(maxLength, 10_000))), weight: 1 },
  );
}

const numbers = ({ minimum, maximum, exclusiveMinimum }: Schema) => {
  const min = Math.max(
    minimum ?? -(2 ** 31),
    exclusiveMinimum === undefined ? -Infinity : exclusiveMinimum + 1,
  );
  const max = Math.max(min, Math.min(maximum ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
  return fc.oneof(
    {
      arbitrary: fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.min(max, 20)) }),
      weight: 4,
    },
    { arbitrary: fc.constantFrom(Math.ceil(min), Math.floor(max)), weight: 1 },
  );
};

function valid(schema: Schema, words: Words, name = ''): fc.Arbitrary<unknown> {
  const { anyOf, oneOf, allOf, type, properties = {}, required = [] } = schema;
  const either = anyOf ?? oneOf;
  if (either !== undefined) return fc.oneof(...either.map((one) => valid(one, words, name)));
  if (allOf !== undefined) return fc.tuple(...allOf.map((one) => valid(one, words, name))).map(merge);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(type))
    return fc.oneof(...type.map((one) => valid({ ...schema, type: one }, words, name)));
  switch (type ?? 'anything') {
    case 'string':
      return strings(schema, name, words);
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      if (schema.prefixItems !== undefined) {
        return fc.tuple(...schema.prefixItems.map((item) => valid(item, words, name)));
      }
      const size = { minLength: schema.minItems ?? 0, maxLength: Math.max(schema.minItems ?? 0, 4) };
      return fc.array(valid(schema.items ?? {}, words, name), size);
    }
    case 'object': {
      const fields = Object.entries(properties).map(([key, one]) => [key, valid(one, words, key)] as const);
      const optional = fields.map(([key]) => key).filter((key) => !required.includes(key));
      const fixed = fc.record(Object.fromEntries(fields), {
        requiredKeys: fields.map(([key]) => key).filter((key) => !optional.includes(key)),
      });
      const { additionalProperties: more, propertyNames } = schema;
      if (typeof more !== 'object' || fields.length > 0) return fixed;
      const key = valid({ type: 'string', ...propertyNames }, words, name).map(String);
      return fc.dictionary(key, valid(more, words, name), { maxKeys: 4 });
    }
    default:
      return fc.jsonValue();
  }
}

const merge = (parts: unknown[]): unknown => Object.assign({}, ...parts);

/** A value nested deeper than anybody writes by hand. */
const deep = (): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < 2000; i++) value = i % 2 === 0 ? [value] : { value };
  return value;
};

const garbage: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.jsonValue(), weight: 6 },
  {
    arbitrary: fc.constantFrom<unknown>(
      null,
      0,
      -1,
      1e308,
      '',
      'x'.repeat(200_000),
      [],
      {},
      JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}'),
      deep(),
    ),
    weight: 2,
  },
);

/** One field of an input replaced, dropped, or a stranger added. */
const spoiled = (input: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(input, garbage, fc.nat(), fc.constantFrom('replace', 'drop', 'add'))
    .map(([value, bad, at, how]) => {
      if (typeof value !== 'object' || value === null) return bad;
      const entries = Object.entries(value);
      const place = entries.length === 0 ? 0 : at % entries.length;
      // A path or an address that is made up would leave the ground that the test stands on.
      const isSafe = !CLOSED.has(entries[place]?.[0] ?? '') || typeof bad !== 'string';
      if (how === 'add') return { ...value, stranger: bad };
      if (how === 'drop') return Object.fromEntries(entries.filter((_entry, index) => index !== place));
      return Object.fromEntries(
        entries.map(([key, own], index) => [key, index === place && isSafe ? bad : own]),
      );
    });

/** `more`: values that a carrier can take beyond JSON. */
export function payloads(
  input: z.ZodType,
  words: Words,
  { seed, count, more = [] }: { seed: number; count: number; more?: readonly unknown[] },
): unknown[] {
  const written: unknown = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  const schema = schemaShape.parse(written);
  const shaped = valid(schema, words);
  // What takes nothing is asked the same with whatever object: often enough.
  const takesNothing = Object.keys(schema.properties ?? {}).length === 0 && schema.type === 'object';
  const scalars = garbage.filter((value) => typeof value !== 'object' || value === null);
  const any = fc.oneof(
    { arbitrary: shaped, weight: takesNothing ? 1 : 5 },
    { arbitrary: spoiled(shaped), weight: takesNothing ? 1 : 3 },
    { arbitrary: takesNothing ? scalars : garbage, weight: takesNothing ? 8 : 2 },
    ...(more.length > 0 ? [{ arbitrary: fc.constantFrom(...more), weight: 1 }] : []),
  );
  return fc.sample(any, { seed, numRuns: count });
}
