/** One change to many contacts: chosen, seen in a preview, and done as one step. */
import { Button, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { BulkOperation, BulkPreview, BulkScope } from '../../../core/api/bulk.ts';
import words from '../../../resources/translations/renderer-bulk.json' with { type: 'json' };
import contactWords from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import frame from '../../../resources/translations/renderer-frame.json' with { type: 'json' };
import { useUndo } from '../../frame/undo.tsx';
import { queryOf, useBrowse } from '../../state/browse.ts';
import { useJob } from '../../state/job.ts';
import { useSite } from '../../state/site.ts';
import { useText } from '../../text.ts';
import { Dialog } from '../../widgets/dialog.tsx';
import { DialogEnd } from '../../widgets/dialog-end.tsx';
import { JobProgress } from '../../widgets/job-progress.tsx';
import { ProblemLine } from '../../widgets/problems.tsx';
import { useTell } from '../../widgets/tell.tsx';
import { useChosen } from '../chosen.ts';
import type { Finder } from '../finder.ts';
import { useFound } from '../list-state.ts';
import { KINDS, operationOf, type Draft } from './draft.ts';
import { OperationFields } from './fields.tsx';
import { Preview } from './preview.tsx';

interface Props {
  finder: Finder;
  onClose: () => void;
}

/** Long enough not to count at every letter. */
const PAUSE = 300;

/** The preview of what is chosen now; null while it is being made, and where there is nothing to preview. */
function usePreview(scope: BulkScope, operation: BulkOperation | null) {
  const job = useJob('bulk.preview');
  const epoch = useSite((state) => state.epoch);
  const wanted = operation === null ? null : JSON.stringify([epoch, scope, operation]);
  const [answer, setAnswer] = useState<{ to: string; preview: BulkPreview } | null>(null);
  const { run, cancel } = job;
  useEffect(() => {
    if (operation === null || wanted === null) return undefined;
    const timer = setTimeout(async () => {
      const preview = await run({ scope, operation });
      if (preview !== null) setAnswer({ to: wanted, preview });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      cancel();
    };
    // `wanted` stands for the values of scope and operation.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted, run, cancel]);
  return { job, preview: answer !== null && answer.to === wanted ? answer.preview : null };
}

function BulkForm({ finder, onClose }: Props) {
  const say = useText(words);
  const contactSay = useText(contactWords);
  const frameSay = useText(frame);
  const tell = useTell();
  const { undo } = useUndo();
  const site = useSite((state) => state.site);
  const browsed = useBrowse();
  const chosen = useChosen((state) => state.chosen);
  const shown = useFound(finder, ({ order }) => order.ids.length);
  const [which, setWhich] = useState(chosen.size > 1 ? 'chosen' : 'shown');
  const [draft, setDraft] = useState<Draft>({
    kind: 'join',
    group: '',
    field: 'company',
    value: '',
    replaceField: 'all',
    find: '',
    replacement: '',
    matchCase: false,
    spacing: true,
    case: true,
    country: site?.country ?? 'FR',
  });
  const scope: BulkScope = which === 'chosen' ? { ids: [...chosen] } : { query: queryOf(browsed) };
  const operation = operationOf(draft);
  const { job: counting, preview } = usePreview(scope, operation);
  const applying = useJob('bulk.apply');
  const ready = operation !== null && preview !== null && preview.changed > 0 && !applying.running;
  const deletes = draft.kind === 'delete';

  const go = async () => {
    if (!ready) return;
    const result = await applying.run({ scope, operation, revision: preview.revision });
    if (result === null) return;
    onClose();
    const done = deletes
      ? contactSay('deleted', { count: result.changed })
      : say('done', { count: result.changed });
    tell.done(done, { label: contactSay('undo'), act: () => void undo() });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Stack gap="sm">
        {chosen.size > 0 && (
          <SegmentedControl
            fullWidth
            aria-label={say('which')}
            value={which}
            onChange={setWhich}
            data={[
              { value: 'chosen', label: say('which.chosen', { count: chosen.size }) },
              { value: 'shown', label: say('which.shown', { count: shown }) },
            ]}
          />
        )}
        <NativeSelect
          label={say('operation')}
          data={KINDS.map((kind) => ({ value: kind, label: say(`operation.${kind}`) }))}
          value={draft.kind}
          onChange={(event) => {
            const kind = KINDS.find((one) => one === event.currentTarget.value);
            if (kind !== undefined) setDraft({ ...draft, kind });
          }}
          data-autofocus
        />
        <OperationFields draft={draft} onChange={(changes) => setDraft({ ...draft, ...changes })} />
        {preview !== null && <Preview preview={preview} />}
        {operation !== null && counting.problem?.code !== 'cancelled' && counting.problem && (
          <ProblemLine problem={counting.problem} />
        )}
        {applying.problem && <ProblemLine problem={applying.problem} />}
        {applying.running ? (
          <JobProgress progress={applying.progress} onCancel={applying.cancel} />
        ) : (
          <DialogEnd>
            <Button variant="default" onClick={onClose}>
              {frameSay('cancel')}
            </Button>
            <Button
              type="submit"
              loading={counting.running}
              disabled={!ready}
              {...(deletes && { color: 'red.9' })}
            >
              {say(deletes ? 'apply.delete' : 'apply', { count: preview?.changed ?? 0 })}
            </Button>
          </DialogEnd>
        )}
      </Stack>
    </form>
  );
}

/** Closing it stops what is under way. */
export function BulkDialog({ finder, onClose }: Props) {
  const say = useText(words);
  return (
    <Dialog onClose={onClose} title={say('title')} size={560}>
      <BulkForm finder={finder} onClose={onClose} />
    </Dialog>
  );
}
