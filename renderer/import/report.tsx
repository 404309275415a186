/** What the import has done, the way back, and what is left to correct. */
import { Button } from '@mantine/core';
import { IconAddressBook, IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { RevertButton } from '../history/revert.tsx';
import { browseScope } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { leaveSafely, usePlace } from '../state/place.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemList } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { PlanFiles } from './plan-files.tsx';
import { RowBrowser } from './row-browser.tsx';
import type { Result } from './session.ts';
import { resetImport, useImport } from './session.ts';
import { StepTitle } from './step-title.tsx';

export function Report({ result }: { result: Result }) {
  const say = useText(words);
  const { moment } = useFormats();
  const host = useHost();
  const tell = useTell();
  const plan = useImport((state) => state.preview?.plan);
  const groups = useImport((state) => state.groups);
  const lastStep = useSite((state) => state.site?.undo ?? null);
  const [undone, setUndone] = useState(false);
  const isKeeper = useSite(({ session }) => session.role !== 'subscriber');
  const stored = result.created + result.updated > 0;
  const canUndo = lastStep?.action === 'import' && lastStep.subject === result.file && !undone;

  const undo = async () => {
    try {
      await host.call('history.undo', {});
      setUndone(true);
    } catch (error) {
      tell.failed(error);
    }
  };
  const show = () =>
    leaveSafely(() => {
      const [group, ...others] = groups;
      browseScope(group !== undefined && others.length === 0 ? { kind: 'group', group } : { kind: 'all' });
      usePlace.setState({ screen: 'contacts' });
    });

  const key = undone ? 'report.undone' : stored ? 'report.title' : 'report.nothing';
  return (
    <div className="import-whole">
      <div className="import-whole-head">
        <div className="import-done" data-stored={(stored && !undone) || undefined}>
          <IconCircleCheck size={26} stroke={1.6} aria-hidden />
          <StepTitle hint={say('report.at', { at: moment(result.at) })}>
            {say(key, { file: result.file })}
          </StepTitle>
        </div>
        <div className="import-acts">
          <Button leftSection={<IconAddressBook size={15} />} onClick={show}>
            {say('report.contacts')}
          </Button>
          {canUndo && (
            <Button variant="default" leftSection={<IconArrowBackUp size={15} />} onClick={() => void undo()}>
              {say('report.undo')}
            </Button>
          )}
          {!canUndo && isKeeper && result.step !== null && <RevertButton step={result.step} />}
          {plan !== undefined && <PlanFiles plan={plan} rejected={result.rejected} />}
          <Button variant="subtle" onClick={resetImport}>
            {say('report.another')}
          </Button>
        </div>
        {/* That groups were created was news before the import. */}
        <ProblemList problems={result.problems.filter(({ code }) => code !== 'import-group-created')} />
      </div>
      {plan !== undefined && <RowBrowser plan={plan} summary={result} done />}
    </div>
  );
}
