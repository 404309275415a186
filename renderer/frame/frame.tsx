/** The frame around every screen: rail, the current screen, and what lies over both. */
import { Alert, Burger, Button, Group } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { Suspense, useEffect, useState } from 'react';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import commands from '../../resources/translations/commands.json' with { type: 'json' };
import { CallDialogs } from '../call/dialogs.tsx';
import { GeneralCommands } from '../commands/general.tsx';
import { Palette } from '../commands/palette.tsx';
import { enterScreen } from '../enter.ts';
import { Guide } from '../guide/guide.tsx';
import { ImportDrop } from '../import/drop.tsx';
import { goToContent, rememberFocus } from '../pane-keys.ts';
import { SeenAs } from '../permissions/seen-as.tsx';
import { WaysOut } from '../site/damaged.tsx';
import { SiteGuard } from '../site/guard.tsx';
import { useBrowse } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { useLine } from '../state/line.ts';
import { usePlace } from '../state/place.ts';
import { usePreferences } from '../state/preferences.ts';
import { refreshSite, useSite } from '../state/site.ts';
import { Faultless, watchFaults } from '../support/fault.tsx';
import { useLanguage, useText } from '../text.ts';
import { startTour, useTour, useTourIsDue } from '../tour/state.ts';
import { later } from '../widgets/later.ts';
import { Panes } from '../widgets/panes.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { WaitingRows, WaitingScreen } from '../widgets/waiting.tsx';
import './frame.css';
import { LeaveDialog } from './leave.tsx';
import { Rail } from './rail.tsx';
import { screenOf } from './screens.ts';

/** Of use once, or now and then: loaded when it is asked for. */
const MainJobTour = later(async () => (await import('../tour/tour.tsx')).MainJobTour);
const SettingsDialog = later(async () => (await import('./settings-dialog.tsx')).SettingsDialog);
const ShortcutsDialog = later(async () => (await import('../commands/shortcuts.tsx')).ShortcutsDialog);
const SiteScreen = later(async () => (await import('../site/screen.tsx')).SiteScreen);

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

/** Until it is known which site is open, or why it cannot be shown and what can be done about it. */
function Beginning({ onSwitchSite }: { onSwitchSite: () => void }) {
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
      {problem.value !== undefined && (
        <WaysOut problem={problem} path={problem.value} onDone={() => void refreshSite(host)} />
      )}
      <Group gap="xs">
        <Button variant="default" onClick={onSwitchSite}>
          {say('site.switch')}
        </Button>
        <Button onClick={() => void refreshSite(host)}>{say('again')}</Button>
      </Group>
    </div>
  );
}

/** A screen has come: whoever went there by keyboard goes on in it. Not as the page begins. */
function Arrival() {
  useEffect(() => {
    if (document.body.dataset['ready'] === 'true') enterScreen();
  }, []);
  return null;
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
      {site === undefined && switching === null && <Beginning onSwitchSite={() => setSwitching('open')} />}
      {(site === null || switching !== null) && (
        <Suspense>
          <SiteScreen
            key={switching}
            making={switching === 'new'}
            onDone={() => setSwitching(null)}
            onCancel={site ? () => setSwitching(null) : null}
          />
        </Suspense>
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
                  <Arrival />
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
          <Suspense>
            {settings && <SettingsDialog onClose={() => setSettings(false)} />}
            {shortcuts && <ShortcutsDialog onClose={() => setShortcuts(false)} />}
            {touring && <MainJobTour />}
          </Suspense>
        </>
      )}
      {site && <ImportDrop />}
      {site && <CallDialogs />}
      {site && switching === null && <Guide />}
      <LeaveDialog />
    </>
  );
}
