/** What the import will do, before anything is stored. */
import { useEffect } from 'react';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { ProblemList } from '../widgets/problems.tsx';
import { PlanFiles } from './plan-files.tsx';
import { RowBrowser } from './row-browser.tsx';
import { RuleSwitches } from './rule-switches.tsx';
import { makePreview, previewing, useImport } from './session.ts';
import { StepTitle } from './step-title.tsx';

export function Preview() {
  const say = useText(words);
  const host = useHost();
  const preview = useImport((state) => state.preview);
  useEffect(() => {
    // What was made for these choices stands; a failure is shown with the way to try again.
    const { running, problem } = previewing.state();
    if (useImport.getState().preview === null && !running && problem === null) void makePreview(host);
  }, [host]);
  return (
    <div className="import-whole">
      <div className="import-whole-head">
        <StepTitle hint={say('preview.hint')}>{say('preview.title')}</StepTitle>
        {preview !== null && (
          <div className="import-acts">
            <RuleSwitches preview={preview} />
            <PlanFiles plan={preview.plan} rejected={preview.rejected} />
          </div>
        )}
        {preview !== null && <ProblemList problems={preview.problems} />}
      </div>
      {preview !== null && <RowBrowser plan={preview.plan} summary={preview} />}
    </div>
  );
}
