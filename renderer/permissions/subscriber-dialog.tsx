/** Adds a subscriber, or changes the name and the role of one. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Role, Subscriber } from '../../core/directory/subscriber.ts';
import { ROLES } from '../../core/directory/subscriber.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { problemLine } from '../../core/problem/problem.ts';
import accessTerms from '../../resources/translations/access-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useLanguage, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { AskForm } from '../widgets/ask-form.tsx';

/** Longest extension that the services take. */
const MOST = 20;

interface Props {
  /** Null for a new one. */
  subscriber: Subscriber | null;
  /** Extensions that are taken. */
  taken: ReadonlySet<string>;
  onClose: () => void;
  onDone: (extension: string) => void;
}

/** Exists while the dialog is open: every opening starts from what is stored. */
function SubscriberForm({ subscriber, taken, onClose, onDone }: Props) {
  const say = useText(words);
  const term = useText(accessTerms);
  const language = useLanguage();
  const host = useHost();
  const [extension, setExtension] = useState(subscriber?.extension ?? '');
  const [name, setName] = useState(subscriber?.name ?? '');
  const [role, setRole] = useState<Role>(subscriber?.role ?? 'subscriber');
  const [problem, setProblem] = useState<Problem | null>(null);
  const isTaken = subscriber === null && taken.has(extension.trim());

  const store = async () => {
    try {
      await host.call('subscribers.save', { extension: extension.trim(), name: name.trim(), role });
      onDone(extension.trim());
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  return (
    <AskForm
      label={subscriber === null ? say('add.do') : say('save')}
      ready={extension.trim() !== '' && !isTaken}
      onGo={store}
      onClose={onClose}
    >
      <TextInput
        label={term('extension')}
        value={extension}
        maxLength={MOST}
        readOnly={subscriber !== null}
        description={subscriber === null ? undefined : say('extension.fixed')}
        onChange={(event) => setExtension(event.currentTarget.value)}
        error={isTaken ? say('extension.taken') : problem && problemLine(problem, language)}
        data-autofocus={subscriber === null || undefined}
      />
      <TextInput
        label={term('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus={subscriber !== null || undefined}
      />
      <NativeSelect
        label={term('role')}
        description={role === 'subscriber' ? undefined : say('role.hint')}
        value={role}
        onChange={(event) => setRole(ROLES.find((one) => one === event.currentTarget.value) ?? 'subscriber')}
        data={ROLES.toReversed().map((one) => ({ value: one, label: term(`role.${one}`) }))}
      />
    </AskForm>
  );
}

export function SubscriberDialog(props: Props) {
  const say = useText(words);
  return (
    <Dialog
      onClose={props.onClose}
      title={
        props.subscriber === null
          ? say('add.title')
          : `${props.subscriber.extension} ${props.subscriber.name}`
      }
    >
      <SubscriberForm {...props} />
    </Dialog>
  );
}
