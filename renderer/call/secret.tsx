/** Asks for what the PBX or the telephone wants to know before it dials. */
import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import words from '../../resources/translations/renderer-call.json' with { type: 'json' };
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { AskForm } from '../widgets/ask-form.tsx';
import { Forgetful } from '../widgets/forgetful.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useCalling, type Asking } from './state.ts';
import { useCall, useWho } from './use-call.ts';

const close = () => useCalling.setState({ asking: null });

function SecretForm({ wanted, why }: Asking) {
  const say = useText(words);
  const who = useWho();
  const call = useCall();
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    await call(wanted, secret);
    setSecret('');
    setBusy(false);
  };
  return (
    <AskForm label={say('go')} ready={secret !== ''} busy={busy} onGo={go} onClose={close}>
      <ProblemLine problem={why} />
      <PasswordInput
        label={why.code.startsWith('phone') ? say('token') : say('password', { who })}
        visibilityToggleButtonProps={{ 'aria-label': say('show') }}
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
        autoComplete="off"
        data-autofocus
      />
      <Forgetful />
    </AskForm>
  );
}

export function SecretDialog(asking: Asking) {
  const say = useText(words);
  return (
    <Dialog onClose={close} title={say('secret')}>
      <SecretForm {...asking} />
    </Dialog>
  );
}
