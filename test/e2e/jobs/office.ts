/** What is really stored: site files are made and read here by the services themselves, in a program of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contact, emptyFields } from '../../../core/directory/contact.ts';
import type { ContactInput, ContactQuery } from '../../../core/api/shapes.ts';
import { Desk } from '../../../main/api/desk.ts';
import { FileStore } from '../../../main/api/files.ts';
import { MemorySecrets } from '../../../main/api/secrets.ts';
import { Services } from '../../../main/api/services.ts';

const person = (fields: Partial<ContactInput>): ContactInput => ({ ...emptyFields(), ...fields });

export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'switchbook-jobs-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  /** A site file opened, asked, and closed again, as the command line would. */
  async with<T>(site: string, work: (call: Services['call']) => Promise<T>): Promise<T> {
    const services = new Services(
      new Desk({ shell: 'cli', files: new FileStore(), secrets: new MemorySecrets() }),
    );
    try {
      await services.call('site.open', { path: site });
      return await work(services.call.bind(services));
    } finally {
      services.desk.close();
    }
  }

  /** A new site with these people, each with a group that it makes. */
  async site(
    name: string,
    people: readonly Partial<ContactInput>[],
    device = 'commander-6000',
    country = 'FR',
  ) {
    const path = this.path(`${name}.switchbook`);
    const services = new Services(
      new Desk({ shell: 'cli', files: new FileStore(), secrets: new MemorySecrets() }),
    );
    try {
      await services.call('site.create', { path, device, country });
      for (const group of new Set(people.flatMap(({ groups }) => groups ?? []))) {
        await services.call('groups.create', { name: group, kind: 'standard' });
      }
      for (const fields of people) await services.call('contacts.create', { contact: person(fields) });
    } finally {
      services.desk.close();
    }
    return path;
  }

  /** What is stored, in the order of the list. */
  contacts(site: string, query: ContactQuery = {}): Promise<Contact[]> {
    return this.with(site, async (call) => {
      const { ids } = await call('contacts.find', query);
      const { contacts } = await call('contacts.rows', { ids });
      return contacts;
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
