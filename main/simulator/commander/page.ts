/** The little web page of the simulated device: what it holds and what was asked of it. Reads only. */
import { createHash } from 'node:crypto';
import { escape } from '../escape.ts';
import { AT, cell, entries, shownName } from './columns.ts';
import type { Device, Reply } from './device.ts';
import type { SimulatorEvent } from './server.ts';
import type { Permission, SoftCall, StoredContact } from './rows.ts';
import type { Store } from './store.ts';

const SHOWN = 200;

const STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#64707f;--line:#dfe4ea;--paper:#fff;--back:#f3f5f8;--mark:#0b6e99;--tint:#e6f2f7;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#98a3b1;--line:#2d3540;--paper:#1a2028;--back:#12161c;--mark:#5bb8de;--tint:#16303c;--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:14px/1.45 system-ui,sans-serif}
header{display:flex;gap:24px;align-items:baseline;flex-wrap:wrap;padding:20px 28px;background:var(--paper);border-bottom:1px solid var(--line)}
h1{margin:0;font-size:20px}h2{margin:0 0 10px;font-size:12px;font-weight:600;color:var(--soft);text-transform:uppercase;letter-spacing:.06em}
header span{color:var(--soft)}header b{color:var(--ink);font-weight:600}
main{display:grid;grid-template-columns:250px minmax(0,1fr) 400px;gap:18px;padding:18px 28px;align-items:start}
@media(max-width:1150px){main{grid-template-columns:1fr}}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:16px;min-width:0;overflow-x:auto}
a{color:inherit;text-decoration:none}nav a{display:flex;justify-content:space-between;gap:8px;padding:6px 10px;border-radius:6px}
nav a:hover,nav a[aria-current]{background:var(--tint);color:var(--mark)}nav small{color:var(--soft)}
table{width:100%;border-collapse:collapse}th{text-align:left;font-size:12px;color:var(--soft);font-weight:600}
th,td{padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top}td small{color:var(--soft);display:block}
.n{font-variant-numeric:tabular-nums;white-space:nowrap}.tag{display:inline-block;background:var(--tint);color:var(--mark);border-radius:4px;padding:0 6px;margin:0 3px 3px 0;font-size:12px}
form{margin-bottom:12px}input{width:100%;padding:8px 10px;border:1px solid var(--line);border-radius:6px;background:var(--back);color:inherit;font:inherit}
.wide{grid-column:1/-1}
.log td{font-size:12px;padding:4px 6px;overflow-wrap:anywhere}.bad{color:var(--bad);font-weight:600}p{color:var(--soft)}`;

/** Fetches the page again every two seconds, unless somebody is typing. */
const SCRIPT = `
setInterval(async()=>{if(document.hidden||document.activeElement?.tagName==='INPUT')return;
try{const page=new DOMParser().parseFromString(await(await fetch(location.href)).text(),'text/html');
for(const id of['facts','groups','book','log','rights','calls'])document.getElementById(id).innerHTML=page.getElementById(id).innerHTML}catch{}},2000)`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const POLICY = `default-src 'none'; connect-src 'self'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

function contactRow({ cells, groups }: StoredContact, names: ReadonlyMap<number, string>): string {
  const company = cell(cells, AT.company);
  const numbers = entries(cells, 'numbers').map(
    ([word = '', number = '']) => `<div>${escape(number)} <small>${escape(word)}</small></div>`,
  );
  const mails = entries(cells, 'emails').map(([, mail = '']) => `<small>${escape(mail)}</small>`);
  const tags = groups.map((group) => `<span class="tag">${escape(names.get(group) ?? '')}</span>`);
  const name = shownName(cells);
  const second = [cell(cells, AT.position), name === company ? '' : company].filter((text) => text !== '');
  return `<tr><td>${escape(name)}<small>${escape(second.join(', '))}</small></td><td class="n">${numbers.join('')}</td><td>${tags.join('')}${mails.join('')}</td></tr>`;
}

/** A row for each contact group, a column for each subscriber. */
function rights(store: Store): string {
  const permissions = store.permissions();
  const names = new Map(permissions.map(({ extension, name }) => [extension, name]));
  if (names.size === 0) return '<p>No subscribers.</p>';
  const mark = ({ read, write, standard }: Permission): string =>
    `${write ? 'read and write' : read ? 'read' : '–'}${standard ? ' <span class="tag">new contacts</span>' : ''}`;
  const head = [...names].map(
    ([extension, name]) => `<th>${escape(extension)} <small>${escape(name)}</small></th>`,
  );
  const rows = store.groups().map(({ id, name }) => {
    const own = permissions.filter(({ group }) => group === id);
    return `<tr><td>${escape(name)}</td>${own.map((row) => `<td>${mark(row)}</td>`).join('')}</tr>`;
  });
  return `<table><thead><tr><th>Contact group</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const callRow = ({ at, extension, number }: SoftCall): string =>
  `<tr><td class="n">${escape(at.slice(11, 19))}</td><td>${escape(extension)}</td><td class="n">${escape(number)}</td></tr>`;

function logRow({ time, method, path, user, status, note }: SimulatorEvent): string {
  const bad = status === 0 || status >= 400 ? ' class="bad"' : '';
  const what = note === '' ? '' : `<br><b>${escape(note)}</b>`;
  return `<tr><td class="n">${time.slice(11, 19)}</td><td>${escape(method)} ${escape(path)}${what}</td><td>${escape(user)}</td><td${bad}>${status === 0 ? '—' : status}</td></tr>`;
}

const link = (href: string, text: string, note: string, count: number, current: boolean): string =>
  `<a href="${escape(href)}"${current ? ' aria-current="page"' : ''}><span>${escape(text)} <small>${escape(note)}</small></span><small>${count}</small></a>`;

/** `?group=ID` and `?q=TEXT` narrow the list. */
export function overviewPage(
  { profile, store, firmware, serial }: Device,
  log: readonly SimulatorEvent[],
  query: URLSearchParams,
): { reply: Reply; headers: Record<string, string> } {
  const groups = store.groups();
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const wanted = query.get('group') ?? '';
  const words = (query.get('q') ?? '').trim();
  const all = [...store.contacts()];
  const found = all.filter(
    (contact) =>
      (wanted === '' || contact.groups.includes(Number(wanted))) &&
      (words === '' || contact.cells.join('\n').toLowerCase().includes(words.toLowerCase())),
  );
  const calls = store.softCalls();
  const title = `${profile.name}, simulated`;
  const more =
    found.length > SHOWN ? `<p>The first ${SHOWN} of ${found.length}: search to see others.</p>` : '';
  const list =
    found.length === 0
      ? '<p>No contacts here.</p>'
      : `<table><thead><tr><th>Name</th><th>Numbers</th><th>Groups and mail</th></tr></thead><tbody>${found
          .slice(0, SHOWN)
          .map((contact) => contactRow(contact, names))
          .join('')}</tbody></table>${more}`;
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>${STYLE}</style></head><body>
<header><h1>${escape(title)}</h1><span id="facts"><b>${all.length}</b> contacts · <b>${groups.length}</b> groups · firmware <b>${escape(firmware)}</b> · serial <b>${escape(serial)}</b></span></header>
<main><section class="wide"><h2>Authorisations and standard contact groups</h2><div id="rights">${rights(store)}</div></section>
<section><h2>Contact groups</h2><nav id="groups">${link('/', 'All contacts', '', all.length, wanted === '')}${groups
    .map(({ id, name, kind, standard }) =>
      link(
        `/?group=${id}`,
        name,
        standard ? `${kind}, for new contacts` : kind,
        store.memberCount(id),
        wanted === String(id),
      ),
    )
    .join('')}</nav></section>
<section><h2>Contacts</h2><form><input name="q" value="${escape(words)}" placeholder="Search names, numbers, places …" aria-label="Search">${wanted === '' ? '' : `<input type="hidden" name="group" value="${escape(wanted)}">`}</form><div id="book">${list}</div></section>
<section class="log"><h2>Soft calls</h2><div id="calls">${
    calls.length === 0
      ? '<p>Nobody has been called yet.</p>'
      : `<table><tbody>${calls.toReversed().slice(0, 60).map(callRow).join('')}</tbody></table>`
  }</div>
<h2>Requests</h2><div id="log">${
    log.length === 0
      ? '<p>Nobody has called yet.</p>'
      : `<table><tbody>${log.toReversed().slice(0, 60).map(logRow).join('')}</tbody></table>`
  }</div></section></main><script>${SCRIPT}</script></body></html>`;
  return {
    reply: { status: 200, type: 'text/html; charset=utf-8', body },
    headers: {
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  };
}
