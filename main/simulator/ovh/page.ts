/** The page of the simulated API: accounts, books, mails, keys, and what was asked of it. */
import type { Reply } from './answer.ts';
import { changesOf } from './changes-store.ts';
import { credentials } from './credentials.ts';
import { escape } from '../escape.ts';
import { page } from './html.ts';
import { mails, type Mail } from './outbox.ts';
import { ACCOUNT, BOOK, bookOf, contactsOf, CUSTOMER, NUMBERS, servicesOf, type Service } from './rows.ts';
import type { SimulatorEvent } from './server.ts';
import { callsOf } from './telephony.ts';
import { tasksOf } from './tasks.ts';
import type { World } from './world.ts';

const SHOWN = 200;
const TITLE = 'OVHcloud telephony, simulated';

/** Fetches the page again every two seconds. */
const SCRIPT = `
setInterval(async()=>{if(document.hidden)return;
try{const page=new DOMParser().parseFromString(await(await fetch(location.href)).text(),'text/html');
for(const each of document.querySelectorAll('[data-live]'))each.innerHTML=page.getElementById(each.id).innerHTML}catch{}},2000)`;

const table = (head: readonly string[], rows: readonly (readonly string[])[], none: string): string =>
  rows.length === 0
    ? `<p>${none}</p>`
    : `<table><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>${rows
        .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
        .join('')}</tbody></table>`;

const section = (id: string, title: string, body: string): string =>
  `<section class="log"><h2>${title}</h2><div id="${id}" data-live>${body}</div></section>`;

const time = (at: number): string => `<span class="n">${new Date(at).toISOString().slice(11, 19)}</span>`;
const tag = (text: string): string => `<span class="tag">${escape(text)}</span>`;

function accounts(world: World): string {
  const services = ({ kind, name, description, admin, tech, billing, pack, brand }: Service): string[] => [
    `${tag(kind)} ${escape(name)}<small>${escape([description, brand ?? '', pack ?? ''].filter(Boolean).join(', '))}</small>`,
    ...[admin, tech, billing].map(escape),
  ];
  return world.store
    .all(ACCOUNT, 'SELECT * FROM account ORDER BY rowid')
    .map(({ name, description, status, special }) => {
      const marks = [status === 'expired' ? 'expired' : '', special ? 'special numbers' : ''].filter(Boolean);
      return `<h3>${escape(name)} ${marks.map(tag).join(' ')}<small> ${escape(description)}</small></h3>${table(
        ['Service', 'Administration', 'Technical', 'Billing'],
        servicesOf(world.store, name).map(services),
        '',
      )}`;
    })
    .join('');
}

const books = (world: World): string =>
  table(
    ['Book', 'Of', 'Contacts'],
    world.store
      .all(BOOK, 'SELECT * FROM book ORDER BY rowid')
      .map(({ key, name, service, readonly }) => [
        `<a href="/?book=${escape(key)}">${escape(name)}</a> ${readonly ? tag('read only') : ''}<small>${escape(key)}</small>`,
        escape(service),
        String(contactsOf(world.store, key).length),
      ]),
    'No phonebooks.',
  );

function contacts(world: World, key: string): string {
  const book = bookOf(world.store, key);
  if (book === null) return '<p>Choose a phonebook.</p>';
  const all = contactsOf(world.store, key);
  const rows = all
    .slice(0, SHOWN)
    .map((contact) => [
      `${escape(contact.surname)} ${escape(contact.name)}`,
      escape(contact.grp),
      NUMBERS.map(
        (field) => `<div class="n">${escape(contact[field] ?? '–')} <small>${field}</small></div>`,
      ).join(''),
    ]);
  return `<h3>${escape(book.name)}</h3>${table(['Name', 'Group', 'Numbers'], rows, 'No contacts.')}${all.length > SHOWN ? `<p>The first ${SHOWN} of ${all.length}.</p>` : ''}`;
}

function mailRow({ time: at, recipient, subject, body, token }: Mail): string[] {
  const buttons =
    token === null
      ? ''
      : `<form method="post" action="/outbox/answer"><input type="hidden" name="token" value="${escape(token)}"><button name="answer" value="accept">Accept</button> <button name="answer" value="refuse">Refuse</button></form>`;
  return [time(at), `<b>${escape(recipient)}</b><br>${escape(subject)}<pre>${escape(body)}</pre>${buttons}`];
}

function logRow({ time: at, method, path, nic, status, note }: SimulatorEvent): string[] {
  const shown = status === 0 ? '—' : String(status);
  return [
    `<span class="n">${at.slice(11, 19)}</span>`,
    `${escape(method)} ${escape(path)}${note === '' ? '' : `<br><b>${escape(note)}</b>`}`,
    escape(nic),
    status === 0 || status >= 400 ? `<span class="bad">${shown}</span>` : shown,
  ];
}

/** `?book=KEY` opens a book. */
export function overviewPage(world: World, log: readonly SimulatorEvent[], query: URLSearchParams): Reply {
  const customers = world.store
    .all(CUSTOMER, 'SELECT * FROM customer ORDER BY rowid')
    .map(({ nic, firstname, name, country, zone, validated, due }) => [
      `${escape(nic)}<small>${escape(`${firstname} ${name}, ${country}`)}</small>`,
      zone,
      validated ? 'validated' : tag('not validated'),
      due === 0 ? 'nothing due' : tag(`${(due / 100).toFixed(2)} € due`),
    ]);
  const changes = changesOf(world).map(({ id, service, types, sender, recipient, state }) => [
    String(id),
    `${escape(service)}<small>${types.join(', ')}</small>`,
    `${escape(sender)} → ${escape(recipient)}`,
    tag(state),
  ]);
  const tasks = tasksOf(world).map(({ id, action, service, status, message }) => [
    String(id),
    `${action}<small>${escape(service)}</small>`,
    `${tag(status)} ${escape(message ?? '')}`,
  ]);
  const keys = credentials(world.store, world.now()).map(({ id, nic, status, rules }) => [
    String(id),
    escape(nic ?? ''),
    tag(status),
    `${rules.length} rules`,
  ]);
  const calls = callsOf(world).map((call) => [
    time(call.time),
    escape(call.service),
    `${escape(call.calling)} → ${escape(call.called)}`,
  ]);
  const parts = [
    section('accounts', 'Billing accounts', accounts(world)),
    section('outbox', 'Mails', table([], mails(world).slice(0, 40).map(mailRow), 'No mails.')),
    section('books', 'Phonebooks', books(world)),
    section('book', 'Contacts', contacts(world, query.get('book') ?? '')),
    section('changes', 'Contact changes', table([], changes, 'None.')),
    section('tasks', 'Tasks and calls', table([], tasks, 'No tasks.') + table([], calls, 'No calls.')),
    section('customers', 'Customers and keys', table([], customers, '') + table([], keys, 'No keys.')),
    section(
      'log',
      'Requests',
      table([], log.toReversed().slice(0, 60).map(logRow), 'Nobody has called yet.'),
    ),
  ];
  const clock = new Date(world.now()).toISOString();
  return page(
    TITLE,
    `<header><h1>${TITLE}</h1><span id="facts" data-live><b>${escape(world.origin)}/1.0</b> · ${clock}</span></header><main>${parts.join('')}</main>`,
    SCRIPT,
  );
}
