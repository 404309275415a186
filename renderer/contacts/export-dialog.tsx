/** Exports contacts to a file: which, as what, and not before the legal notice is accepted. */
import { Button, Checkbox, Radio, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ExportField, ExportFormat, ExportResult } from '../../core/api/export.ts';
import {
  CHOSEN_FIELDS,
  DIRECTORY_FIELDS,
  directorySheet,
  exportOptions,
  PICTURED_FORMATS,
} from '../../core/api/export.ts';
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useJob } from '../state/job.ts';
import { useLanguage, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { JobProgress } from '../widgets/job-progress.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import './export-dialog.css';
import { FieldChoice } from './export-fields.tsx';
import { FormatChoice } from './export-format.tsx';
import { Losses } from './export-losses.tsx';
import { isWhole, ScopeChoice, scopeOptions, useExportScope } from './export-scope.tsx';
import { SheetChoice } from './export-sheet.tsx';
import { PrivacyNotice } from './privacy-notice.tsx';

/** Formats that spreadsheet programs open, and in which a cell could be taken for a formula. */
const SHEETS: readonly ExportFormat[] = ['csv', 'xlsx'];

interface Props {
  /** The format that is chosen first. */
  wanted: ExportFormat;
  onClose: () => void;
}

function ExportForm({ wanted, onClose }: Props) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const job = useJob('export.run');
  const language = useLanguage();
  const scope = useExportScope(wanted === 'directory-pdf');
  const [format, setFormat] = useState<ExportFormat>(wanted);
  const [sheet, setSheet] = useState(directorySheet.parse({}));
  const [chosenFields, setFields] = useState<Partial<Record<ExportFormat, readonly ExportField[]>>>({
    'directory-pdf': DIRECTORY_FIELDS,
  });
  const possible = CHOSEN_FIELDS[format];
  const fields = chosenFields[format] ?? [];
  const [mode, setMode] = useState<'spreadsheet' | 'machine'>('spreadsheet');
  const [baseDn, setBaseDn] = useState(exportOptions.shape.baseDn.parse(undefined));
  const [plainPhotos, setPlainPhotos] = useState(false);
  const isDn = exportOptions.shape.baseDn.safeParse(baseDn).success;
  const [accepted, setAccepted] = useState(false);
  /** A file that could not hold everything: it waits until the person has seen what is missing. */
  const [written, setWritten] = useState<ExportResult | null>(null);
  const run = async () => {
    const result = await job.run({
      format,
      mode,
      ...(format === 'ldif' && { baseDn }),
      ...(PICTURED_FORMATS.includes(format) && { plainPhotos }),
      privacyNoticeAccepted: accepted,
      ...(possible !== undefined && fields.length > 0 && { fields: [...fields] }),
      ...(format === 'directory-pdf' && { sheet: { ...sheet, language } }),
      ...scopeOptions(scope.value),
    });
    if (result === null) return;
    if (result.problems.length > 0) setWritten(result);
    else await save(result);
  };
  const save = async ({ file, fileName, contacts }: ExportResult) => {
    try {
      await download(host, file, fileName);
      tell.done(say('done', { count: contacts, file: fileName }));
      onClose();
    } catch (error) {
      tell.failed(error);
    }
  };

  if (written !== null) {
    return (
      <Stack gap="sm">
        <div role="status">{say('ready', { count: written.contacts, file: written.fileName })}</div>
        <Losses problems={written.problems} />
        <DialogEnd>
          <Button variant="default" onClick={() => setWritten(null)}>
            {say('back')}
          </Button>
          <Button onClick={() => void save(written)} data-autofocus ref={(button) => button?.focus()}>
            {say('save')}
          </Button>
        </DialogEnd>
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <ScopeChoice {...scope} />
      <FormatChoice value={format} onChange={setFormat} />
      {format === 'directory-pdf' && <SheetChoice value={sheet} onChange={setSheet} />}
      {possible && (
        <FieldChoice
          fields={possible}
          value={fields}
          onChange={(chosen) => setFields((known) => ({ ...known, [format]: chosen }))}
        />
      )}
      {format === 'ldif' && (
        <TextInput
          label={say('base-dn')}
          description={say('base-dn.hint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={baseDn}
          error={isDn ? null : say('base-dn.wrong')}
          onChange={(event) => setBaseDn(event.currentTarget.value)}
        />
      )}
      {SHEETS.includes(format) && (
        <Radio.Group
          label={say('mode')}
          value={mode}
          onChange={(value) => setMode(value === 'machine' ? 'machine' : 'spreadsheet')}
        >
          <Stack gap={10} mt={6}>
            <Radio size="xs" value="spreadsheet" label={say('mode.spreadsheet')} />
            <Radio size="xs" value="machine" label={say('mode.machine')} />
          </Stack>
        </Radio.Group>
      )}
      {PICTURED_FORMATS.includes(format) && (
        <Switch
          size="sm"
          label={say('plain-photos')}
          description={say('plain-photos.hint')}
          checked={plainPhotos}
          onChange={(event) => setPlainPhotos(event.currentTarget.checked)}
        />
      )}
      <PrivacyNotice />
      <Checkbox
        label={say('accept')}
        checked={accepted}
        onChange={(event) => setAccepted(event.currentTarget.checked)}
      />
      {job.problem && <ProblemLine problem={job.problem} />}
      {job.running ? (
        <JobProgress progress={job.progress} onCancel={job.cancel} />
      ) : (
        <DialogEnd>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button
            disabled={!accepted || !isWhole(scope.value) || (format === 'ldif' && !isDn)}
            onClick={() => void run()}
          >
            {say('export')}
          </Button>
        </DialogEnd>
      )}
    </Stack>
  );
}

/** `format`: what it begins with; null: closed. Closing it stops an export that is under way. */
export function ExportDialog(props: Props) {
  const say = useText(words);
  return (
    <Dialog
      onClose={props.onClose}
      title={say(props.wanted === 'directory-pdf' ? 'title.directory' : 'title')}
      size={560}
    >
      <ExportForm {...props} />
    </Dialog>
  );
}
