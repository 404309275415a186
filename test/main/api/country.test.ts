/** Countries that are none: nothing is read with them, whichever operation they come with. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Services } from '../../../main/api/services.ts';
import { atNewSite } from './help.ts';

let services: Services;
const UNKNOWN = { problem: { code: 'country-unknown', value: 'XX' } };

beforeEach(async () => {
  services = await atNewSite();
});
afterEach(() => services.desk.close());

it('are refused where numbers are written internationally', async () => {
  const asked = { scope: { query: {} }, operation: { kind: 'numbers', country: 'XX' } } as const;
  await expect(services.call('bulk.preview', asked)).rejects.toMatchObject(UNKNOWN);
  const { revision } = await services.call('bulk.preview', {
    scope: { query: {} },
    operation: { kind: 'numbers', country: 'DE' },
  });
  await expect(services.call('bulk.apply', { ...asked, revision })).rejects.toMatchObject(UNKNOWN);
});

it('are refused where a file is imported', async () => {
  const file = services.desk.files.add('people.csv', Buffer.from('Nom;Téléphone\nOst;0199001122\n'));
  const asked = { file, options: { country: 'XX' } };
  await expect(services.call('import.preview', asked)).rejects.toMatchObject(UNKNOWN);
});
