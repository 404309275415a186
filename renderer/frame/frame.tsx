/** The frame around every screen: rail, the current screen, and what lies over both. */
import { Alert, Burger, Button } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import commands from '../../resources/translations/commands.json' with { type: 'json' };
import { SecretDialog } from '../call/secret.tsx';
import { WaysDialog } from '../call/ways.tsx';
import { GeneralCommands } from '../commands/general.tsx';
import { Palette } from '../commands/palette.tsx';
import { ShortcutsDialog } from '../commands/shortcuts.tsx';
import { Guide } from '../guide/guide.tsx';
import { ImportDrop } from '../import/drop.tsx';
import { SeenAs } from '../permissions/seen-as.tsx';
import { SiteGuard } from '../site/guard.tsx';
import { SiteScreen } from '../site/screen.tsx';
import { useBrowse } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { useLine } from '../state/line.ts';
import { usePlace } from '../state/place.ts';
import { usePreferences } from '../state/preferences.ts';
import { refreshSite, useSite } from '../state/site.ts';
import { Faultless, watchFaults } from '../support/fault.tsx';
import { useLanguage, useText } from '../text.ts';
import { startTour, useTour, useTourIsDue } from '../tour/state.ts';
import { Panes } from '../widgets/panes.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { WaitingRows, WaitingScreen } from '../widgets/waiting.tsx';
import './frame.css';
import { LeaveDialog } from './leave.tsx';
import { goToContent, rememberFocus } from './pane-keys.ts';
import { Rail } from './rail.tsx';
import { screenOf } from './screens.ts';
import { SettingsDialog } from './settings-dialog.tsx';

/** Of use once, or now and then: loaded when it is asked for. */
const MainJobTour = lazy(() =>
  import('../tour/tour.tsx').then(({ MainJobTour: component }) => ({ default: component })),
);

function LineBanner() {
  const say = useText(frame);
  const line = useLine((state) => state.line);
  if (line !== 'lost') return null;
  return (
    <Alert className="frame-banner" color="red.9" variant="filled" icon={<IconPlugConnectedX />} role="alert">
      <strong>{say('line.lost')}</strong> {say('line.lost.more')}
    </Alert>
  );
}

/** Widths of the navigation, in pixels. */
const RAIL = { width: 232, min: 168, max: 380 };

function Beginning() {
  const say = useText(frame);
  const host = useHost();
  const problem = useSite((state) => state.problem);
  const rail = usePreferences(({ panes }) => panes['rail']) ?? RAIL.width;
  if (problem === null) {
    return (
      <div className="frame-coming">
        <div className="rail" style={{ width: rail }}>
          <WaitingRows />
        </div>
        <WaitingScreen />
      </div>
    );
  }
  return (
    <div className="frame-beginning">
      <ProblemLine problem={problem} />
      <Button onClick={() => void refreshSite(host)}>{say('again')}</Button>
    </div>
  );
}

export function Frame() {
  const host = useHost();
  useEffect(() => watchFaults(host), [host]);
  return (
    <Faultless>
      <Around />
    </Faultless>
  );
}

function Around() {
  const say = useText(frame);
  const language = useLanguage();
  const site = useSite((state) => state.site);
  const screen = usePlace((state) => state.screen);
  const [switching, setSwitching] = useState<'open' | 'new' | null>(null);
  const density = usePreferences(({ list }) => list.density);
  // In a narrow window there is the navigation or the screen: whoever goes somewhere wants to see it.
  const place = useBrowse(({ scope }) => scope);
  const [navigating, setNavigating] = useState(false);
  const [seen, setSeen] = useState({ screen, place });
  if (seen.screen !== screen || seen.place !== place) {
    setSeen({ screen, place });
    setNavigating(false);
  }
  const [shortcuts, setShortcuts] = useState(false);
  const [settings, setSettings] = useState(false);
  const command = useText(commands);
  const touring = useTour((state) => state.active);
  const tourIsDue = useTourIsDue();
  useEffect(() => {
    if (tourIsDue) startTour();
  }, [tourIsDue]);
  useWindowEvent('focusin', (event) => rememberFocus(event.target));

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  useEffect(() => {
    document.title = site ? `${site.name} – Switchbook` : 'Switchbook';
    if (site === null) document.body.dataset['ready'] = 'true';
  }, [site]);

  const { component: Shown } = screenOf(screen);
  return (
    <>
      <LineBanner />
      {site === undefined && <Beginning />}
      {(site === null || switching !== null) && (
        <SiteScreen
          key={switching}
          making={switching === 'new'}
          onDone={() => setSwitching(null)}
          onCancel={site ? () => setSwitching(null) : null}
        />
      )}
      {site && switching === null && (
        <div className="frame-site" data-navigating={navigating || undefined}>
          <button type="button" className="frame-skip" onClick={goToContent}>
            {command('skip')}
          </button>
          <div className="frame-bar">
            <Burger
              size="sm"
              opened={navigating}
              aria-label={say('rail')}
              aria-expanded={navigating}
              onClick={() => setNavigating(!navigating)}
            />
            <strong className="cut">{site.name}</strong>
          </div>
          <SiteGuard />
          <SeenAs />
          <Panes
            pane="rail"
            side="left"
            {...RAIL}
            handle={say('rail.width')}
            narrow={<Rail onSwitchSite={() => setSwitching('open')} />}
          >
            <main className="frame-main">
              <Faultless key={screen}>
                <Suspense fallback={<WaitingScreen title={screenOf(screen).label[language]} />}>
                  <Shown />
                </Suspense>
              </Faultless>
            </main>
          </Panes>
        </div>
      )}
      {site && switching === null && (
        <>
          <GeneralCommands
            onNewSite={() => setSwitching('new')}
            onSwitchSite={() => setSwitching('open')}
            onShortcuts={() => setShortcuts(true)}
            onSettings={() => setSettings(true)}
          />
          <Palette />
          {settings && <SettingsDialog onClose={() => setSettings(false)} />}
          <ShortcutsDialog opened={shortcuts} onClose={() => setShortcuts(false)} />
        </>
      )}
      {site && switching === null && touring && (
        <Suspense>
          <MainJobTour />
        </Suspense>
      )}
      {site && <ImportDrop />}
      {site && <SecretDialog />}
      {site && <WaysDialog />}
      {site && switching === null && <Guide />}
      <LeaveDialog />
    </>
  );
}
