import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyDraft } from '../core/directory/contact.ts';
import { createSite } from '../main/site/open.ts';

export const BROKEN_CUSTOMER = 'customer-007.switchbook';

/** The new folder `sites` of many customers' sites, all with the same contacts but for the broken one. */
export function makeCustomers(sites: string, count: number, contacts: number): void {
  mkdirSync(sites);
  const customer = (i: number): string => join(sites, `customer-${String(i).padStart(3, '0')}.switchbook`);
  const first = createSite(customer(0), 'commander-6000', 'FR');
  first.change('import', '', { kind: 'hand' }, (change) => {
    for (let i = 0; i < contacts; i++) {
      const value = `+331990${String(i).padStart(5, '0')}`;
      change.createContact({
        ...emptyDraft(),
        givenName: 'Anna',
        familyName: `Person ${i}`,
        numbers: [{ kind: 'work', value, e164: value }],
      });
    }
  });
  first.close();
  for (let i = 1; i < count; i++) copyFileSync(customer(0), customer(i));
  writeFileSync(join(sites, BROKEN_CUSTOMER), 'broken');
}
