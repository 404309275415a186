/** The LDAP server of the PBX: who may look contacts up, and which groups are exported to whom. */
import { Button, Group, PasswordInput, Switch, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LdapChanges, LdapLogin, LdapSettings } from '../../core/device/ldap.ts';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-ldap.json' with { type: 'json' };
import { useJob } from '../state/job.ts';
import { useText } from '../text.ts';
import { ProblemList } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { Attempt } from './attempt.tsx';
import { ConnectionPart } from './connection-part.tsx';

/** What was changed of a login and is not sent yet. */
interface Wish {
  user?: string;
  on?: boolean;
  password?: string;
}

/** The key of the server among the wishes: a group's name is never empty. */
const SERVER = '';

const differs = (login: LdapLogin, { user = login.user, on = login.on, password = '' }: Wish): boolean =>
  user !== login.user || on !== login.on || password !== '';

function changesOf(settings: LdapSettings, wishes: ReadonlyMap<string, Wish>): LdapChanges {
  const server = wishes.get(SERVER) ?? {};
  return {
    ...(differs(settings.server, server) && { server }),
    groups: settings.groups.flatMap((group) => {
      const { on, password } = wishes.get(group.name) ?? {};
      const wish = { ...(on !== undefined && { on }), ...(password !== undefined && { password }) };
      return differs(group, wish) ? [{ name: group.name, ...wish }] : [];
    }),
  };
}

interface LineProps {
  /** What the fields belong to, for those who hear them. */
  name: string;
  login: LdapLogin;
  wish: Wish;
  onWish: (wish: Wish) => void;
}

function Password({ name, login, wish, onWish }: LineProps) {
  const say = useText(words);
  return (
    <PasswordInput
      size="xs"
      miw={160}
      aria-label={say('password.of', { name })}
      autoComplete="new-password"
      placeholder={say(login.hasPassword ? 'password.known' : 'password.none')}
      value={wish.password ?? ''}
      onChange={(event) => onWish({ ...wish, password: event.currentTarget.value })}
    />
  );
}

function OnOff({ name, login, wish, onWish }: LineProps) {
  return (
    <Switch
      size="xs"
      aria-label={name}
      checked={wish.on ?? login.on}
      onChange={(event) => onWish({ ...wish, on: event.currentTarget.checked })}
    />
  );
}

interface FormProps {
  settings: LdapSettings;
  wishes: ReadonlyMap<string, Wish>;
  onWish: (key: string, wish: Wish) => void;
}

function LdapForm({ settings: { server, groups }, wishes, onWish }: FormProps) {
  const say = useText(words);
  const serverLine = {
    name: say('server'),
    login: server,
    wish: wishes.get(SERVER) ?? {},
    onWish: (wish: Wish) => onWish(SERVER, wish),
  };
  return (
    <>
      <Group gap="sm" align="flex-end" wrap="nowrap">
        <Switch
          label={say('server')}
          checked={serverLine.wish.on ?? server.on}
          onChange={(event) => onWish(SERVER, { ...serverLine.wish, on: event.currentTarget.checked })}
        />
        <TextInput
          size="xs"
          className="grow"
          miw={0}
          label={say('user')}
          description={say('user.hint')}
          value={serverLine.wish.user ?? server.user}
          onChange={(event) => onWish(SERVER, { ...serverLine.wish, user: event.currentTarget.value })}
        />
        <Password {...serverLine} />
      </Group>
      {groups.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say('groups.none')}
        </Text>
      ) : (
        <Table aria-label={say('groups')} verticalSpacing={4} horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              {(['group', 'user.group', 'exported', 'password'] as const).map((key) => (
                <Table.Th key={key} scope="col">
                  {say(key)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map((group) => {
              const line = {
                name: group.name,
                login: group,
                wish: wishes.get(group.name) ?? {},
                onWish: (wish: Wish) => onWish(group.name, wish),
              };
              return (
                <Table.Tr key={group.id}>
                  <Table.Th scope="row">{group.name}</Table.Th>
                  <Table.Td>
                    <code className="ldap-user">{group.user}</code>
                  </Table.Td>
                  <Table.Td>
                    <OnOff {...line} name={say('exported.of', { name: group.name })} />
                  </Table.Td>
                  <Table.Td>
                    <Password {...line} />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

export function Ldap() {
  const say = useText(words);
  const tell = useTell();
  const reading = useJob('ldap.get');
  const saving = useJob('ldap.save');
  const [settings, setSettings] = useState<LdapSettings | null>(null);
  const [wishes, setWishes] = useState<ReadonlyMap<string, Wish>>(new Map());
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const busy = reading.running || saving.running;
  const problem = saving.problem ?? reading.problem;
  const changes = settings === null ? null : changesOf(settings, wishes);
  const count = changes === null ? 0 : changes.groups.length + (changes.server === undefined ? 0 : 1);

  const read = async () => {
    const found = await reading.run({});
    if (found === null) return;
    setSettings(found);
    setWishes(new Map());
    setRefused([]);
  };
  const save = async (wanted: LdapChanges) => {
    const saved = await saving.run(wanted);
    if (saved === null) return;
    setSettings(saved.settings);
    setRefused(saved.problems);
    // What was refused stays in the form to be put right.
    if (saved.problems.length > 0) return;
    setWishes(new Map());
    tell.done(say('saved'));
  };

  return (
    <ConnectionPart title={say('title')} more={`${say('more')} ${say('assumed')}`}>
      {settings !== null && (
        <LdapForm
          settings={settings}
          wishes={wishes}
          onWish={(key, wish) => setWishes((before) => new Map([...before, [key, wish]]))}
        />
      )}
      <div aria-live="polite">
        <ProblemList problems={refused} />
        <Attempt work={reading.running ? reading : saving} problem={problem} />
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" disabled={busy} onClick={() => void read()}>
          {say(settings === null ? 'read' : 'read.again')}
        </Button>
        {changes !== null && (
          <Button disabled={busy || count === 0} onClick={() => void save(changes)}>
            {say('save', { count })}
          </Button>
        )}
      </Group>
    </ConnectionPart>
  );
}
