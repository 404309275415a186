/** What a person does in the demonstration, picture by picture. */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { encodeText } from '../../core/formats/encode.ts';
import assistant from '../../resources/translations/renderer-assistant.json' with { type: 'json' };
import bulk from '../../resources/translations/renderer-bulk.json' with { type: 'json' };
import calls from '../../resources/translations/renderer-calls.json' with { type: 'json' };
import changes from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import contacts from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import form from '../../resources/translations/renderer-form.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import importing from '../../resources/translations/renderer-import.json' with { type: 'json' };
import line from '../../resources/translations/renderer-line.json' with { type: 'json' };
import permissions from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import privacy from '../../resources/translations/renderer-privacy.json' with { type: 'json' };
import site from '../../resources/translations/renderer-site.json' with { type: 'json' };
import support from '../../resources/translations/renderer-support.json' with { type: 'json' };
import tour from '../../resources/translations/renderer-tour.json' with { type: 'json' };
import type { Camera } from './camera.ts';
import type { Ground } from './ground.ts';

/** A customer’s French Outlook: cells of many widths, three rows that no PBX holds. */
const OUTLOOK = [
  '"Titre","Prénom","Nom","Société","Service","Titre","Téléphone (bureau)","Tél. mobile","Adresse de messagerie"',
  '"M.","Gaël","Pélissier","Menuiserie Pélissier","Atelier","Gérant","01 99 00 21 10","06 39 98 21 10","gael@pelissier.example"',
  '"Mme","Élodie","Pélissier","Menuiserie Pélissier","Accueil","","01 99 00 21 11","",""',
  '"Mme","Zoé","d’Arcy","","","","","+49 171 39200 11","zoe@darcy.example"',
  '"M.","Théodore","Vannier","Vannier et Filles","","Gérant","01 99 00 12 88","",""',
  '"","","","","","","01 99 00 55 66","",""',
  '"M.","Noël","Vasseur","Imprimerie Vasseur","","","","",""',
  '"Mme","Inès","Garnier","","","","4,93017E+11","",""',
  ...['Aubry', 'Bréval', 'Collin', 'Delmas', 'Estève', 'Faure', 'Guérin', 'Hamel', 'Imbert', 'Joly'].map(
    (name, i) => `"M.","Luc","${name}","Garage ${name}","Atelier","","01 99 00 3${i} 0${i}","",""`,
  ),
].join('\r\n');

const RIGHTS = [
  'Extension;Name;Role;Clients;Lieferanten;Personnel;Service partners;Google Vertrieb',
  '31;Anna Jäger;subscriber;write *;read;none;none;read',
  '32;Bruno Keller;subscriber;read;read;none;read;none',
  '33;Chloé Martin;subscriber;write;write *;read;none;none',
  '34;Émile Laurent;subscriber;read;none;none;none;none',
  '35;Fiona McAllister;sub-administrator;;;;;',
].join('\r\n');

const listens = z.object({ url: z.string() });

async function firstSteps(camera: Camera): Promise<void> {
  await camera.text(tour.welcome);
  await camera.shot('tour');
  await camera.click(tour.skip);
}

async function contactsOf(camera: Camera): Promise<void> {
  const { page } = camera;
  await page.getByRole('tab', { name: 'T', exact: true }).click();
  await page.getByText('Vannier').first().click();
  await camera.text(contacts['device.name']);
  await camera.screen('contacts', 'de');
  await camera.click(contacts.edit);
  await camera.text(form.edit);
  await camera.shot('contact-form');
  await camera.click(form.cancel);
  await camera.click(contacts.qr);
  await page.locator('.qr img').waitFor();
  await camera.shot('qr', camera.dialog);
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: camera.say(contacts['tab.all']), exact: true }).click();
  await camera.perform('change-many');
  await camera.dialog
    .getByText(camera.say(bulk.title, { count: 283 }).slice(0, 6))
    .first()
    .waitFor();
  await camera.dialog
    .getByLabel(camera.say(bulk.operation))
    .selectOption({ label: camera.say(bulk['operation.replace']) });
  await camera.dialog.getByLabel(camera.say(bulk.find), { exact: true }).fill('Garage');
  await camera.dialog.getByLabel(camera.say(bulk.replacement)).fill('Automobiles');
  await camera.dialog.getByText(camera.say(bulk.becomes)).first().waitFor();
  await camera.shot('change-many');
  await page.keyboard.press('Escape');
  await camera.click(frame['group.new']);
  await camera.dialog.waitFor();
  await camera.shot('group', camera.dialog);
  await page.keyboard.press('Escape');
}

async function changesOf(camera: Camera): Promise<void> {
  const { page } = camera;
  await camera.go('screen.changes');
  await camera.click(changes.compare);
  const conflict = page.getByRole('article', { name: 'Anna Jäger' });
  await conflict.waitFor();
  await camera.screen('changes', 'fr');
  await conflict.getByText(camera.say(changes['keep.local'])).first().click();
  await page
    .getByRole('button', {
      name: new RegExp(camera.say(changes.upload, { count: 9 }).replace('9', String.raw`\d+`)),
    })
    .first()
    .click();
  await camera.text(changes.verified);
  await camera.text(changes.same);
  await camera.shot('uploaded');
  await camera.choose(changes.more, changes['hand-off.make']);
  await page.getByRole('listitem').nth(2).waitFor();
  await camera.shot('hand-off');
}

async function importOf(camera: Camera, ground: Ground): Promise<void> {
  const { page } = camera;
  const file = ground.path('contacts.csv');
  writeFileSync(file, encodeText(OUTLOOK, 'windows-1252').bytes);
  await camera.go('screen.import');
  await page.locator('input[type=file]').first().setInputFiles(file);
  await camera.text(importing['columns.title'], { file: 'contacts.csv' });
  await camera.shot('import-columns');
  await camera.click(importing.next);
  await camera.text(importing['options.title']);
  await page.getByText(camera.say(importing['policy.add']), { exact: true }).click();
  await camera.shot('import-options');
  await camera.click(importing.next);
  await camera.text(importing['preview.title']);
  const commit = page.getByRole('button', { name: camera.say(importing.commit, { count: 14 }) });
  await commit.waitFor();
  await camera.screen('import', 'en');
  await commit.click();
  await camera.text(importing['report.contacts']);
  await camera.shot('import-report');
}

async function duplicatesOf(camera: Camera): Promise<void> {
  await camera.go('screen.duplicates');
  await camera.page.getByRole('table').getByRole('radio').first().waitFor();
  await camera.screen('duplicates', 'de');
}

async function exportOf(camera: Camera): Promise<void> {
  await camera.perform('go-contacts');
  await camera.page.keyboard.press('Control+e');
  await camera.dialog.waitFor();
  await camera.shot('export', camera.dialog);
  await camera.page.keyboard.press('Escape');
}

async function rightsOf(camera: Camera, ground: Ground): Promise<void> {
  const { page } = camera;
  const file = ground.path('rights.csv');
  writeFileSync(file, RIGHTS);
  await camera.go('screen.permissions');
  await camera.click(permissions.import);
  await camera.dialog.locator('input[type=file]').setInputFiles(file);
  await camera.dialog
    .getByRole('button', { name: camera.say(permissions['import.do'], { count: 5 }) })
    .click();
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'Chloé Martin' });
  await row.getByRole('gridcell').nth(1).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await camera.screen('permissions', 'fr');
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'Anna Jäger' }).hover();
  await camera.click(permissions.see, { who: '31 Anna Jäger' });
  await camera.text(permissions['seen.back']);
  await camera.shot('seen-as');
  await camera.click(permissions['seen.back']);
}

async function callsOf(camera: Camera, ground: Ground): Promise<void> {
  const { page } = camera;
  const { url } = await ground.start(
    'simulate console --mode call-records --port 0 --json --contacts 40'.split(' '),
    listens,
  );
  await camera.go('screen.calls');
  await page.getByRole('textbox', { name: camera.say(calls.line) }).fill(url);
  await camera.click(calls.fetch);
  await page
    .getByText(camera.say(calls.count, { count: 120 }))
    .first()
    .waitFor();
  await camera.screen('calls', 'en');
}

async function checkOf(camera: Camera): Promise<void> {
  await camera.go('screen.check');
  await camera.page.waitForTimeout(1500);
  await camera.screen('check', 'de');
}

async function fileOf(camera: Camera): Promise<void> {
  const { page } = camera;
  await camera.go('screen.history');
  await page.getByRole('listitem').nth(1).waitFor();
  await camera.screen('history', 'fr');
  await camera.go('screen.file');
  await camera.click(site['copy.now']);
  await camera.text(site['copy.kept']);
  await camera.screen('file', 'en');
  await page.locator('.site-copies').getByRole('button').first().click();
  await camera.shot('restore', camera.dialog);
  await page.keyboard.press('Escape');
  await camera.perform('go-contacts');
  await page.getByRole('tab', { name: 'T', exact: true }).click();
  await page.getByText('Vannier').first().click();
  await camera.choose(privacy.more, privacy.erase);
  await camera.shot('erase', camera.dialog);
  await page.keyboard.press('Escape');
  await camera.choose(frame.settings, support.button);
  await camera.dialog.getByRole('button', { name: 'settings.json' }).click();
  await camera.shot('support', camera.dialog);
  await page.keyboard.press('Escape');
}

async function keysOf(camera: Camera): Promise<void> {
  const { page } = camera;
  await page.keyboard.press('Control+k');
  await page.keyboard.type('va');
  await page.waitForTimeout(600);
  await camera.shot('palette');
  await page.keyboard.press('Escape');
  await camera.perform('shortcuts');
  await camera.shot('shortcuts', camera.dialog);
  await page.keyboard.press('Escape');
  await camera.perform('settings');
  await camera.shot('settings', camera.dialog);
  await page.keyboard.press('Escape');
}

async function newSite(camera: Camera, _ground: Ground, simulatedPbx: string): Promise<void> {
  const { page } = camera;
  await camera.click(frame['site.switch']);
  await camera.shot('sites');
  await camera.click(site['create.begin']);
  await camera.field(site.path).fill('/home/anna/bakery.switchbook');
  await camera.shot('new-site');
  await camera.click(assistant.next);
  await camera.click(assistant.next);
  await page.getByText(camera.say(line['way.console']), { exact: true }).click();
  await page.getByRole('combobox', { name: camera.say(line.port) }).fill('/dev/ttyUSB0');
  await page.keyboard.press('Tab');
  await camera.shot('connection-serial');
  await page.getByText(camera.say(line['way.commander']), { exact: true }).click();
  await camera.field(changes.address).fill(simulatedPbx);
  await camera.field(changes.user).fill('admin');
  await camera.click(changes.connect);
  await camera.text(changes['certificate.accept']);
  await camera.shot('connection-network');
}

type Scene = (camera: Camera, ground: Ground, simulatedPbx: string) => Promise<void>;

/** In an order in which each finds what it pictures. */
export const OFFICE: readonly Scene[] = [
  firstSteps,
  contactsOf,
  changesOf,
  importOf,
  duplicatesOf,
  exportOf,
  rightsOf,
  callsOf,
  checkOf,
  fileOf,
  keysOf,
  newSite,
];
