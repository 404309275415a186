/** The wizard's beginning: a file, dropped or chosen. */
import { Button, FileButton, Progress } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { TaskProgress } from '../widgets/task-progress.tsx';
import { loseSafely } from './anew.tsx';
import { inspecting, takeFile, useImport } from './session.ts';
import { StepTitle } from './step-title.tsx';

/** Suggested to the system's dialog only: what a file is, its contents say. */
const SUGGESTED = '.csv,.txt,.tsv,.xlsx,.xls,.vcf,.vcard,.xml,.ldif,.ldi';

export function ChooseFile() {
  const say = useText(words);
  const host = useHost();
  const arriving = useImport((state) => state.arriving);
  const problem = useImport((state) => state.problem);
  const name = useImport((state) => state.file?.name);
  return (
    <div className="import-file">
      <StepTitle>{say('file.title')}</StepTitle>
      <div className="import-area">
        <IconFileImport size={48} stroke={1.2} />
        <strong>{say('file.drop')}</strong>
        <FileButton
          accept={SUGGESTED}
          onChange={(file) => file !== null && loseSafely(() => void takeFile(host, file))}
          inputProps={{ 'aria-label': say('file.choose') }}
        >
          {(props) => (
            <Button size="sm" {...props}>
              {say('file.choose')}
            </Button>
          )}
        </FileButton>
        <span className="quiet">{say('file.drop.anywhere')}</span>
      </div>
      <p className="quiet">{say('file.kinds')}</p>
      <div className="import-file-state" aria-live="polite">
        {arriving !== null && (
          <Progress.Root size="md">
            <Progress.Section
              value={100 * arriving}
              aria-label={say('file.arriving', { file: name ?? '' })}
            />
          </Progress.Root>
        )}
        {problem !== null && <ProblemLine problem={problem} />}
        <TaskProgress task={inspecting} />
      </div>
    </div>
  );
}
