/**
 * Under `npm run` the terminal's signals reach npm, not us, when npm is killed outright. A simulated PBX
 * that lived on would hold its port, an upload would go on unseen: so we end when our parent does.
 */
const LOOK = 200;

export function dieWithParent(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, LOOK);
  timer.unref();
}
