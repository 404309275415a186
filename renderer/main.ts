/** The page's beginning: the carrier of this shell, then the application on top of it. */
import { startApp } from './app.tsx';
import { browserHost } from './host/browser.ts';
import { electronHost } from './host/electron.ts';
import { useLine } from './state/line.ts';

const bridge = window.switchbook;
if (bridge === undefined) {
  const address = new URL('/api', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  startApp(
    browserHost(address, {
      onLine: (line) => useLine.setState({ line }),
      renew: () => window.location.reload(),
      person: window,
    }),
  );
} else {
  useLine.setState({ line: 'open' });
  startApp(electronHost(bridge));
}
