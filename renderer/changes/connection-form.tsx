/** How the PBX is reached. The certificate is shown and accepted before a password leaves this machine. */
import {
  Alert,
  Button,
  Checkbox,
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
import { Locked } from './locked.tsx';
import { PageNames } from './page-names.tsx';
import { useChanges } from './state.ts';

interface Props {
  onDone: () => void;
  /** Null while there is no connection to go back to. */
  onCancel: (() => void) | null;
}

type Standing = 'trusted' | 'same' | 'changed' | 'ask';

/** What is known of a certificate: nobody has to compare again what was accepted before. */
function standingOf(probe: ConnectionProbe, accepted: string | null): Standing {
  if (probe.trusted) return 'trusted';
  if (accepted === null) return 'ask';
  return probe.fingerprint === accepted ? 'same' : 'changed';
}

interface CertificateProps {
  probe: ConnectionProbe;
  standing: Standing;
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
}

function Certificate({ probe, standing, accepted, onAccept }: CertificateProps) {
  const say = useText(words);
  const open = standing === 'ask' || standing === 'changed';
  return (
    <Alert
      color={standing === 'changed' ? 'red' : 'petrol'}
      variant="light"
      icon={<IconCertificate />}
      title={say('found', { model: probe.model })}
      role="status"
    >
      <Stack gap={6}>
        <Text size="sm">{say('found.more', { serial: probe.serial, firmware: probe.firmware })}</Text>
        <ProblemList problems={probe.warnings} />
        <Text size="sm">{say(`certificate.${standing}`)}</Text>
        <Code block className="fingerprint" aria-label={say('fingerprint')}>
          {probe.fingerprint}
        </Code>
        {open && (
          <Checkbox
            mt={4}
            label={say('certificate.accept')}
            checked={accepted}
            onChange={(event) => onAccept(event.currentTarget.checked)}
          />
        )}
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
  /** The fingerprint that the person has said yes to in this form. */
  const [yes, setYes] = useState<string | null>(null);
  const problem = saving.problem ?? looking.problem;
  const busy = looking.running || saving.running;
  const before = known !== null && known.url === url ? known.fingerprint : null;
  const isOpen = (standing: Standing) => standing === 'ask' || standing === 'changed';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const seen = probe ?? (await looking.run({ connector: 'commander', url, user }));
    setProbe(seen);
    if (seen === null || (isOpen(standingOf(seen, before)) && yes !== seen.fingerprint)) return;
    const fingerprint = seen.trusted ? null : seen.fingerprint;
    const connection = await saving.run({ connector: 'commander', url, user, fingerprint, password });
    if (connection === null) {
      // Whoever answers next time is looked at again.
      setProbe(null);
      return;
    }
    useChanges.setState({ connection });
    onDone();
  };
  const accepted = probe !== null && yes === probe.fingerprint;
  const standing = probe === null ? null : standingOf(probe, before);

  return (
    <>
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
                setYes(null);
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
            {probe !== null && standing !== null && (
              <Certificate
                probe={probe}
                standing={standing}
                accepted={accepted}
                onAccept={(on) => setYes(on ? probe.fingerprint : null)}
              />
            )}
            {problem?.code === 'pbx-locked' ? (
              <Locked problem={problem} onAgain={null} />
            ) : (
              problem !== null && <ProblemLine problem={problem} />
            )}
            <Group justify="flex-end" gap="xs">
              {onCancel !== null && (
                <Button variant="default" onClick={onCancel}>
                  {say('cancel')}
                </Button>
              )}
              <Button
                type="submit"
                loading={busy}
                disabled={url === '' || user === '' || (standing !== null && isOpen(standing) && !accepted)}
              >
                {standing === null ? say('connect') : say('connect.log-in')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
      {known !== null && known.pages.length > 0 && <PageNames pages={known.pages} />}
    </>
  );
}
