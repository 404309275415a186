/**
 * The list that a query asks for: its first rows at once, however long it is, then all of its ids. The last query
 * counts: one that is asked while first rows are under way waits for them, and takes the place of any that waited
 * before.
 */
import type { ContactQuery } from '../../core/api/shapes.ts';
import type { Problem } from '../../core/problem/problem.ts';
import type { Host } from '../host/host.ts';
import { problemOf } from '../state/problem.ts';
import type { Order } from './chosen.ts';
import { orderOf } from './chosen.ts';
import type { Rows } from './rows.ts';

/** As many as fit into a tall window. */
const FIRST = 40;
/** Milliseconds in which somebody who types has not pressed the next key yet. */
const TYPING = 180;

export interface Found {
  order: Order;
  /** The query and the state of the site that `order` belongs to; empty before the first answer. */
  key: string;
  query: string;
  /** What was searched. */
  search: string;
  /** Not only the first rows. */
  whole: boolean;
  problem: Problem | null;
}

export interface Finder {
  ask: (query: ContactQuery, epoch: string) => void;
  found: () => Found;
  /** What was found is not yet what was asked for. */
  isBehind: () => boolean;
  subscribe: (listener: () => void) => () => void;
  /** Once the whole list is there. */
  whenWhole: () => Promise<Order>;
}

interface Wanted {
  query: ContactQuery;
  /** The query as text, and with the state of the site. */
  text: string;
  key: string;
  epoch: string;
}

const keyOf = (text: string, epoch: string): string => `${epoch}\n${text}`;
const NONE: Found = { order: orderOf([]), key: '', query: '', search: '', whole: false, problem: null };

export function finderOf(host: Pick<Host, 'call'>, rows: Pick<Rows, 'keep'>): Finder {
  const listeners = new Set<() => void>();
  let found = NONE;
  let wanted: Wanted | null = null;
  let running = false;
  let hurry: (() => void) | null = null;
  let overtake: (() => void) | null = null;

  const tell = () => listeners.forEach((listener) => listener());
  const set = (next: Found) => {
    found = next;
    tell();
  };

  const first = async ({ query, text, key, epoch }: Wanted) => {
    const { contacts, more } = await host.call('contacts.first', { ...query, limit: FIRST });
    rows.keep(contacts, epoch);
    const order = orderOf(contacts.map(({ id }) => id));
    set({ order, key, query: text, search: query.search ?? '', whole: !more, problem: null });
  };

  const read = async (mine: Wanted) => {
    const { query, text, key } = mine;
    const { ids } = await host.call('contacts.find', query);
    if (wanted !== mine) return;
    set({ order: orderOf(ids), key, query: text, search: query.search ?? '', whole: true, problem: null });
  };

  /** A long list is long under way: the next key does not wait for it. */
  const whole = (mine: Wanted) =>
    Promise.race([read(mine), new Promise<void>((resolve) => (overtake = resolve))]);

  const isBehind = () => wanted !== null && found.key !== wanted.key;

  /** Until the next key, the time in which it may come, or somebody who cannot wait. */
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, TYPING);
      hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    }).finally(() => (hurry = null));

  const run = async () => {
    for (;;) {
      const mine = wanted;
      if (mine === null || (found.key === mine.key && found.whole)) {
        running = false;
        return;
      }
      try {
        // The same list after a change of the site: it stays as long as it is, and nothing jumps.
        if (found.query === mine.text && found.whole && found.key !== mine.key) await whole(mine);
        else if (found.key !== mine.key) await first(mine);
        else {
          await pause();
          if (wanted === mine) await whole(mine);
        }
      } catch (error) {
        if (wanted === mine) {
          wanted = null;
          set({ ...found, key: mine.key, problem: problemOf(error) });
        }
      }
    }
  };

  const start = () => {
    if (running) return;
    running = true;
    void run();
  };

  return {
    ask: (query, epoch) => {
      const text = JSON.stringify(query);
      const key = keyOf(text, epoch);
      if (wanted?.key === key) return;
      wanted = { query, text, key, epoch };
      hurry?.();
      overtake?.();
      start();
      tell();
    },
    found: () => found,
    isBehind,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whenWhole: () =>
      new Promise((resolve) => {
        const look = () => {
          if (!found.whole || isBehind()) return;
          listeners.delete(look);
          resolve(found.order);
        };
        listeners.add(look);
        hurry?.();
        look();
      }),
  };
}
