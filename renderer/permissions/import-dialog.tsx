/** Takes subscribers and their rights from a CSV file: first shown row by row, then made. */
import { Button, FileButton, Stack } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccessImport } from '../../core/api/access.ts';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useUndo } from '../frame/undo.tsx';
import { upload } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { ProblemLine, ProblemList } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { ImportRows } from './import-rows.tsx';

interface Shown {
  file: string;
  name: string;
  plan: AccessImport;
}

/** Exists while the dialog is open. */
function ImportForm({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const [shown, setShown] = useState<Shown | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const look = async (chosen: File | null) => {
    if (chosen === null) return;
    setProblem(null);
    try {
      const file = await upload(host, chosen);
      setShown({ file, name: chosen.name, plan: await host.call('access.preview', { file }) });
    } catch (error) {
      setShown(null);
      setProblem(problemOf(error));
    }
  };
  const make = async () => {
    if (shown === null) return;
    try {
      const { created, changed, rejected } = await host.call('access.import', { file: shown.file });
      tell.done(say('import.done', { created, changed, rejected }), {
        label: say('undo'),
        act: () => void undo(),
      });
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  const plan = shown?.plan;
  const effective = plan === undefined ? 0 : plan.created + plan.changed;
  return (
    <Stack gap="sm">
      <div className="rights-file">
        <FileButton
          accept=".csv,.txt,text/csv"
          onChange={(file) => void look(file)}
          inputProps={{ 'aria-label': say('import.choose') }}
        >
          {(props) => (
            <Button variant="default" leftSection={<IconFileImport size={15} />} data-autofocus {...props}>
              {say('import.choose')}
            </Button>
          )}
        </FileButton>
        <span className="cut grow" role="status">
          {shown?.name ?? ''}
        </span>
      </div>
      {plan === undefined && <p className="rights-how quiet">{say('import.how')}</p>}
      {problem && <ProblemLine problem={problem} />}
      {plan && (
        <>
          <div role="status">
            {say('import.counts', {
              read: plan.read,
              created: plan.created,
              changed: plan.changed,
              unchanged: plan.unchanged,
              rejected: plan.rejected,
            })}
          </div>
          <ProblemList problems={plan.problems} />
          <ImportRows rows={plan.rows} />
        </>
      )}
      <DialogEnd>
        <Button variant="default" onClick={onClose}>
          {say('cancel')}
        </Button>
        <Button disabled={effective === 0} onClick={() => void make()}>
          {say('import.do', { count: effective })}
        </Button>
      </DialogEnd>
    </Stack>
  );
}

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  return (
    <Dialog onClose={onClose} title={say('import.title')} size={720}>
      <ImportForm onClose={onClose} />
    </Dialog>
  );
}
