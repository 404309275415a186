/** Deletes every contact that Google does not hold, once their number has been typed. */
import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { useUndo } from '../frame/undo.tsx';
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { AskForm } from '../widgets/ask-form.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';

/** Exists while the dialog is open: nothing is confirmed from the last time. */
function DeleteAllForm({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const { data, problem } = useQuery('contacts.deletable', {});
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState<Problem | null>(null);
  const confirmed = data !== undefined && data.deletable > 0 && typed.trim() === String(data.deletable);
  const go = async () => {
    if (!confirmed) return;
    try {
      const { deleted } = await host.call('contacts.deleteAll', { confirmed: data.deletable });
      onClose();
      tell.done(say('deleted', { count: deleted }), { label: say('undo'), act: () => void undo() });
    } catch (error) {
      setFailed(problemOf(error));
    }
  };
  return (
    <AskForm problem={failed} label={say('delete.all')} deletes ready={confirmed} onGo={go} onClose={onClose}>
      {data !== undefined && (
        <>
          <Text size="sm">{say('delete.all.text', { count: data.deletable })}</Text>
          {data.kept > 0 && <Text size="sm">{say('delete.all.kept', { count: data.kept })}</Text>}
        </>
      )}
      {problem !== null && <ProblemLine problem={problem} />}
      <TextInput
        label={say('delete.all.type', { count: data?.deletable ?? 0 })}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
    </AskForm>
  );
}

export function DeleteAllDialog({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  return (
    <Dialog onClose={onClose} title={say('delete.all')}>
      <DeleteAllForm onClose={onClose} />
    </Dialog>
  );
}
