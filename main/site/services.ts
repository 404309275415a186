/** What is remembered of the services of OVHcloud telephony: as last read, requests, orders, history. */
import { z } from 'zod';
import {
  CHANGE_STATES,
  CONTACT_ROLES,
  SERVICE_KINDS,
  type ContactChange,
  type ServiceTable,
} from '../../core/directory/service-contact.ts';
import { isProblemCode, type ProblemCode } from '../../core/problem/problem.ts';
import type { ServiceEvent, ServicesView } from '../../core/services/history.ts';
import { EVENT_KINDS } from '../../core/services/history.ts';
import type { ContactOrder } from '../../core/services/order.ts';
import { OWN_STATES } from '../../core/services/order.ts';
import type { Database } from './database.ts';
import type { ServiceMemory } from './site.ts';

/** As many orders and events as anybody reads; all of them stay in the file. */
const SHOWN = 200;

const text = z.string();
const kind = z.enum(SERVICE_KINDS);
const role = z.enum(CONTACT_ROLES);

export const tableShape = z.object({
  billingAccount: text,
  at: text,
  me: text,
  services: z.array(
    z.object({
      kind,
      name: text,
      contacts: z.object({ administration: text, technical: text, billing: text }),
    }),
  ),
  specialNumbers: z.boolean(),
  debt: text.nullable(),
});

export const changeShape = z.object({
  id: z.number(),
  state: z.enum(CHANGE_STATES),
  roles: z.array(role),
  from: text,
  to: text,
  asking: text.nullable(),
  service: text.nullable(),
  requestedAt: text,
  doneAt: text.nullable(),
});

const problemShape = z.object({
  code: z.custom<ProblemCode>((code) => typeof code === 'string' && isProblemCode(code)),
  severity: z.enum(['error', 'warning']),
  value: text,
  params: z.record(text, z.union([text, z.number()])),
});

export const orderShape = z.object({
  at: text,
  me: text,
  billingAccount: text,
  service: text,
  kind,
  changes: z.array(
    z.object({
      role,
      from: text,
      to: text,
      step: z.number(),
      task: z.number().nullable(),
      state: z.enum([...CHANGE_STATES, ...OWN_STATES]),
      shown: z.boolean().nullable(),
      // Of another version: what it said is no longer known.
      problem: problemShape.nullable().catch(null),
    }),
  ),
  known: z.array(z.number()),
});

export const eventShape = z.object({
  at: text,
  kind: z.enum(EVENT_KINDS),
  person: text,
  service: text,
  roles: z.array(role),
  from: text,
  to: text,
  task: z.number().nullable(),
  state: z.enum(CHANGE_STATES).nullable(),
});

const kept = z.object({ id: z.number(), content: text });

export class ServiceStore implements ServiceMemory {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  view(billingAccount: string): ServicesView {
    return this.#db.snapshot(() => {
      const table = this.#table(billingAccount);
      return {
        billingAccount,
        table,
        changes: table === null ? [] : this.changes(table.me),
        orders: this.orders(billingAccount).slice(0, SHOWN),
        events: this.events(billingAccount),
      };
    });
  }

  setTable(table: ServiceTable): void {
    this.#db.run(
      'INSERT OR REPLACE INTO service_table (billingAccount, content) VALUES (?, ?)',
      table.billingAccount,
      JSON.stringify(table),
    );
  }

  changes(me: string): ContactChange[] {
    const sql = 'SELECT content FROM contact_change WHERE me = ? ORDER BY id DESC';
    return this.#db.column(text, sql, me.toLowerCase()).map((row) => this.#db.json(changeShape, row));
  }

  setChange(me: string, change: ContactChange): void {
    this.#db.run(
      'INSERT OR REPLACE INTO contact_change (me, id, content) VALUES (?, ?, ?)',
      me.toLowerCase(),
      change.id,
      JSON.stringify(change),
    );
  }

  orders(billingAccount: string): ContactOrder[] {
    const sql = 'SELECT id, content FROM contact_order WHERE billingAccount = ? ORDER BY id DESC';
    return this.#db
      .rows(kept, sql, billingAccount)
      .map(({ id, content }) => ({ id, ...this.#db.json(orderShape, content) }));
  }

  saveOrder({ id, ...order }: ContactOrder): ContactOrder {
    const content = JSON.stringify(order);
    if (id !== 0) {
      this.#db.run('UPDATE contact_order SET content = ? WHERE id = ?', content, id);
      return { id, ...order };
    }
    const sql = 'INSERT INTO contact_order (billingAccount, content) VALUES (?, ?)';
    return { id: this.#db.run(sql, order.billingAccount, content).id, ...order };
  }

  events(billingAccount: string): ServiceEvent[] {
    const sql = 'SELECT content FROM service_event WHERE billingAccount = ? ORDER BY id DESC LIMIT ?';
    return this.#db.column(text, sql, billingAccount, SHOWN).map((row) => this.#db.json(eventShape, row));
  }

  addEvent(billingAccount: string, event: ServiceEvent): void {
    const sql = 'INSERT INTO service_event (billingAccount, content) VALUES (?, ?)';
    this.#db.run(sql, billingAccount, JSON.stringify(event));
  }

  together<T>(work: () => T): T {
    return this.#db.transaction(work);
  }

  #table(billingAccount: string): ServiceTable | null {
    const sql = 'SELECT content FROM service_table WHERE billingAccount = ?';
    const [row] = this.#db.column(text, sql, billingAccount);
    return row === undefined ? null : this.#db.json(tableShape, row);
  }
}
