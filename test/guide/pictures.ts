/** Takes every picture of the user guide from the running application: `npm run guide`, or with the languages wanted. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../core/language/text.ts';
import { printedByOvh } from '../ovh.ts';
import { Camera, PICTURES } from './camera.ts';
import { Ground } from './ground.ts';
import { OFFICE } from './office.ts';
import { pictureOvh } from './ovh.ts';

const wanted = LANGUAGES.filter((one) => process.argv.length < 3 || process.argv.includes(one));

/** One scene that fails costs its own pictures: what stood there instead is left among them. */
async function attempt(camera: Camera, scene: string, play: () => Promise<void>): Promise<void> {
  try {
    await play();
  } catch (error) {
    console.error(`${camera.language}: ${scene}:`, error);
    await camera.shot(`FAILED-${scene}`);
    for (let i = 0; i < 3; i++) await camera.page.keyboard.press('Escape');
    process.exitCode = 1;
  }
}

for (const language of wanted) {
  const began = Date.now();
  const ground = await Ground.prepare(language);
  try {
    const office = await ground.open(language, { firstRun: true });
    const camera = new Camera(office.page, language);
    for (const scene of OFFICE)
      await attempt(camera, scene.name, () => scene(camera, ground, office.simulatedPbx));

    const api = await ground.start('simulate ovh --port 0 --json'.split(' '), printedByOvh);
    const file = ground.path('Bureau', 'Bureau.switchbook');
    ground.run(['site', 'create', file, '--device', 'ovh-phonebook', '--country', 'FR']);
    const { page } = await ground.open(language, { file });
    const other = new Camera(page, language);
    await attempt(other, 'OVHcloud', () => pictureOvh(other, api));
  } finally {
    await ground.close();
  }
  // What is not pictured any more; where something failed, what was there before is better than nothing.
  const left = process.exitCode === 1 ? [] : readdirSync(PICTURES);
  for (const name of left.filter((name) => name.includes(`-${language}-`)))
    if (statSync(join(PICTURES, name)).mtimeMs < began) rmSync(join(PICTURES, name));
  console.log(`${language}: done`);
}

const bytes = readdirSync(PICTURES).reduce((sum, name) => sum + statSync(join(PICTURES, name)).size, 0);
console.log(`${readdirSync(PICTURES).length} pictures, ${(bytes / 1e6).toFixed(1)} MB`);
