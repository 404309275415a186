/** Who works with the site, and how to work as somebody else. */
import { ActionIcon, Select, Text, Tooltip } from '@mantine/core';
import { IconUserCog } from '@tabler/icons-react';
import { useState } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-session.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { leaveSafely } from '../state/place.ts';
import { problemOf } from '../state/problem.ts';
import { useQuery } from '../state/query.ts';
import { workAs } from '../state/session.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { AskForm } from '../widgets/ask-form.tsx';
import { ProblemLine } from '../widgets/problems.tsx';

const ROLES = ['administrator', 'sub-administrator'] as const;

function useWho() {
  const say = useText(words);
  const { extension, name, role } = useSite((state) => state.session);
  return extension === null ? say(`role.${role}`) : [extension, name].filter(Boolean).join(' ');
}

function SignInForm({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  const host = useHost();
  const { data, problem } = useQuery('session.people', {});
  const session = useSite((state) => state.session);
  const [who, setWho] = useState(session.extension ?? session.role);
  const [failed, setFailed] = useState<Problem | null>(null);
  const choices = [
    { group: say('roles'), items: ROLES.map((role) => ({ value: role, label: say(`role.${role}`) })) },
    {
      group: say('people'),
      items: (data?.people ?? []).map(({ extension, name }) => ({
        value: extension,
        label: [extension, name].filter(Boolean).join(' '),
      })),
    },
  ];
  const go = async () => {
    const role = ROLES.find((one) => one === who);
    try {
      await workAs(host, role === undefined ? { extension: who } : { role });
      onClose();
    } catch (error) {
      setFailed(problemOf(error));
    }
  };
  return (
    <AskForm problem={failed} label={say('sign-in')} onGo={go} onClose={onClose}>
      <Text size="sm">{say('about')}</Text>
      <Select
        label={say('who')}
        data={choices}
        value={who}
        onChange={(value) => setWho(value ?? who)}
        searchable
        data-autofocus
      />
      {problem !== null && <ProblemLine problem={problem} />}
    </AskForm>
  );
}

export function SessionButton() {
  const say = useText(words);
  const who = useWho();
  const [opened, setOpened] = useState(false);
  const label = say('working-as', { who });
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon aria-label={label} onClick={() => leaveSafely(() => setOpened(true))}>
          <IconUserCog size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      {opened && (
        <Dialog onClose={() => setOpened(false)} title={say('title')}>
          <SignInForm onClose={() => setOpened(false)} />
        </Dialog>
      )}
    </>
  );
}
