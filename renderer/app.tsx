/** The application on a host, whatever carries it. */
import '@mantine/core/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app.css';
import './faces.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { enterDialog, rememberPlace } from './enter.ts';
import { Desktop } from './frame/desktop.tsx';
import { Frame } from './frame/frame.tsx';
import type { Host } from './host/host.ts';
import { HostProvider } from './state/host.ts';
import { useLine } from './state/line.ts';
import { refreshSite } from './state/site.ts';
import { theme, variables } from './theme.ts';

const styleNonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

export function startApp(host: Host): void {
  document.addEventListener('focusin', enterDialog);
  document.addEventListener('focusin', rememberPlace);
  useLine.subscribe(({ line }, { line: before }) => {
    if (line === 'open' && before === 'lost') void refreshSite(host);
  });
  const root = document.querySelector('#root');
  if (root === null) throw new Error('The page has no #root');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <HostProvider value={host}>
          <Frame />
          <Desktop />
          <Notifications position="bottom-right" limit={4} autoClose={8000} />
        </HostProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
