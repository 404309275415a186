/** One of several programs that change the same site file at once, through the services, as a window does. */
import { Desk } from '../../main/api/desk.ts';
import { FileStore } from '../../main/api/files.ts';
import { MemorySecrets } from '../../main/api/secrets.ts';
import { Services } from '../../main/api/services.ts';
import { emptyInput } from '../../renderer/contacts/input.ts';

const [path = '', name = '', count = '0'] = process.argv.slice(2);
const services = new Services(
  new Desk({ shell: 'cli', files: new FileStore(), secrets: new MemorySecrets() }),
);
await services.call('site.open', { path });
for (let i = 0; i < Number(count); i += 1) {
  await services.call('contacts.create', { contact: { ...emptyInput([]), familyName: `${name} ${i}` } });
}
services.desk.close();
