/** Through what a subscriber calls: the PBX, a telephone whose certificate was accepted, or this computer. */
import { Code, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CallSettings, CallThrough, CallWay } from '../../core/api/calls.ts';
import { CALL_WAYS } from '../../core/api/calls.ts';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-call.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { AskForm } from '../widgets/ask-form.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { WaitingFields } from '../widgets/waiting.tsx';
import { useTell } from '../widgets/tell.tsx';
import './ways.css';
import { useCalling } from './state.ts';

const close = () => useCalling.setState({ choosing: false });

function WaysForm({ settings }: { settings: CallSettings }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const [through, setThrough] = useState<CallThrough>(settings.through);
  const [url, setUrl] = useState(settings.phone?.url ?? '');
  /** A certificate that nobody vouches for, until the person has accepted it. */
  const [shown, setShown] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const phoneOf = async (): Promise<CallWay['phone'] | 'ask'> => {
    if (through !== 'phone' || url.trim() === '' || url === settings.phone?.url) return settings.phone;
    if (shown !== null) return { url, fingerprint: shown };
    const { fingerprint, trusted } = await host.call('call.probePhone', { url });
    if (trusted) return { url, fingerprint: null };
    setShown(fingerprint);
    return 'ask';
  };
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const phone = await phoneOf();
      if (phone !== 'ask') {
        await host.call('call.configure', { through, phone });
        tell.done(say('ways.saved'));
        close();
      }
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <AskForm
      problem={problem}
      label={shown === null ? say('ways.save') : say('accept')}
      busy={busy}
      onGo={save}
      onClose={close}
    >
      <Radio.Group
        label={say('ways.who', { who: [settings.extension, settings.name].filter(Boolean).join(' ') })}
        value={through}
        onChange={(value) => setThrough(CALL_WAYS.find((one) => one === value) ?? through)}
      >
        <Stack gap="xs" mt="xs">
          {settings.possible.map((way) => (
            <Radio key={way} value={way} label={say(`way.${way}`)} description={say(`way.${way}.more`)} />
          ))}
        </Stack>
      </Radio.Group>
      {through === 'phone' && (
        <TextInput
          label={say('phone')}
          placeholder="https://192.168.0.51"
          value={url}
          onChange={(event) => {
            setUrl(event.currentTarget.value);
            setShown(null);
          }}
        />
      )}
      {shown !== null && (
        <div role="alert">
          <Text size="sm">{say('fingerprint')}</Text>
          <Code className="call-fingerprint">{shown}</Code>
        </div>
      )}
    </AskForm>
  );
}

function Ways() {
  const { data, problem } = useQuery('call.settings', {});
  if (problem !== null) return <ProblemLine problem={problem} />;
  return data === undefined ? <WaitingFields fields={3} /> : <WaysForm settings={data} />;
}

export function WaysDialog() {
  const say = useText(words);
  return (
    <Dialog onClose={close} title={say('ways')}>
      <Ways />
    </Dialog>
  );
}
