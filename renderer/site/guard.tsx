/** Over every screen: why the site is open for reading only; and each day's copy of it, made in the background. */
import { Alert, Group } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect } from 'react';
import { problemText } from '../../core/problem/problem.ts';
import { useHost } from '../state/host.ts';
import { useSite } from '../state/site.ts';
import { useLanguage } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { WaysOut } from './damaged.tsx';
import './screen.css';

/** Once a site: whoever leaves it open keeps working in what is copied the next morning. */
function useDailyCopy(): void {
  const host = useHost();
  const tell = useTell();
  const path = useSite(({ site }) => (site?.locked === null ? site.path : null));
  const isKeeper = useSite(({ session }) => session.role !== 'subscriber');
  useEffect(() => {
    if (path === null || !isKeeper) return;
    host.call('site.keep', { reason: 'daily' }).catch(tell.failed);
  }, [host, tell, path, isKeeper]);
}

export function SiteGuard() {
  const language = useLanguage();
  const site = useSite((state) => state.site);
  useDailyCopy();
  if (!site?.locked) return null;
  const { message, remedy } = problemText(site.locked, language);
  return (
    <Alert className="site-guard" color="yellow" variant="light" icon={<IconLock />} role="alert">
      <Group gap="sm">
        <span>
          <strong>{message}</strong> {remedy}
        </span>
        <WaysOut problem={site.locked} path={site.path} open />
      </Group>
    </Alert>
  );
}
