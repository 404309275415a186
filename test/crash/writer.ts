/**
 * Writes into a site file until it is killed: imports of several contacts with a photo and groups, edits,
 * undo and redo. Says the revision after each commit.
 */
import { writeSync } from 'node:fs';
import { emptyDraft } from '../../core/directory/contact.ts';
import { openSite } from '../../main/site/open.ts';

const [path = ''] = process.argv.slice(2);
const site = openSite(path);
const standardOutput = 1;
for (let round = 0; ; round += 1) {
  if (round % 4 === 3) site.undo();
  else if (round % 7 === 6) site.redo();
  else {
    site.change('import', `round ${round}`, { kind: 'file', name: 'x.csv' }, (change) => {
      change.ensureGroup(`Group ${round % 3}`, 'standard');
      for (let index = 0; index <= round % 20; index += 1) {
        const id = change.createContact({
          ...emptyDraft(),
          givenName: `Name ${round}-${index}`,
          groups: [`Group ${round % 3}`],
          photo: { type: 'image/png', data: new Uint8Array(20_000).fill(round % 5) },
        });
        change.updateContact(id, { note: 'x'.repeat(index * 100) });
      }
    });
  }
  writeSync(standardOutput, `${site.revision()}\n`);
}
