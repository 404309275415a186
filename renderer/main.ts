/**
 * The page's beginning: the carrier of this shell, over which the first rows are asked for while the application on top
 * of it is still being loaded.
 */
import { askAhead } from './contacts/list-state.ts';
import { browserHost } from './host/browser.ts';
import { electronHost } from './host/electron.ts';
import type { Host } from './host/host.ts';
import { useLine } from './state/line.ts';
import { watchSite } from './state/site.ts';

const application = import('./app.tsx');

function carrier(): Host {
  const bridge = window.switchbook;
  if (bridge !== undefined) {
    useLine.setState({ line: 'open' });
    return electronHost(bridge);
  }
  const address = new URL('/api', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return browserHost(address, {
    onLine: (line) => useLine.setState({ line }),
    renew: () => window.location.reload(),
    person: window,
  });
}

const host = carrier();
askAhead(host);
watchSite(host);
void application.then(({ startApp }) => startApp(host));
