/** A new site from the first window on, picture by picture. */
import assistant from '../../resources/translations/renderer-assistant.json' with { type: 'json' };
import changes from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import line from '../../resources/translations/renderer-line.json' with { type: 'json' };
import site from '../../resources/translations/renderer-site.json' with { type: 'json' };
import type { Camera } from './camera.ts';
import type { Ground } from './ground.ts';

export async function newSite(camera: Camera, _ground: Ground, simulatedPbx: string): Promise<void> {
  const { page } = camera;
  await camera.click(frame['site.switch']);
  await camera.shot('sites');
  await camera.click(site['create.begin']);
  await camera.field(site.path).fill('/home/anna/bakery.switchbook');
  await camera.shot('new-site', null, 'en');
  await camera.click(assistant.next);
  await camera.click(assistant.next);
  await page.getByText(camera.say(line['way.console']), { exact: true }).click();
  await page.getByRole('combobox', { name: camera.say(line.port) }).fill('/dev/ttyUSB0');
  await page.keyboard.press('Tab');
  await camera.tall(960, () => camera.shot('connection-serial'));
  await page.getByText(camera.say(line['way.commander']), { exact: true }).click();
  await camera.field(changes.address).fill(simulatedPbx);
  await camera.field(changes.user).fill('admin');
  await camera.click(changes.connect);
  await camera.text(changes['certificate.accept']);
  await camera.tall(860, () => camera.shot('connection-network', null, 'de'));
}
