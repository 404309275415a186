/** A simulated API in a process of its own, to be killed: `node child.ts FOLDER`. */
import { startOvh } from '../../../../main/simulator/ovh/start.ts';

const [, , folder = ''] = process.argv;
const faults = 'rate:0,step:60';
console.log(JSON.stringify(await startOvh({ folder, port: 0, contacts: 0, faults })));
