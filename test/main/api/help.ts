import { Desk } from '../../../main/api/desk.ts';
import { FileStore } from '../../../main/api/files.ts';
import { MemorySecrets } from '../../../main/api/secrets.ts';
import { Services } from '../../../main/api/services.ts';
import { somewhere } from '../site/help.ts';

/** The services of a desk with a new French site. */
export async function atNewSite(path = somewhere()): Promise<Services> {
  const services = new Services(
    new Desk({ shell: 'cli', files: new FileStore(), secrets: new MemorySecrets() }),
  );
  await services.call('site.create', { path, device: 'commander-6000', country: 'FR' });
  return services;
}
