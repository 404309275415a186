/** What uploads have left behind: backups of the PBX to restore, reports to print. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Backup, UploadSummary } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useQuery } from '../state/query.ts';
import { useFormats, useLanguage, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { WaitingRows } from '../widgets/waiting.tsx';

const MOST_REPORTS = 100;

function BackupLine({ backup, onRestore }: { backup: Backup; onRestore: (id: number) => void }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { moment } = useFormats();
  const { id, at, model, serial, contacts, groups } = backup;
  const take = async () => {
    const { file, fileName } = await host.call('backups.export', { id });
    await download(host, file, fileName);
  };
  return (
    <li className="past-line">
      <span className="grow">
        <strong>{moment(at)}</strong>{' '}
        <span className="quiet">{say('backup.holds', { model, serial, contacts, groups })}</span>
      </span>
      <Tooltip label={say('backup.export')}>
        <ActionIcon
          variant="default"
          aria-label={say('backup.export.of', { at: moment(at) })}
          onClick={() => void take().catch(tell.failed)}
        >
          <IconDownload size={15} />
        </ActionIcon>
      </Tooltip>
      <Button size="compact-sm" variant="default" onClick={() => onRestore(id)}>
        {say('backup.restore')}
      </Button>
    </li>
  );
}

function UploadLine({ upload }: { upload: UploadSummary }) {
  const say = useText(words);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const { moment } = useFormats();
  const { id, at, person, login, operations, failed, verified } = upload;
  const take = async (format: 'json' | 'pdf') => {
    const { file, fileName } = await host.call('uploads.report', { id, format, language });
    await download(host, file, fileName);
  };
  return (
    <li className="past-line">
      <span className="grow">
        <strong>{moment(at)}</strong>{' '}
        <span className="quiet">
          {say('upload.did', { operations, failed, verified: String(verified) })}
          {person !== null && ` · ${say('upload.by', { person, login: login ?? '' })}`}
        </span>
      </span>
      {(['pdf', 'json'] as const).map((format) => (
        <Button
          key={format}
          size="compact-sm"
          variant="default"
          aria-label={say('upload.report', { at: moment(at), format: format.toUpperCase() })}
          onClick={() => void take(format).catch(tell.failed)}
        >
          {format.toUpperCase()}
        </Button>
      ))}
    </li>
  );
}

function Lists({ onRestore }: { onRestore: (id: number) => void }) {
  const say = useText(words);
  const backups = useQuery('backups.list', {});
  const uploads = useQuery('uploads.list', { limit: MOST_REPORTS });
  const problem = backups.problem ?? uploads.problem;
  return (
    <>
      {problem !== null && <ProblemLine problem={problem} />}
      <h2 className="changes-title">{say('backups')}</h2>
      <p className="quiet">{say('backups.more')}</p>
      <ul className="past-list">
        {backups.data?.backups.map((backup) => (
          <BackupLine key={backup.id} backup={backup} onRestore={onRestore} />
        ))}
      </ul>
      {backups.data === undefined && problem === null && <WaitingRows rows={3} />}
      {backups.data?.backups.length === 0 && <p>{say('past.none')}</p>}
      <h2 className="changes-title">{say('uploads')}</h2>
      <ul className="past-list">
        {uploads.data?.uploads.map((upload) => (
          <UploadLine key={upload.id} upload={upload} />
        ))}
      </ul>
      {uploads.data === undefined && problem === null && <WaitingRows rows={3} />}
      {uploads.data?.uploads.length === 0 && <p>{say('past.none')}</p>}
    </>
  );
}

interface Props {
  onClose: () => void;
  onRestore: (id: number) => void;
}

export function PastDialog({ onClose, onRestore }: Props) {
  const say = useText(words);
  return (
    <Dialog onClose={onClose} title={say('past')} size="xl">
      <Lists onRestore={onRestore} />
    </Dialog>
  );
}
