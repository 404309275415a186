/** A simulated device in a process of its own, to be killed: `node child.ts FOLDER PORT`. */
import { startCommander } from '../../../main/simulator/commander/start.ts';

const [, , folder = '', port = '0'] = process.argv;
const { url, user, password } = await startCommander({ folder, port: Number(port), contacts: 20, seed: 3 });
console.log(JSON.stringify({ url, user, password }));
