/** A PBX behind the line of its console. */
import { Alert, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import type { ConsoleChoice } from '../../core/api/upload.ts';
import { lostOn } from '../../core/device/line.ts';
import lineWords from '../../resources/translations/renderer-line.json' with { type: 'json' };
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { AskForm } from '../widgets/ask-form.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { WaitingFields } from '../widgets/waiting.tsx';
import { Attempt } from './attempt.tsx';
import { LineFields } from './line-fields.tsx';
import type { LineForm } from './line-form.ts';
import { addressOf, lineFormOf, settingsOf } from './line-form.ts';
import { LoginFields } from './login-fields.tsx';
import type { WayProps } from './network-form.tsx';

export function ConsoleForm(props: WayProps) {
  const { data, problem } = useQuery('connection.consoles', {});
  if (problem !== null) return <ProblemLine problem={problem} />;
  const [first] = data?.consoles ?? [];
  if (data === undefined || first === undefined) return <WaitingFields fields={4} />;
  return <Fields {...props} consoles={data.consoles} first={first} />;
}

function Fields({
  known,
  saving,
  onCancel,
  consoles,
  first,
}: WayProps & { consoles: readonly ConsoleChoice[]; first: ConsoleChoice }) {
  const say = useText(lineWords);
  const [line, setLine] = useState<LineForm>(() => lineFormOf(known?.url ?? ''));
  const [knownId = '', knownProtocol = ''] = (known?.console ?? '').split('#');
  const [id, setId] = useState(knownId);
  const [wanted, setWanted] = useState(knownProtocol);
  const [user, setUser] = useState(known?.user ?? '');
  const [password, setPassword] = useState('');
  const profile = consoles.find((each) => each.id === id) ?? first;
  const [usual = ''] = profile.protocols;
  const protocol = profile.protocols.find((each) => each === wanted) ?? usual;
  const url = addressOf(line);
  const settings = settingsOf(line);
  const lost = settings === null || protocol === 'text' || protocol === '' ? null : lostOn(settings);

  const submit = async () => {
    if (url === null) return;
    await saving.run({
      connector: 'console',
      url,
      user: profile.asksLogin ? user.trim() : '',
      console: protocol === usual ? profile.id : `${profile.id}#${protocol}`,
      fingerprint: null,
      password: profile.asksLogin ? password : '',
    });
  };

  return (
    <AskForm
      label={saving.label ?? say('connect')}
      ready={url !== null}
      busy={saving.running}
      onGo={submit}
      onClose={onCancel}
    >
      <LineFields line={line} onChange={(changed) => setLine({ ...line, ...changed })} />
      <NativeSelect
        label={say('profile')}
        description={say(`certainty.${profile.certainty}`)}
        data={consoles.map(({ id: value, name }) => ({ value, label: name }))}
        value={profile.id}
        onChange={(event) => setId(event.currentTarget.value)}
      />
      {profile.protocols.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say('records-only')}
        </Text>
      ) : (
        <NativeSelect
          label={say('protocol')}
          description={say('protocol.hint')}
          data={profile.protocols.map((value) => ({ value, label: protocolName(value, say('text')) }))}
          value={protocol}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      {lost !== null && (
        <Alert color="yellow" variant="light" role="status">
          {say(`lost.${lost}`)}
        </Alert>
      )}
      {profile.asksLogin && (
        <LoginFields
          user={user}
          onUser={setUser}
          userHint={say('user.hint')}
          password={password}
          onPassword={setPassword}
          known={known?.passwordKnown === true}
        />
      )}
      <Attempt work={saving} problem={saving.problem} />
    </AskForm>
  );
}

/** Protocols go by their own names everywhere. */
const protocolName = (protocol: string, text: string): string =>
  protocol === 'text' ? text : protocol.toUpperCase();
