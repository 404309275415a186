/** What a person does with OVHcloud, picture by picture, against its simulator. */
import ovh from '../../resources/translations/renderer-ovh.json' with { type: 'json' };
import services from '../../resources/translations/renderer-services.json' with { type: 'json' };
import terms from '../../resources/translations/service-terms.json' with { type: 'json' };
import type { SimulatedOvh } from '../ovh.ts';
import type { Camera } from './camera.ts';

/** The account to whom the services go. */
const PARTNER = 'cd23456-ovh';

export async function pictureOvh(camera: Camera, api: SimulatedOvh): Promise<void> {
  const { page } = camera;
  await camera.go('screen.changes');
  await page.getByRole('combobox', { name: camera.say(ovh.endpoint) }).fill(api.url);
  await camera.field(ovh.application).fill(api.applicationKey);
  await camera.field(ovh.secret).fill(api.applicationSecret);
  await camera.field(ovh.key).fill(api.consumerKey);
  await camera.click(ovh.look);
  const account = page.getByRole('combobox', { name: camera.say(ovh.account) });
  await account.click();
  await page.getByRole('option', { name: api.billingAccount, exact: true }).click();
  await camera.tall(1080, () => camera.shot('connection-ovh'));
  await camera.click(ovh.connect);

  await camera.go('screen.books');
  await camera.click(ovh.read);
  await page
    .getByText(camera.say(ovh['of.group'], { account: api.billingAccount }))
    .first()
    .waitFor();
  await camera.field(ovh['line.show']).fill(api.lines[0] ?? '');
  await page.keyboard.press('Enter');
  await page
    .getByText(camera.say(ovh['of.line'], { line: api.lines[0] ?? '' }))
    .first()
    .waitFor();
  await camera.screen('books', 'de');

  await camera.go('screen.services');
  await camera.click(services.read);
  await page.getByRole('table', { name: camera.say(services.table) }).waitFor();
  await camera.click(services['change.of'], { name: api.billingAccount });
  for (const role of ['administration', 'technical', 'billing'] as const)
    await page.getByRole('textbox', { name: camera.say(terms[`role.${role}`]) }).fill(PARTNER);
  await camera.click(services.plan);
  await camera.text(services.send);
  await camera.screen('services', 'en');
}
