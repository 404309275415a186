import { describe, expect, it } from 'vitest';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { shownName } from '../../../core/directory/contact.ts';
import { readVcards } from '../../../core/formats/vcard/read.ts';
import type { HandOffFiles } from '../../../main/jobs/hand-off.ts';
import { handOff } from '../../../main/jobs/hand-off.ts';
import { decoded, fields, heldSo, snapshot } from '../../core/photo/pictures.ts';
import { quiet } from '../../quiet.ts';
import { Client, loginOf } from '../simulator/client.ts';
import { add, byHand, draft } from '../site/help.ts';
import { applyAll, Bench } from './pbx-bench.ts';

const person = (familyName: string, digits: string, more: Partial<ContactDraft> = {}) =>
  draft({ familyName, numbers: [{ kind: 'work', value: `+${digits}`, e164: `+${digits}` }], ...more });

const textOf = ({ files }: HandOffFiles, fileName: string) =>
  Buffer.from(files.find((one) => one.fileName === fileName)?.bytes ?? []).toString('utf8');

const createGroups = (bench: Bench, names: string[]) =>
  bench.atPbx((connector) =>
    applyAll(
      connector,
      names.map((name) => ({
        key: name,
        kind: 'create-group',
        name,
        groupKind: 'standard',
        standardForNew: false,
      })),
    ),
  );

/** What a person does with the sheet: imports each CSV file for its groups. */
async function importByHand(bench: Bench, { files }: HandOffFiles, extension: string): Promise<void> {
  const client = new Client(bench.pbx, loginOf(bench.pbx, 'administrator'));
  const ids = new Map(bench.pbx.book().groups.map(({ name, id }) => [name, id]));
  for (const { fileName, bytes } of files.filter((one) => one.fileName.endsWith(extension))) {
    const groups = [...ids].flatMap(([name, id]) => (fileName.includes(name) ? [id] : [])).join();
    const page = extension === '.csv' ? 'adressbuch_csv' : 'adressbuch_vcard';
    const answer = await client.upload(page, fileName, Buffer.from(bytes), `&groups=${groups}`);
    expect(answer).toEqual({ errors: [], warnings: [] });
  }
}

describe('hand-off', () => {
  it.each(['.csv', '.vcf'])(
    'makes %s files that the PBX imports, after which nothing is missing',
    async (extension) => {
      const bench = await new Bench().plugIn();
      byHand(bench.site, (change) => {
        change.ensureGroup('Clients', 'standard');
        change.ensureGroup('Personnel', 'standard');
        change.createContact(person('Weiß', '493012345678', { groups: ['Clients'], birthday: '1980-05-17' }));
        change.createContact(
          person('Gruber', '4312345678', {
            company: 'Bar "Chez Léa"; Nice',
            groups: ['Clients', 'Personnel'],
            emails: [{ kind: 'work', value: 'a@example.org' }],
          }),
        );
        change.createContact(person('Rossi', '390612345678'));
      });
      const made = await handOff(bench.site, 'de', quiet);
      expect(made.files.map(({ fileName }) => fileName)).toEqual([
        '01 Clients.csv',
        '01 Clients.vcf',
        '02 Clients + Personnel.csv',
        '02 Clients + Personnel.vcf',
        '03 ohne Gruppe.csv',
        '03 ohne Gruppe.vcf',
        'anleitung.txt',
      ]);
      await createGroups(bench, ['Clients', 'Personnel']);
      await importByHand(bench, made, extension);
      const { upload: plan } = (await bench.compare()).comparison;
      const { create, update } = plan.toPbx;
      expect({ create, update, conflicts: plan.conflicts }).toEqual({
        create: [],
        update: [],
        conflicts: [],
      });
      const after = await handOff(bench.site, 'de', quiet);
      expect(after.files.map(({ fileName }) => fileName)).toEqual(['anleitung.txt']);
    },
  );

  it('says everything else step by step, in the words of the Configuration Manager', async () => {
    const bench = await new Bench().plugIn({ contacts: 12 });
    await bench.pull();
    const [edited, removed] = [...bench.site.eachContact()].filter(
      ({ groups }) => !groups.some((name) => name.startsWith('Google')),
    );
    byHand(bench.site, (change) => {
      change.updateContact(edited?.id ?? 0, { company: 'Neue Firma' });
      change.deleteContact(removed?.id ?? 0);
      change.ensureGroup('Nouveau', 'dect-900');
      change.editGroup(bench.site.groups().find(({ name }) => name === 'Clients')?.id ?? 0, {
        name: 'Kunden',
      });
      change.deleteGroup(bench.site.groups().find(({ name }) => name === 'Personnel')?.id ?? 0);
    });
    add(bench.site, draft({ familyName: 'Sans numéro' }));
    const { steps } = await handOff(bench.site, 'fr', quiet);
    const sheet = steps.join('\n').replaceAll('\u202f', ' ');
    const name = edited === undefined ? '' : shownName(edited);
    for (const words of [
      `Ouvrez « ${name} »`,
      'Données des utilisateurs > Carnets d’adresses > Contacts et affectation',
      'renommez « Clients » en « Kunden »',
      'créez « Nouveau » du type',
      'supprimez « Personnel »',
      'Société devient Neue Firma',
      'Tous les contacts',
      '1 contact n’est pas dans les fichiers',
    ]) {
      expect(sheet).toContain(words);
    }
    expect(steps.findIndex((step) => step.includes('Nouveau'))).toBeLessThan(
      steps.findIndex((step) => step.includes('Personnel')),
    );
  });

  it.each(['en', 'fr', 'de'] as const)('speaks %s without a gap', async (language) => {
    const bench = new Bench();
    byHand(bench.site, (change) => {
      change.ensureGroup('A/B', 'standard');
      change.createContact(person('Weiß', '493012345678', { groups: ['A/B'] }));
    });
    const made = await handOff(bench.site, language, quiet);
    expect(made.steps).toHaveLength(5);
    expect(made.files[0]?.fileName).toBe('01 A_B.csv');
    const sheet = textOf(made, made.files.at(-1)?.fileName ?? '');
    for (const [index, step] of made.steps.entries()) {
      expect(step).not.toMatch(/[{}]|undefined/);
      expect(sheet).toContain(`${index + 1}. ${step}`);
    }
  });

  it('says which rights and marks to change, and nothing when none has', async () => {
    const bench = await new Bench().plugIn({ contacts: 10 });
    await bench.pull();
    expect((await handOff(bench.site, 'en', quiet)).steps).toHaveLength(1);
    byHand(bench.site, (change) => {
      change.setGrant('22', 'Clients', 'write', true);
      change.setGrant('22', 'Service partners', 'none');
      const clients = bench.site.groups().find(({ name }) => name === 'Clients');
      change.editGroup(clients?.id ?? 0, { standardForNew: clients?.standardForNew !== true });
    });
    const { steps } = await handOff(bench.site, 'en', quiet);
    expect(steps).toContainEqual(
      expect.stringMatching(
        /22 .* the right to read and write in “Clients”, and mark it .* as a standard group/,
      ),
    );
    expect(steps).toContainEqual(expect.stringMatching(/22 .* no right in “Service partners”\.$/));
    expect(steps).toContainEqual(expect.stringMatching(/Contact groups and .*“Clients”/));
    for (const language of ['fr', 'de'] as const) {
      expect((await handOff(bench.site, language, quiet)).steps).toHaveLength(steps.length);
    }
  });
});

it('hands a photo over small and without what the camera knew; one that is damaged is named', async () => {
  const bench = await new Bench().plugIn();
  const camera = snapshot(heldSo(fields(600), 6), 6);
  byHand(bench.site, (change) => {
    change.createContact(person('Weiß', '493012345678', { photo: { type: 'image/jpeg', data: camera } }));
    const damaged = { type: 'image/gif', data: new TextEncoder().encode('GIF89a') };
    change.createContact(person('Rossi', '390612345678', { photo: damaged }));
  });
  const made = await handOff(bench.site, 'en', quiet);
  const cards = [
    ...readVcards(made.files.find(({ fileName }) => fileName.endsWith('.vcf'))?.bytes ?? new Uint8Array()),
  ];
  const photos = cards.map(({ contact: { familyName, photo } }) => [familyName, photo?.type ?? null]);
  expect(photos).toEqual([
    ['Weiß', 'image/jpeg'],
    ['Rossi', null],
  ]);
  const [data = new Uint8Array()] = cards.flatMap(({ contact: { photo } }) => photo?.data ?? []);
  expect(decoded(Buffer.from(data))).toMatchObject({ width: 320, height: 160, corners: 'rgbw' });
  expect(Buffer.from(data).includes('Exif')).toBe(false);
  expect(made.steps).toContain('The card of Rossi has no photo, because it is damaged.');
});
