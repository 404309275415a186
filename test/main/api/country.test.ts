/** Countries that are none: nothing is read with them, whichever operation they come with. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Desk } from '../../../main/api/desk.ts';
import { FileStore } from '../../../main/api/files.ts';
import { MemorySecrets } from '../../../main/api/secrets.ts';
import { Services } from '../../../main/api/services.ts';
import { somewhere } from '../site/help.ts';

let services: Services;
const UNKNOWN = { problem: { code: 'country-unknown', value: 'XX' } };

beforeEach(async () => {
  services = new Services(new Desk({ shell: 'cli', files: new FileStore(), secrets: new MemorySecrets() }));
  await services.call('site.create', { path: somewhere(), device: 'commander-6000', country: 'FR' });
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
