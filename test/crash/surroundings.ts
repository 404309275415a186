/**
 * Works with a site on a disk of its own, which is filled up and then made read-only, and prints what it met.
 * Started in a mount namespace of its own, see `surroundings.test.ts`.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyDraft } from '../../core/directory/contact.ts';
import { createSite, openSite } from '../../main/site/open.ts';
import { salvage } from '../../main/site/salvage.ts';
import { codeOf } from '../problem-of.ts';

const [disk = ''] = process.argv.slice(2);
const path = join(disk, 'office.switchbook');

// Something else that can be deleted: the log of SQLite may take all that is left, and gives nothing back by itself.
const room = join(disk, 'other');
writeFileSync(room, new Uint8Array(500_000));

const site = createSite(path, 'commander-6000', 'FR');
const write = (): void =>
  site.change('create-contact', 'x', { kind: 'hand' }, (change) => {
    change.createContact({ ...emptyDraft(), note: 'x'.repeat(50_000) });
  });
let written = 0;
let full = codeOf(write);
while (full === null) {
  written += 1;
  full = codeOf(write);
}
const heldWhenFull = site.info().contacts;
const copies = [
  codeOf(() => site.safety.keep('hand')),
  codeOf(() => site.safety.copyTo(join(disk, 'copy.switchbook'))),
  codeOf(() => salvage(path, join(disk, 'saved.switchbook'))),
];
const left = readdirSync(disk).filter((name) => name !== 'other' && !name.startsWith('office.switchbook'));
site.close();

const reopened = openSite(path);
const faults = reopened.safety.check().faults;
const heldAfter = reopened.info().contacts;
reopened.close();
// Full to the last byte, also for what SQLite needs to open it.
codeOf(() => {
  try {
    writeFileSync(join(disk, 'filler'), new Uint8Array(8_000_000));
  } catch {
    // That it does not fit is what it is for.
  }
});
const opened = codeOf(() => {
  using one = openSite(path);
  if (one.info().contacts !== heldAfter) throw new Error('Contacts are missing');
});
for (const file of [join(disk, 'filler'), room]) rmSync(file);
const afterRoom = codeOf(() => {
  using one = openSite(path);
  one.undo();
});

spawnSync('mount', ['-o', 'remount,ro', disk]);
using fixed = openSite(path);
const readOnly = {
  locked: fixed.info().locked?.code,
  contacts: [...fixed.eachContact()].length,
  change: codeOf(() => fixed.undo()),
};
console.info(
  JSON.stringify({
    written,
    full,
    heldWhenFull,
    copies,
    left,
    faults,
    heldAfter,
    opened,
    afterRoom,
    readOnly,
  }),
);
