/** Opens a site file, which migrates it, and says so. Killed in the middle by `migration.test.ts`. */
import { writeSync } from 'node:fs';
import { openSite } from '../../main/site/open.ts';

const [path = ''] = process.argv.slice(2);
const standardOutput = 1;
writeSync(standardOutput, 'begins\n');
openSite(path).close();
writeSync(standardOutput, 'done\n');
