/** The secrets of the connection, where nothing remembers them: for as long as the application runs. */
import { Button, Group, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { ProblemCode } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-services.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { Forgetful } from '../widgets/forgetful.tsx';
import { unlocking } from './state.ts';

/** Where the remedy is another secret or key. */
export const LOCKED: readonly ProblemCode[] = [
  'password-needed',
  'ovh-key-needed',
  'ovh-key-invalid',
  'ovh-signature',
];

export function Keys({ onUnlocked }: { onUnlocked: () => void }) {
  const say = useText(words);
  const host = useHost();
  const [password, setPassword] = useState('');
  const [consumerKey, setConsumerKey] = useState('');
  const unlock = async () => {
    const unlocked = await unlocking.run(host, {
      password: password.trim(),
      consumerKey: consumerKey.trim(),
    });
    if (unlocked !== null) onUnlocked();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <Group gap="sm" mt="xs" align="flex-end">
        <PasswordInput
          w={260}
          label={say('secret')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <PasswordInput
          w={260}
          label={say('key')}
          value={consumerKey}
          onChange={(event) => setConsumerKey(event.currentTarget.value)}
        />
        <Button type="submit" disabled={password.trim() === '' || consumerKey.trim() === ''}>
          {say('unlock')}
        </Button>
      </Group>
      <Forgetful />
    </form>
  );
}
