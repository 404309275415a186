/** Erasing a person for good: first what goes and where else the person stays, then no way back. */
import { Button, Checkbox, Text, TextInput } from '@mantine/core';
import { IconDatabase, IconFile, IconServer } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Erasure } from '../../core/api/history.ts';
import words from '../../resources/translations/renderer-privacy.json' with { type: 'json' };
import { useJob } from '../state/job.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { lastOf } from '../widgets/path.ts';
import { JobProgress } from '../widgets/job-progress.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import './privacy.css';

interface Props {
  id: number;
  name: string;
  onClose: () => void;
  onErased?: () => void;
}

export function EraseDialog({ id, name, onClose, onErased }: Props) {
  const say = useText(words);
  const tell = useTell();
  const preview = useJob('privacy.erase');
  const erasing = useJob('privacy.erase');
  const [found, setFound] = useState<Erasure | null>(null);
  const [copies, setCopies] = useState(false);
  const [typed, setTyped] = useState('');
  const { run } = preview;
  useEffect(() => {
    void run({ ids: [id], copies: false, preview: true }).then(setFound);
  }, [run, id]);
  const problem = preview.problem ?? erasing.problem;
  const confirmed = found !== null && typed.trim() === say('erase.word');
  const erase = async () => {
    if (!confirmed) return;
    const done = await erasing.run({ ids: [id], copies });
    if (done === null) return;
    tell.done(say('erased', { name, kept: remaining(done, copies) }));
    onClose();
    onErased?.();
  };
  return (
    <Dialog onClose={onClose} title={say('erase.title', { name })} size="lg">
      {problem !== null && <ProblemLine problem={problem} />}
      {preview.running && <JobProgress progress={preview.progress} onCancel={onClose} />}
      {found !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void erase();
          }}
        >
          <h3 className="privacy-title">{say('goes')}</h3>
          <ul className="privacy-list">
            <li>{say('goes.contact')}</li>
            {found.entries > 0 && <li>{say('goes.entries', { count: found.entries })}</li>}
            {found.onPbx > 0 && <li>{say('goes.base')}</li>}
            {found.reports > 0 && <li>{say('goes.reports', { count: found.reports })}</li>}
          </ul>
          <Remains found={found} copies={copies} />
          {found.copies.length > 0 && (
            <Checkbox
              mt="sm"
              checked={copies}
              onChange={(event) => setCopies(event.currentTarget.checked)}
              label={say('copies.too', { count: found.copies.length })}
              description={say('copies.too.more')}
            />
          )}
          <TextInput
            mt="md"
            label={say('erase.type', { word: say('erase.word') })}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
          <DialogEnd>
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" color="red.9" disabled={!confirmed} loading={erasing.running}>
              {say('erase.do')}
            </Button>
          </DialogEnd>
        </form>
      )}
    </Dialog>
  );
}

/** Places that still hold the person afterwards. */
const remaining = ({ onPbx, pbxBackups, copies }: Erasure, deleted: boolean): number =>
  onPbx + pbxBackups.length + (deleted ? 0 : copies.length);

function Remains({ found, copies }: { found: Erasure; copies: boolean }) {
  const say = useText(words);
  return (
    <>
      <h3 className="privacy-title">{say('remains')}</h3>
      {remaining(found, copies) === 0 && <Text size="sm">{say('remains.nowhere')}</Text>}
      <ul className="privacy-list" aria-label={say('remains')}>
        {found.onPbx > 0 && (
          <li>
            <IconServer size={14} aria-hidden />
            {say('remains.pbx')}
          </li>
        )}
        {found.pbxBackups.map((backup) => (
          <li key={backup}>
            <IconDatabase size={14} aria-hidden />
            {say('remains.backup', { id: backup })}
          </li>
        ))}
        {!copies &&
          found.copies.map((path) => (
            <li key={path} title={path}>
              <IconFile size={14} aria-hidden />
              {say('remains.copy', { path: lastOf(path) })}
            </li>
          ))}
      </ul>
    </>
  );
}
