/** Asks for what the PBX or the telephone wants to know before it dials. */
import { Modal, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import words from '../../resources/translations/renderer-call.json' with { type: 'json' };
import { useText } from '../text.ts';
import { AskForm } from '../widgets/ask-form.tsx';
import { Forgetful } from '../widgets/forgetful.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useCalling } from './state.ts';
import { useCall, useWho } from './use-call.ts';

const close = () => useCalling.setState({ asking: null });

function SecretForm() {
  const say = useText(words);
  const who = useWho();
  const call = useCall();
  const asking = useCalling((state) => state.asking);
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  if (asking === null) return null;
  const { wanted, why } = asking;
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

export function SecretDialog() {
  const say = useText(words);
  const frameSay = useText(frame);
  const opened = useCalling((state) => state.asking !== null);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={say('secret')}
      closeButtonProps={{ 'aria-label': frameSay('close') }}
    >
      <SecretForm />
    </Modal>
  );
}
