/** How the PBX is reached. The certificate is shown and accepted before a password leaves this machine. */
import {
  Alert,
  Button,
  Code,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { ConnectionProbe } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useJob } from '../state/job.ts';
import { useText } from '../text.ts';
import { ProblemLine, ProblemList } from '../widgets/problems.tsx';
import { useChanges } from './state.ts';

interface Props {
  onDone: () => void;
  /** Null while there is no connection to go back to. */
  onCancel: (() => void) | null;
}

function Certificate({ probe }: { probe: ConnectionProbe }) {
  const say = useText(words);
  return (
    <Alert
      color="petrol"
      variant="light"
      icon={<IconCertificate />}
      title={say('found', { model: probe.model })}
    >
      <Stack gap={6}>
        <Text size="sm">{say('found.more', { serial: probe.serial, firmware: probe.firmware })}</Text>
        <ProblemList problems={probe.warnings} />
        <Text size="sm">{probe.trusted ? say('certificate.trusted') : say('certificate.ask')}</Text>
        <Code block className="fingerprint" aria-label={say('fingerprint')}>
          {probe.fingerprint}
        </Code>
      </Stack>
    </Alert>
  );
}

export function ConnectionForm({ onDone, onCancel }: Props) {
  const say = useText(words);
  const known = useChanges((state) => state.connection ?? null);
  const looking = useJob('connection.probe');
  const saving = useJob('connection.save');
  const [url, setUrl] = useState(known?.url ?? 'https://192.168.0.240');
  const [user, setUser] = useState(known?.user ?? '');
  const [password, setPassword] = useState('');
  const [probe, setProbe] = useState<ConnectionProbe | null>(null);
  const problem = saving.problem ?? looking.problem;
  const busy = looking.running || saving.running;
  const samePlace = known !== null && known.url === url && known.fingerprint !== null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // A certificate that was accepted for this address before needs no second look: it is checked anyway.
    const accepted = probe ?? (samePlace ? { fingerprint: known.fingerprint, trusted: false } : null);
    if (accepted === null) {
      setProbe(await looking.run({ connector: 'commander', url, user }));
      return;
    }
    const fingerprint = accepted.trusted ? null : accepted.fingerprint;
    const connection = await saving.run({ connector: 'commander', url, user, fingerprint, password });
    if (connection === null) return;
    useChanges.setState({ connection });
    onDone();
  };

  return (
    <Paper withBorder p="lg" className="connection">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Title order={2} size="md">
            {say('connection')}
          </Title>
          <Text size="sm" c="dimmed">
            {say('connection.more')}
          </Text>
          <TextInput
            label={say('address')}
            value={url}
            onChange={(event) => {
              setUrl(event.currentTarget.value);
              setProbe(null);
            }}
          />
          <TextInput
            label={say('user')}
            description={say('user.hint')}
            value={user}
            onChange={(event) => setUser(event.currentTarget.value)}
          />
          <PasswordInput
            label={say('password')}
            description={say('password.hint')}
            placeholder={known?.passwordKnown === true ? say('password.known') : ''}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {probe !== null && <Certificate probe={probe} />}
          {problem !== null && <ProblemLine problem={problem} />}
          <Group justify="flex-end" gap="xs">
            {onCancel !== null && (
              <Button variant="default" onClick={onCancel}>
                {say('cancel')}
              </Button>
            )}
            <Button type="submit" loading={busy} disabled={url === '' || user === ''}>
              {probe === null ? say('connect') : say('connect.accept')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
