/** A PBX on the network. Its certificate is shown and accepted before a password leaves this machine. */
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Connection, ConnectionProbe } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import type { InputOf } from '../../core/api/contract.ts';
import { useJob, type Job } from '../state/job.ts';
import { useText } from '../text.ts';
import { AskForm } from '../widgets/ask-form.tsx';
import { Attempt } from './attempt.tsx';
import { Certificate, isOpen, standingOf } from './certificate.tsx';
import { LoginFields } from './login-fields.tsx';

/** What a form does with a connection once it is complete: remember it, or only try it. */
export interface Saving extends Pick<Job<'connection.save'>, 'cancel' | 'running' | 'progress' | 'problem'> {
  /** False when it failed: see `problem`. */
  run: (input: InputOf<'connection.save'>) => Promise<boolean>;
  /** What the button says, where it is not that of the form. */
  label?: string;
}

export interface WayProps {
  /** The site's connection where it is one of this way. */
  known: Connection | null;
  saving: Saving;
  /** Null while there is no connection to go back to. */
  onCancel: (() => void) | null;
}

export function NetworkForm({ known, saving, onCancel }: WayProps) {
  const say = useText(words);
  const looking = useJob('connection.probe');
  const [url, setUrl] = useState(known?.url ?? 'https://192.168.0.240');
  const [user, setUser] = useState(known?.user ?? '');
  const [password, setPassword] = useState('');
  const [probe, setProbe] = useState<ConnectionProbe | null>(null);
  /** The fingerprint that the person has said yes to in this form. */
  const [yes, setYes] = useState<string | null>(null);
  const problem = saving.problem ?? looking.problem;
  const busy = looking.running || saving.running;
  const before = known !== null && known.url === url ? known.fingerprint : null;

  const submit = async () => {
    const seen = probe ?? (await looking.run({ connector: 'commander', url, user }));
    setProbe(seen);
    if (seen === null || (isOpen(standingOf(seen, before)) && yes !== seen.fingerprint)) return;
    const fingerprint = seen.trusted ? null : seen.fingerprint;
    const done = await saving.run({ connector: 'commander', url, user, fingerprint, password });
    // Whoever answers next time is looked at again.
    if (!done) setProbe(null);
  };
  const accepted = probe !== null && yes === probe.fingerprint;
  const standing = probe === null ? null : standingOf(probe, before);

  return (
    <AskForm
      label={standing === null ? say('connect') : (saving.label ?? say('connect.log-in'))}
      ready={url !== '' && user !== '' && (standing === null || !isOpen(standing) || accepted)}
      busy={busy}
      onGo={submit}
      onClose={onCancel}
    >
      <Text size="sm" c="dimmed">
        {say('connection.more')}
      </Text>
      <TextInput
        label={say('address')}
        value={url}
        onChange={(event) => {
          setUrl(event.currentTarget.value);
          setProbe(null);
          setYes(null);
        }}
      />
      <LoginFields
        user={user}
        onUser={setUser}
        userHint={say('user.hint')}
        password={password}
        onPassword={setPassword}
        known={known?.passwordKnown === true}
      />
      {probe !== null && standing !== null && (
        <Certificate
          probe={probe}
          standing={standing}
          accepted={accepted}
          onAccept={(on) => setYes(on ? probe.fingerprint : null)}
        />
      )}
      <Attempt work={saving} problem={problem} />
    </AskForm>
  );
}
