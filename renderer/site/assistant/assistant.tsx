/** A new site, step by step. It may be left at any step: with the site as planned so far, or without one. */
import { Button, Group, Paper, Stepper, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Activity, useState } from 'react';
import { shownKeys } from '../../../core/commands/keys.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { problemLine } from '../../../core/problem/problem.ts';
import words from '../../../resources/translations/renderer-assistant.json' with { type: 'json' };
import { isMac } from '../../commands/keys.tsx';
import { useChanges } from '../../changes/state.ts';
import { useHost } from '../../state/host.ts';
import { usePlace } from '../../state/place.ts';
import { problemOf } from '../../state/problem.ts';
import { useLanguage, useText } from '../../text.ts';
import { useTell } from '../../widgets/tell.tsx';
import { enterSite } from '../enter.ts';
import './assistant.css';
import { ConnectionStep } from './connection-step.tsx';
import { CountryStep } from './country-step.tsx';
import { DeviceStep } from './device-step.tsx';
import { draft, forgetDraft, STEPS, useDraft } from './draft.ts';
import { SummaryStep } from './summary-step.tsx';

function useMaking(onDone: () => void) {
  const host = useHost();
  const tell = useTell();
  /** Why the file could not be made under this path. */
  const [failed, setFailed] = useState<{ path: string; problem: Problem } | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async () => {
    const { path, device, country, tested } = useDraft.getState();
    setBusy(true);
    try {
      await enterSite(host, () => host.call('site.create', { path: path.trim(), device, country }));
    } catch (error) {
      setFailed({ path, problem: problemOf(error) });
      draft({ step: 0 });
      setBusy(false);
      return;
    }
    try {
      if (tested !== null) {
        const connection = await host.call('connection.save', tested.input);
        useChanges.setState({ connection });
        usePlace.setState({ screen: 'changes' });
      }
    } catch (error) {
      // The site is there and can be worked with; the connection can be set in it.
      tell.failed(error);
    }
    forgetDraft();
    onDone();
  };
  return { make, busy, failed };
}

/** A new step is read from its beginning. */
const focusHeading = (heading: HTMLHeadingElement | null) => heading?.focus();

export function NewSiteAssistant({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const say = useText(words);
  const language = useLanguage();
  const { step, path, way, tested } = useDraft();
  const { make, busy, failed } = useMaking(onDone);
  const name = STEPS[step] ?? 'device';
  const planned = path.trim() !== '';
  const last = step === STEPS.length - 1;
  const why =
    name === 'device' && !planned
      ? say('need.path')
      : name === 'connection' && way !== 'none' && tested === null
        ? say('need.test')
        : null;
  const next = () => {
    if (busy || why !== null) return;
    if (last) void make();
    else draft({ step: step + 1 });
  };
  const back = () => draft({ step: Math.max(0, step - 1) });
  useHotkeys([['mod+Enter', next]], []);

  return (
    <Paper withBorder p="lg" className="assistant" component="section" aria-labelledby="assistant-title">
      <Stepper
        active={step}
        size="xs"
        iconSize={26}
        onStepClick={(index) => index < step && draft({ step: index })}
        allowNextStepsSelect={false}
        aria-label={say('steps')}
      >
        {STEPS.map((each) => (
          <Stepper.Step key={each} label={say(`step.${each}`)} />
        ))}
      </Stepper>
      <Title
        order={2}
        size="md"
        id="assistant-title"
        tabIndex={-1}
        key={step}
        ref={focusHeading}
        className="assistant-title"
      >
        {say('title', { n: step + 1, of: STEPS.length, name: say(`step.${name}`) })}
      </Title>
      <div className="assistant-body">
        {name === 'device' && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              next();
            }}
          >
            <DeviceStep error={failed?.path === path ? problemLine(failed.problem, language) : null} />
          </form>
        )}
        {name === 'country' && <CountryStep />}
        {/* What was typed there stays while other steps are shown. */}
        <Activity mode={name === 'connection' ? 'visible' : 'hidden'}>
          <ConnectionStep />
        </Activity>
        {name === 'summary' && <SummaryStep />}
      </div>
      <Group justify="space-between" gap="xs" wrap="wrap">
        <Button variant="default" disabled={busy || step === 0} onClick={back}>
          {say('back')}
        </Button>
        <span className="quiet grow" role="status">
          {why}
        </span>
        <Button variant="subtle" disabled={busy} onClick={onCancel}>
          {say('cancel')}
        </Button>
        {!last && (
          <Button variant="default" disabled={!planned} loading={busy} onClick={() => void make()}>
            {say('now')}
          </Button>
        )}
        <Button
          disabled={why !== null}
          loading={busy && last}
          onClick={next}
          aria-keyshortcuts={isMac ? 'Meta+Enter' : 'Control+Enter'}
          title={shownKeys('mod+Enter', language, isMac)}
        >
          {say(last ? 'make' : 'next')}
        </Button>
      </Group>
    </Paper>
  );
}
