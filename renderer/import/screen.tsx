/** The import wizard: a file, what its columns are, where it goes, what that will do, and the report. */
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { TaskProgress } from '../widgets/task-progress.tsx';
import { loseSafely } from './anew.tsx';
import { ChooseFile } from './choose-file.tsx';
import { Columns } from './columns.tsx';
import { Options } from './options.tsx';
import { Preview } from './preview.tsx';
import { Report } from './report.tsx';
import './screen.css';
import type { Step } from './session.ts';
import {
  commitImport,
  committing,
  goToStep,
  inspecting,
  makePreview,
  previewing,
  resetImport,
  STEPS,
  useImport,
} from './session.ts';

function Steps() {
  const say = useText(words);
  const step = useImport((state) => state.step);
  const known = useImport((state) => state.inspection !== null);
  const busy = committing.use((state) => state.running);
  const at = STEPS.indexOf(step);
  return (
    <ol className="import-steps" aria-label={say('steps')}>
      {STEPS.map((one, index) => {
        const text = say('step', { n: index + 1, of: STEPS.length, name: say(`step.${one}`) });
        // Steps already taken can be taken again; a stored import is over.
        const open = index !== at && index < 4 && known && step !== 'report' && (index < at || at > 0);
        return (
          <li key={one} data-past={index < at || undefined}>
            <button
              type="button"
              aria-current={index === at ? 'step' : undefined}
              aria-label={text}
              disabled={!open || busy}
              onClick={() => goToStep(one)}
            >
              <span className="import-step-number">{index + 1}</span>
              <span className="import-step-name">{say(`step.${one}`)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** Whether enough of the file is understood to make contacts of it. */
function useIsEnough(): boolean {
  const isCards = useImport((state) => state.inspection?.columns.length === 0);
  const mapping = useImport((state) => state.mapping);
  const has = (...fields: string[]) => mapping.some((target) => target && fields.includes(target.field));
  return isCards || (has('number') && has('fullName', 'familyName', 'displayName', 'company'));
}

function Foot({ step }: { step: Exclude<Step, 'file' | 'report'> }) {
  const say = useText(words);
  const host = useHost();
  const enough = useIsEnough();
  const preview = useImport((state) => state.preview);
  const policy = useImport((state) => state.policy);
  const inspectionRuns = inspecting.use((state) => state.running);
  const previewRuns = previewing.use((state) => state.running);
  const previewFailed = previewing.use((state) => state.problem !== null);
  const commitRuns = committing.use((state) => state.running);
  const count = preview === null ? 0 : preview.created + preview.updated;
  // A file that only repeats what is there may still say who leaves a group.
  const something = count > 0 || (policy === 'replace' && preview !== null && preview.unchanged > 0);
  const [before, after] = {
    columns: ['file', 'options'],
    options: ['columns', 'preview'],
    preview: ['options'],
  }[step].map((one) => STEPS.find((known) => known === one));
  return (
    <footer className="import-foot">
      <Button
        variant="default"
        disabled={commitRuns}
        onClick={() => {
          if (before === 'file') loseSafely(resetImport);
          else if (before !== undefined) goToStep(before);
        }}
      >
        {say('back')}
      </Button>
      <div className="grow" aria-live="polite">
        {step === 'preview' && <TaskProgress task={previewing} />}
        {step === 'preview' && <TaskProgress task={committing} />}
        {step === 'columns' && !enough && <span className="import-need">{say('need')}</span>}
        {step === 'preview' && preview !== null && !something && !previewRuns && (
          <span className="quiet">{say('commit.nothing')}</span>
        )}
      </div>
      <Button variant="subtle" color="gray" disabled={commitRuns} onClick={() => loseSafely(resetImport)}>
        {say('cancel')}
      </Button>
      {after !== undefined && (
        <Button disabled={!enough || inspectionRuns} onClick={() => goToStep(after)}>
          {say('next')}
        </Button>
      )}
      {step === 'preview' &&
        (preview === null || previewFailed ? (
          <Button disabled={previewRuns} onClick={() => void makePreview(host)}>
            {say('preview.again')}
          </Button>
        ) : (
          <Button disabled={!something || previewRuns || commitRuns} onClick={() => void commitImport(host)}>
            {say('commit', { count })}
          </Button>
        ))}
    </footer>
  );
}

export function ImportScreen() {
  const say = useText(words);
  const { step, inspection, result } = useImport();
  useEffect(() => {
    document.body.dataset['ready'] = 'true';
  }, []);
  return (
    <div className="screen import">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <Steps />
      </header>
      <div className="screen-body" data-step={step}>
        {step === 'file' && <ChooseFile />}
        {step === 'columns' && inspection !== null && <Columns inspection={inspection} />}
        {step === 'options' && <Options />}
        {step === 'preview' && <Preview />}
        {step === 'report' && result !== null && <Report result={result} />}
      </div>
      {step !== 'file' && step !== 'report' && <Foot step={step} />}
    </div>
  );
}
