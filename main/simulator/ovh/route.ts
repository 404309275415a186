/** Routes of the API: finding them, reading their parameters, and answering batches. */
import type { z } from 'zod';
import { Refusal, refusal } from './answer.ts';
import type { Customer } from './rows.ts';
import type { World } from './world.ts';

export interface Call {
  world: World;
  /** Whose consumer key it is. */
  customer: Customer;
  /** A parameter of the path, by its name in the route. */
  at: (name: string) => string;
  query: URLSearchParams;
  /** Throws the refusal that names the parameter which is missing or wrong. */
  body: <T>(shape: z.ZodType<T>) => T;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/telephony/{billingAccount}/line` */
  path: string;
  /** What it returns is the answer; undefined is *void*. */
  handle(call: Call): unknown;
}

export const route = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
  method,
  path,
  handle,
});

/** As many ids as the control panel asks for at once. */
const MOST_IN_BATCH = 50;

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw refusal(400, 'The path is not valid percent-encoding');
  }
};

export const segmentsOf = (path: string): string[] => path.slice(1).split('/').map(decoded);

function paramsOf(pattern: string, segments: readonly string[]): Map<string, string> | null {
  const names = pattern.slice(1).split('/');
  if (names.length !== segments.length) return null;
  const params = new Map<string, string>();
  for (const [i, name] of names.entries()) {
    const segment = segments[i] ?? '';
    const [, param] = /^\{(\w+)\}$/.exec(name) ?? [];
    if (param === undefined ? name !== segment : segment === '') return null;
    if (param !== undefined) params.set(param, segment);
  }
  return params;
}

/** Literal paths come before those with parameters: the order of the table is that of the search. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  segments: readonly string[],
): { route: Route; at: (name: string) => string } {
  for (const each of routes) {
    const params = each.method === method ? paramsOf(each.path, segments) : null;
    if (params === null) continue;
    const at = (name: string): string => {
      const value = params.get(name);
      if (value === undefined) throw new Error(`${each.path} has no ${name}`);
      return value;
    };
    return { route: each, at };
  }
  throw refusal(404, 'Got an invalid (or empty) URL');
}

export function bodyReader(bytes: Buffer): Call['body'] {
  return (shape) => {
    let value: unknown;
    try {
      value = bytes.length === 0 ? {} : JSON.parse(bytes.toString('utf8'));
    } catch {
      throw refusal(400, 'Invalid JSON received');
    }
    const read = shape.safeParse(value);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw refusal(400, `[${issue?.path.join('.') ?? ''}] ${issue?.message ?? 'is not valid'}`);
  };
}

const lastParam = ({ path }: Route): number =>
  path
    .slice(1)
    .split('/')
    .findLastIndex((name) => name.startsWith('{'));

/** One entry of the answer of a batch. */
interface BatchItem {
  key: string;
  value: unknown;
  error: Record<string, unknown> | null;
}

/**
 * Asks for each id in the one segment that lists them; a single id, the last parameter of the route, is a
 * batch too. What one of them is refused stands in its own entry.
 */
export function answerBatch(
  routes: readonly Route[],
  segments: readonly string[],
  separator: string,
  ask: (segments: string[]) => unknown,
): BatchItem[] {
  const lists = segments.flatMap((segment, i) => (segment.includes(separator) ? [i] : []));
  if (lists.length > 1) throw refusal(400, 'Only one part of the path may be a list');
  const place = lists[0] ?? lastParam(findRoute(routes, 'GET', segments).route);
  if (place < 0) throw refusal(400, 'There is nothing to be listed in this path');
  const keys = (segments[place] ?? '').split(separator);
  if (keys.length > MOST_IN_BATCH) throw refusal(400, `At most ${MOST_IN_BATCH} objects in a batch`);
  return keys.map((key) => {
    try {
      return { key, value: ask(segments.with(place, key)) ?? null, error: null };
    } catch (error) {
      if (error instanceof Refusal) return { key, value: null, error: error.body };
      throw error;
    }
  });
}
