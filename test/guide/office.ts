/** What a person does in the demonstration, picture by picture. */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { encodeText } from '../../core/formats/encode.ts';
import bulk from '../../resources/translations/renderer-bulk.json' with { type: 'json' };
import calls from '../../resources/translations/renderer-calls.json' with { type: 'json' };
import changes from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import contacts from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import form from '../../resources/translations/renderer-form.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import importing from '../../resources/translations/renderer-import.json' with { type: 'json' };
import photo from '../../resources/translations/renderer-photo.json' with { type: 'json' };
import permissions from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import privacy from '../../resources/translations/renderer-privacy.json' with { type: 'json' };
import site from '../../resources/translations/renderer-site.json' with { type: 'json' };
import support from '../../resources/translations/renderer-support.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import tour from '../../resources/translations/renderer-tour.json' with { type: 'json' };
import { png } from '../core/photo/pictures.ts';
import type { Camera } from './camera.ts';
import type { Ground } from './ground.ts';
import { keysOf } from './keys.ts';
import { newSite } from './new-site.ts';
import { GROUP, NOBODY, OUTLOOK, RIGHTS } from './people.ts';

const listens = z.object({ url: z.string() });

async function firstSteps(camera: Camera): Promise<void> {
  await camera.text(tour.welcome);
  await camera.shot('tour', null, 'fr');
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
  await camera.shot('contact-form', null, 'en');
  await camera.click(form.cancel);
  await camera.click(photo.add, { name: 'Théodore Vannier' });
  const portrait = { name: 'portrait.png', mimeType: 'image/png', buffer: Buffer.from(png(NOBODY)) };
  await camera.dialog.locator('input[type=file]').setInputFiles(portrait);
  await camera.dialog.getByRole('slider').first().waitFor();
  await camera.shot('photo', camera.dialog, 'de');
  await page.keyboard.press('Escape');
  await camera.click(contacts.qr);
  await page.locator('.qr img').waitFor();
  await camera.shot('qr', camera.dialog, 'fr');
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
  await camera.dialog
    .getByLabel(camera.say(bulk.field), { exact: true })
    .selectOption({ label: camera.say(terms['field.company']) });
  await camera.dialog.getByLabel(camera.say(bulk.find), { exact: true }).fill('Garage');
  await camera.dialog.getByLabel(camera.say(bulk.replacement)).fill('Automobiles');
  await camera.dialog.getByText(camera.say(bulk.becomes)).first().waitFor();
  await camera.shot('change-many', null, 'en');
  await page.keyboard.press('Escape');
  await camera.click(frame['group.new']);
  await camera.dialog.getByRole('textbox').fill(GROUP[camera.language]);
  await camera.shot('group', camera.dialog, 'en');
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
  await camera.choose(changes.more, changes['hand-off.make']);
  await page.locator('.hand-off').getByRole('listitem').nth(2).waitFor();
  await page.locator('.hand-off').evaluate((sheet) => {
    sheet.scrollIntoView();
    sheet.closest('.screen-body')?.scrollBy(0, -14);
  });
  await camera.shot('hand-off');
  await page
    .getByRole('button', {
      name: new RegExp(camera.say(changes.upload, { count: 9 }).replace('9', String.raw`\d+`)),
    })
    .first()
    .click();
  await camera.text(changes.verified);
  await camera.text(changes.same);
  await camera.quiet();
  await camera.shot('uploaded');
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
  await page.getByText('Noël Vasseur').first().click();
  await page.waitForTimeout(500);
  await camera.screen('import', 'en');
  await commit.click();
  await camera.text(importing['report.contacts']);
  await page.getByText('Gaël Pélissier').first().click();
  await page.waitForTimeout(500);
  await camera.quiet();
  await camera.shot('import-report');
}

async function duplicatesOf(camera: Camera): Promise<void> {
  await camera.go('screen.duplicates');
  await camera.page.getByRole('table').getByRole('radio').first().waitFor();
  await camera.screen('duplicates', 'de');
}

async function exportOf(camera: Camera): Promise<void> {
  const { page } = camera;
  await camera.perform('go-contacts');
  await page.keyboard.press('Control+e');
  await camera.shot('export', camera.dialog, 'fr');
  await page.keyboard.press('Escape');
  await camera.perform('print-directory');
  await camera.shot('print', camera.dialog, 'en');
  await page.keyboard.press('Escape');
  await camera.perform('filter');
  const filters = page.locator('.contacts-filters');
  await filters.getByLabel(camera.say(terms['field.company']), { exact: true }).fill('men');
  await filters.getByLabel(camera.say(terms['field.number']), { exact: true }).fill('+33');
  await page.waitForTimeout(500);
  await camera.shot('filters', null, 'de');
  await camera.click(contacts['filter.clear']);
  await camera.perform('filter');
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
  await camera.quiet();
  await camera.screen('permissions', 'fr');
  await page.getByRole('grid').getByRole('row').filter({ hasText: 'Anna Jäger' }).hover();
  await camera.click(permissions.see, { who: '31 Anna Jäger' });
  await camera.text(permissions['seen.back']);
  await page.getByRole('tab', { name: 'C', exact: true }).click();
  await camera.shot('seen-as');
  await camera.click(permissions['seen.back']);
  await camera.perform('new-subscriber');
  const [extension, name] = [0, 1].map((at) => camera.dialog.getByRole('textbox').nth(at));
  await extension?.fill('36');
  await name?.fill('Gisela Brandt');
  await camera.shot('subscriber', camera.dialog, 'en');
  await page.keyboard.press('Escape');
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
  await camera.quiet();
  await camera.screen('file', 'en');
  await page.locator('.site-copies').getByRole('button').first().click();
  await camera.shot('restore', camera.dialog, 'de');
  await page.keyboard.press('Escape');
  await camera.perform('go-contacts');
  await page.getByRole('tab', { name: 'T', exact: true }).click();
  await page.getByText('Vannier').first().click();
  await camera.choose(privacy.more, privacy.erase);
  await camera.shot('erase', camera.dialog, 'en');
  await page.keyboard.press('Escape');
  await camera.choose(frame.settings, support.button);
  await camera.dialog.getByRole('button', { name: 'settings.json' }).click();
  await camera.shot('support', camera.dialog, 'fr');
  await page.keyboard.press('Escape');
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
