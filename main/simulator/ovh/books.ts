/** Phone books of groups and of lines: two trees of one shape (docs/protocols/ovh.md, section 7.1). */
import { z } from 'zod';
import { forbidden, missing, refusal } from './answer.ts';
import { bookNameProblem, contactProblem } from './book-rules.ts';
import { addBook, addContact, changed, NO_GROUP } from './books-store.ts';
import { documentOf } from './documents.ts';
import { exportView } from './exports.ts';
import { dialCode, isNumber, storedNumber } from './numbers.ts';
import { accountAt, mustManage, serviceAt } from './rights.ts';
import { route, type Call, type Route } from './route.ts';
import { bookOf, CONTACT, ids, NUMBERS, serviceOf, type Book, type Contact, type Service } from './rows.ts';
import { addTask, taskView } from './tasks.ts';

interface Tree {
  prefix: string;
  /** The vendor's name of the tree in its rights. */
  right: string;
  owner: (call: Call) => Service;
}

const TREES: readonly Tree[] = [
  {
    prefix: '/telephony/{billingAccount}/phonebook',
    right: 'phonebook',
    owner(call) {
      const { name } = accountAt(call);
      const group = serviceOf(call.world.store, name);
      if (group === null) throw missing('billingAccount', name);
      return group;
    },
  },
  {
    prefix: '/telephony/{billingAccount}/line/{serviceName}/phone/phonebook',
    right: 'line/phone/phonebook',
    owner(call) {
      const line = serviceAt(call, ['line']);
      if (line.brand === null) throw missing('phone', line.name);
      return line;
    },
  },
];

const NUMBER = z
  .string()
  .refine((text) => text === '' || isNumber(text), 'is not a phone number')
  .nullish();
const NAMES = { surname: z.string(), name: z.string(), group: z.string() };
const NUMBERS_OF_BODY = { homePhone: NUMBER, homeMobile: NUMBER, workPhone: NUMBER, workMobile: NUMBER };
const NEW_CONTACT = z.object({ ...NAMES, ...NUMBERS_OF_BODY });
const CHANGED_CONTACT = NEW_CONTACT.partial();

function taken(call: Call, sent: z.infer<typeof CHANGED_CONTACT>, before: Contact): Contact {
  const code = dialCode(call.customer.country);
  const after: Contact = {
    ...before,
    surname: sent.surname ?? before.surname,
    name: sent.name ?? before.name,
    grp: sent.group === undefined ? before.grp : sent.group.trim() === '' ? NO_GROUP : sent.group,
  };
  for (const field of NUMBERS) {
    const number = sent[field];
    if (number !== undefined) after[field] = number === null ? null : storedNumber(number, code);
  }
  const problem = contactProblem(after);
  if (problem !== null) throw refusal(400, problem);
  return after;
}

const EMPTY: Contact = {
  id: 0,
  surname: '',
  name: '',
  grp: NO_GROUP,
  homePhone: null,
  homeMobile: null,
  workPhone: null,
  workMobile: null,
};

function routesOf({ prefix, right, owner }: Tree): Route[] {
  const service = (call: Call, action: string): Service => {
    const found = owner(call);
    mustManage(call, found, `${right}/${action}`);
    return found;
  };
  const bookAt = (call: Call, action = 'get'): Book => {
    const { name } = service(call, action);
    const key = call.at('bookKey');
    const book = bookOf(call.world.store, key);
    if (book === null || book.service !== name) throw missing('bookKey', key);
    return book;
  };
  const writable = (call: Call, action: string): Book => {
    const book = bookAt(call, action);
    if (book.readonly) throw forbidden('This phonebook is read only', `voip:apiovh:${right}/${action}`);
    return book;
  };
  const contactAt = (call: Call, { key }: Book): Contact => {
    const id = call.at('id');
    const found = /^\d{1,15}$/.test(id)
      ? call.world.store.one(CONTACT, 'SELECT * FROM contact WHERE id = ? AND book = ?', Number(id), key)
      : null;
    if (found === null) throw missing('id', id);
    return found;
  };
  const one = `${prefix}/{bookKey}`;
  const contacts = `${one}/phonebookContact`;

  return [
    route('GET', prefix, (call) =>
      ids(
        call.world.store,
        'SELECT key AS id FROM book WHERE service = ? ORDER BY rowid',
        service(call, 'get').name,
      ),
    ),
    route('POST', prefix, (call) => {
      const { name: holder, kind, supports } = service(call, 'create');
      if (kind === 'line' && !supports) throw refusal(501, 'This brand of phone does not support phonebooks');
      const { name } = call.body(z.object({ name: z.string() }));
      const problem = bookNameProblem(name);
      if (problem !== null) throw refusal(400, problem);
      return addBook(call.world.store, holder, name);
    }),
    route('GET', one, (call) => {
      const { key, name, readonly, service: holder } = bookAt(call);
      if (right === 'phonebook') return { bookKey: key, name };
      return { bookKey: key, name, isReadonly: readonly, phoneKey: `phone-${holder}` };
    }),
    route('PUT', one, (call) => {
      const { key, name, readonly } = bookAt(call, 'edit');
      const sent = call.body(z.object({ name: z.string().optional(), isReadonly: z.boolean().optional() }));
      const problem = bookNameProblem(sent.name ?? name);
      if (problem !== null) throw refusal(400, problem);
      const locked = right === 'phonebook' ? readonly : (sent.isReadonly ?? readonly);
      call.world.store.run(
        'UPDATE book SET name = ?, readonly = ? WHERE key = ?',
        sent.name ?? name,
        locked ? 1 : 0,
        key,
      );
    }),
    route('DELETE', one, (call) => {
      call.world.store.run('DELETE FROM book WHERE key = ?', writable(call, 'delete').key);
    }),
    route('GET', `${one}/export`, (call) => {
      if (call.query.get('format') !== 'csv') throw refusal(400, '[format] has to be csv');
      return exportView(call, bookAt(call, 'export/get'));
    }),
    route('POST', `${one}/import`, (call) => {
      const book = writable(call, 'import');
      const { documentId } = call.body(z.object({ documentId: z.string() }));
      const { name, bytes } = documentOf(call, documentId);
      if (bytes.length === 0) throw refusal(400, 'This document has no content');
      return taskView(
        addTask(call, owner(call), 'phonebookImport', { book: book.key, filename: name, bytes }),
      );
    }),
    route('GET', contacts, (call) =>
      ids(call.world.store, 'SELECT id FROM contact WHERE book = ? ORDER BY id', bookAt(call).key),
    ),
    route('POST', contacts, (call) => {
      const { key } = writable(call, 'phonebookContact/create');
      const id = addContact(call.world.store, key, taken(call, call.body(NEW_CONTACT), EMPTY));
      changed(call.world.store, key);
      return id;
    }),
    route('GET', `${contacts}/{id}`, (call) => {
      const { grp, ...rest } = contactAt(call, bookAt(call));
      return { ...rest, group: grp };
    }),
    route('PUT', `${contacts}/{id}`, (call) => {
      const book = writable(call, 'phonebookContact/edit');
      const after = taken(call, call.body(CHANGED_CONTACT), contactAt(call, book));
      call.world.store.run(
        `UPDATE contact SET surname = ?, name = ?, grp = ?, homePhone = ?, homeMobile = ?, workPhone = ?,
         workMobile = ? WHERE id = ?`,
        after.surname,
        after.name,
        after.grp,
        after.homePhone,
        after.homeMobile,
        after.workPhone,
        after.workMobile,
        after.id,
      );
      changed(call.world.store, book.key);
    }),
    route('DELETE', `${contacts}/{id}`, (call) => {
      const book = writable(call, 'phonebookContact/delete');
      call.world.store.run('DELETE FROM contact WHERE id = ?', contactAt(call, book).id);
      changed(call.world.store, book.key);
    }),
  ];
}

export const bookRoutes = TREES.flatMap(routesOf);
