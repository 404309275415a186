/**
 * Makes the demonstration's site file by doing what an office would have done: the book was read from
 * the PBX, then a colleague changed things on the PBX while this office changed things here.
 */
import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { inputOf, type ContactInput } from '../../../core/api/shapes.ts';
import { type Contact, emptyFields } from '../../../core/directory/contact.ts';
import { Desk } from '../../api/desk.ts';
import { FileStore } from '../../api/files.ts';
import { MemorySecrets } from '../../api/secrets.ts';
import { Services } from '../../api/services.ts';
import { makeFolder } from '../../folder.ts';
import type { SimulatedPbx } from '../../simulator/commander/start.ts';

const person = (fields: Partial<ContactInput>): ContactInput => ({ ...emptyFields(), ...fields });

/** One laptop: a site file that holds what the PBX held when it was read. */
class Office {
  readonly services = new Services(
    new Desk({ shell: 'cli', files: new FileStore(), secrets: new MemorySecrets() }),
  );

  async read(path: string, { url, user, fingerprint, password }: SimulatedPbx): Promise<void> {
    const { services } = this;
    await services.call('site.create', { path, device: 'commander-6000', country: 'FR' });
    await services.call('connection.save', { connector: 'commander', url, user, fingerprint, password });
    const { plan } = await services.call('pbx.compare', {});
    await services.call('pbx.takeOver', { plan });
  }

  /** In the order of the list. Only people with a number, in groups that people may change. */
  async people(): Promise<Contact[]> {
    const { groups } = await this.services.call('contacts.facets', {});
    const standard = new Set(groups.filter(({ kind }) => kind === 'standard').map(({ name }) => name));
    const { ids } = await this.services.call('contacts.find', {});
    const { contacts } = await this.services.call('contacts.rows', { ids });
    return contacts.filter(
      ({ familyName, numbers, groups: own }) =>
        familyName !== '' && numbers.length > 0 && own.length > 0 && own.every((name) => standard.has(name)),
    );
  }

  async change(
    contact: Contact | undefined,
    changes: (fields: ContactInput) => Partial<ContactInput>,
  ): Promise<void> {
    if (contact === undefined) return;
    const from = inputOf(contact);
    await this.services.call('contacts.edit', {
      id: contact.id,
      from,
      contact: { ...from, ...changes(from) },
    });
  }

  async upload(): Promise<void> {
    const { plan } = await this.services.call('pbx.compare', {});
    await this.services.call('pbx.upload', { plan, takeOver: false });
  }
}

const firstNumber =
  (value: string) =>
  ({ numbers: [first, ...rest] }: ContactInput): Partial<ContactInput> => ({
    numbers: first === undefined ? [] : [{ ...first, value }, ...rest],
  });

export async function prepareDemonstration(path: string, pbx: SimulatedPbx): Promise<void> {
  makeFolder(dirname(path));
  const making = `${path}.making`;
  const away = `${path}.colleague`;
  for (const file of [making, away]) rmSync(file, { force: true });
  const here = new Office();
  const colleague = new Office();
  try {
    await here.read(making, pbx);
    await colleague.read(away, pbx);
    const [there, people] = [await colleague.people(), await here.people()];

    // On the PBX: a moved company, a new colleague, and a number that this office has changed as well.
    await colleague.change(there[3], firstNumber('+33 1 99 00 45 12'));
    await colleague.change(there[8], () => ({ company: 'Atelier du Canal SARL' }));
    await colleague.change(there[12], () => ({ department: 'Einkauf' }));
    await colleague.services.call('contacts.create', {
      contact: person({
        givenName: 'Heike',
        familyName: 'Brandstätter',
        company: 'Optik Brandstätter',
        numbers: [{ kind: 'work', value: '+49 30 23125 118' }],
        groups: there[12]?.groups ?? [],
      }),
    });
    await colleague.upload();

    // Here: the same number otherwise, another field of a contact that moved, new people, one who left.
    await here.change(people[3], firstNumber('+33 1 99 00 77 30'));
    await here.change(people[8], () => ({ position: 'Directrice' }));
    await here.change(people[20], firstNumber('+49 30 23125 907'));
    const groups = people[20]?.groups ?? [];
    const create = (contact: ContactInput) => here.services.call('contacts.create', { contact });
    await create(
      person({
        givenName: 'Oksana',
        familyName: 'Kovalčuk',
        company: 'Překlady Střed',
        note: 'Interpreter for the spring fair',
        numbers: [{ kind: 'mobile', value: '+44 7700 900321' }],
        groups,
      }),
    );
    await create(
      person({
        givenName: 'Théodore',
        familyName: 'Vannier',
        company: 'Vannier & Filles',
        numbers: [
          { kind: 'main', value: '+33 1 99 00 12 01' },
          { kind: 'work', value: '+33 1 99 00 12 02' },
          { kind: 'mobile', value: '+33 6 39 98 12 03' },
          { kind: 'home', value: '+33 1 99 00 12 04' },
          { kind: 'fax-work', value: '+33 1 99 00 12 09' },
        ],
        groups,
      }),
    );
    await create(
      person({ company: 'Taxi Nord', numbers: [{ kind: 'main', value: '020 7946 0444' }], groups }),
    );
    const leaver = people[30];
    if (leaver !== undefined) await here.services.call('contacts.delete', { ids: [leaver.id] });
  } finally {
    here.services.desk.close();
    colleague.services.desk.close();
    rmSync(away, { force: true });
  }
  renameSync(making, path);
}
