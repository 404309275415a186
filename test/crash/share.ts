/**
 * Works with a site on a share, where SQLite has no memory in common with others and so no WAL: programs that write
 * there are killed, others write at once. Prints what it met. Started in a mount namespace of its own, see
 * `share.test.ts`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { emptyDraft } from '../../core/directory/contact.ts';
import { createSite, openSite } from '../../main/site/open.ts';
import { restore } from '../../main/site/restore.ts';
import { salvage } from '../../main/site/salvage.ts';
import { codeOf } from '../problem-of.ts';
import { REVISION } from '../../main/site/settings.ts';

const [share = '', behind = '', kills = '0', changes = '0'] = process.argv.slice(2);
const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const path = join(share, 'office.switchbook');

const names = (): string[] => readdirSync(share).sort();

/** What SQLite does there when it is asked for a WAL. */
function askForWal(): string {
  const raw = new Sqlite(join(share, 'wal.sqlite'));
  try {
    raw.exec('PRAGMA journal_mode = wal; CREATE TABLE t (a)');
    return 'done';
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) return error.code;
    throw error;
  } finally {
    raw.close();
  }
}
const wal = askForWal();
for (const name of names()) rmSync(join(share, name));

const site = createSite(path, 'commander-6000', 'FR');
site.change('create-contact', 'first', { kind: 'hand' }, (change) => {
  change.createContact({ ...emptyDraft(), familyName: 'First' });
});
const whileOpen = names();
site.close();
const whenClosed = names();

/** Behind the share, so that looking costs nothing. */
const sizeOf = (part: string): number =>
  statSync(join(behind, `office.switchbook${part}`), { throwIfNoEntry: false })?.size ?? 0;

/** Kills a writer while it writes to the file what its journal can take back. The last revision it spoke of. */
async function killAtWriting(): Promise<number> {
  const writer = spawn(process.execPath, [program('writer.ts'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  writer.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  await once(writer.stdout, 'data');
  await pause(Math.random() * 40);
  let size = Infinity;
  for (const end = Date.now() + 1000; Date.now() < end;) {
    if (sizeOf('-journal') === 0) size = sizeOf('');
    else if (sizeOf('') > size) break;
  }
  writer.kill('SIGKILL');
  await once(writer, 'close');
  return Number(said.split('\n').at(-2));
}

const isHot = (): boolean => {
  if (sizeOf('-journal') === 0) return false;
  const byte = Buffer.alloc(1);
  readSync(openSync(join(behind, 'office.switchbook-journal'), 'r'), byte, 0, 1, 0);
  // A header of zeros says that there is nothing to take back (https://www.sqlite.org/fileformat2.html#the_rollback_journal).
  return byte[0] !== 0;
};

/** Whether the file alone, without its journal, is neither the state before nor the one after. */
function isTorn(committed: number): boolean {
  const alone = join(share, 'alone.sqlite');
  copyFileSync(path, alone);
  const raw = new Sqlite(alone, { readonly: true });
  try {
    const revision = raw.prepare(`SELECT ${REVISION} FROM site`).pluck().get();
    return raw.pragma('integrity_check', { simple: true }) !== 'ok' || revision !== committed;
  } catch {
    return true;
  } finally {
    raw.close();
    rmSync(alone);
  }
}

const met = { hot: 0, torn: 0, off: 0, faults: 0, uncounted: 0 };
/** The same moment read in other ways, that of the first torn file. */
let inOtherWays: unknown = null;
/** Every fourth kill or so meets a file that is half written: as many as asked, and more until there is one. */
const isEnough = (done: number): boolean => done >= Number(kills) && (met.torn > 0 || done >= 100);
for (let kill = 0; !isEnough(kill); kill += 1) {
  const committed = await killAtWriting();
  const hot = isHot();
  const torn = hot && isTorn(committed);
  if (hot) met.hot += 1;
  if (torn) met.torn += 1;
  const copy = join(share, 'copy.switchbook');
  if (torn && inOtherWays === null) {
    for (const part of ['', '-journal']) copyFileSync(`${path}${part}`, `${copy}${part}`);
  }
  const after = openSite(path);
  // What was committed is there, at most with the one commit that the writer had no time to speak of.
  if (![committed, committed + 1].includes(after.revision())) met.off += 1;
  if (after.safety.check().faults.length > 0) met.faults += 1;
  const contacts = [...after.eachContact()].map(({ familyName, givenName }) => familyName + givenName);
  if (contacts.length !== after.facets().all) met.uncounted += 1;
  after.close();
  if (!torn || inOtherWays !== null) continue;
  const same = (opened: ReturnType<typeof openSite>): boolean => {
    using one = opened;
    const found = [...one.eachContact()].map(({ familyName, givenName }) => familyName + givenName);
    return JSON.stringify(found) === JSON.stringify(contacts);
  };
  const before = readFileSync(copy);
  const saved = join(share, 'saved.switchbook');
  inOtherWays = {
    readOnly: same(openSite(copy, { readOnly: true })),
    salvaged: salvage(copy, saved).repairs.length === 0 && same(openSite(saved)),
    untouched: existsSync(`${copy}-journal`) && readFileSync(copy).equals(before),
  };
  for (const name of names().filter((one) => !one.startsWith('office.'))) rmSync(join(share, name));
}

/** Several programs at once, each change of each once. */
const office = join(share, 'busy.switchbook');
createSite(office, 'commander-6000', 'FR').close();
const programs = ['Anna', 'Bea'];
const ends = await Promise.all(
  programs.map((name) =>
    once(
      spawn(process.execPath, [program('neighbour.ts'), office, name, changes], {
        stdio: ['ignore', 'inherit', 'inherit'],
      }),
      'close',
    ),
  ),
);
const busy = openSite(office);
const made = new Set([...busy.eachContact()].map(({ familyName }) => familyName));
const together = { ends: ends.flat(), contacts: made.size, revision: busy.revision() };
const copy = busy.safety.keep('hand');
while (busy.undo() !== null);
busy.close();
const restored = await restore(office, copy?.number ?? 0);
rmSync(join(share, 'busy.backups'), { recursive: true });

/** Left by a computer that had the file on a disk of its own, with its log. */
const moved = join(share, 'moved.switchbook');
const logged = new Sqlite(join(behind, 'office.switchbook'));
logged.exec('PRAGMA journal_mode = wal; UPDATE contact SET company = company');
for (const part of ['', '-wal']) copyFileSync(join(behind, `office.switchbook${part}`), `${moved}${part}`);
logged.close();
const fromDisk = codeOf(() => openSite(moved).close());

/** Deleted while it is open. */
const gone = openSite(office);
rmSync(office);
const deleted = [gone.info().locked?.code, codeOf(() => gone.undo())];
gone.close();

console.info(
  JSON.stringify({
    wal,
    whileOpen,
    whenClosed,
    kills: met,
    inOtherWays,
    together,
    restored: restored.contacts,
    fromDisk,
    deleted,
    left: names(),
  }),
);
