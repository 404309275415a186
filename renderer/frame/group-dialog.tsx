/** Creates a contact group, or renames one. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GroupKind } from '../../core/directory/group.ts';
import { GROUP_KINDS } from '../../core/directory/group.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { problemLine } from '../../core/problem/problem.ts';
import { browseScope, useBrowse } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useLanguage, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { AskForm } from '../widgets/ask-form.tsx';

interface Props {
  onClose: () => void;
  /** Null for a new group. */
  group: { id: number; name: string; kind: GroupKind } | null;
}

/** Google groups come from Google only. */
const KINDS = GROUP_KINDS.filter((kind) => kind !== 'google');

function GroupForm({ onClose, group }: Props) {
  const say = useText(frame);
  const term = useText(terms);
  const language = useLanguage();
  const host = useHost();
  const [name, setName] = useState(group?.name ?? '');
  const [kind, setKind] = useState<GroupKind>('standard');
  const [problem, setProblem] = useState<string | null>(null);

  const store = async () => {
    try {
      if (group === null) await host.call('groups.create', { name: name.trim(), kind });
      else await host.call('groups.edit', { id: group.id, name: name.trim() });
    } catch (error) {
      setProblem(problemLine(problemOf(error), language));
      return;
    }
    const { scope } = useBrowse.getState();
    if (group !== null && scope.kind === 'group' && scope.group === group.name) {
      browseScope({ kind: 'group', group: name.trim() });
    }
    onClose();
  };

  return (
    <AskForm
      label={group === null ? say('create') : say('save')}
      ready={name.trim() !== ''}
      onGo={store}
      onClose={onClose}
    >
      <TextInput
        label={say('group.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problem}
        data-autofocus
      />
      {group === null && (
        <NativeSelect
          label={say('group.kind')}
          description={say('group.kind.fixed')}
          value={kind}
          onChange={(event) => setKind(KINDS.find((one) => one === event.currentTarget.value) ?? 'standard')}
          data={KINDS.map((one) => ({ value: one, label: term(`group.${one}`) }))}
        />
      )}
    </AskForm>
  );
}

export function GroupDialog({ onClose, group }: Props) {
  const say = useText(frame);
  return (
    <Dialog onClose={onClose} title={group?.name ?? say('group.new')}>
      <GroupForm onClose={onClose} group={group} />
    </Dialog>
  );
}
