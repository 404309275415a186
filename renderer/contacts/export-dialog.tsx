/** Exports contacts to a file: which, as what, and not before the legal notice is accepted. */
import { Button, Checkbox, Group, Modal, Radio, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ExportFormat, ExportResult } from '../../core/api/exchange.ts';
import { exportOptions, PICTURED_FORMATS } from '../../core/api/exchange.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useBrowse } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { useJob } from '../state/job.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { JobProgress } from '../widgets/job-progress.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { useChosen } from './chosen.ts';
import './export-dialog.css';
import { FormatChoice } from './export-format.tsx';
import { Losses } from './export-losses.tsx';
import { PrivacyNotice } from './privacy-notice.tsx';

/** Formats that spreadsheet programs open, and in which a cell could be taken for a formula. */
const SHEETS: readonly ExportFormat[] = ['csv', 'xlsx'];

type Which = 'chosen' | 'group' | 'initial' | 'all';

/** The restrictions of the list that can be exported, narrowest first. */
function useChoices(): { which: Which; label: string }[] {
  const say = useText(words);
  const { number } = useFormats();
  const { scope, initial } = useBrowse();
  const all = useSite((state) => state.facets.all);
  const chosen = useChosen((state) => state.chosen.size);
  return [
    ...(chosen > 0
      ? [{ which: 'chosen' as const, label: say('which.chosen', { count: number(chosen) }) }]
      : []),
    ...(initial === null ? [] : [{ which: 'initial' as const, label: say('which.initial', { initial }) }]),
    ...(scope.kind === 'group'
      ? [{ which: 'group' as const, label: say('which.group', { group: scope.group }) }]
      : []),
    { which: 'all', label: say('which.all', { count: number(all) }) },
  ];
}

/** Exists while the dialog is open: nothing is accepted from the last time. */
function ExportForm({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const job = useJob('export.run');
  const choices = useChoices();
  const [which, setWhich] = useState<Which>(choices[0]?.which ?? 'all');
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [mode, setMode] = useState<'spreadsheet' | 'machine'>('spreadsheet');
  const [baseDn, setBaseDn] = useState(exportOptions.shape.baseDn.parse(undefined));
  const [plainPhotos, setPlainPhotos] = useState(false);
  const isDn = exportOptions.shape.baseDn.safeParse(baseDn).success;
  const [accepted, setAccepted] = useState(false);
  /** A file that was written and could not hold everything. */
  const [written, setWritten] = useState<ExportResult | null>(null);
  const run = async () => {
    const { scope, initial } = useBrowse.getState();
    const result = await job.run({
      format,
      mode,
      ...(format === 'ldif' && { baseDn }),
      ...(PICTURED_FORMATS.includes(format) && { plainPhotos }),
      privacyNoticeAccepted: accepted,
      ...(which === 'chosen' && { ids: [...useChosen.getState().chosen] }),
      ...(which === 'group' && scope.kind === 'group' && { group: scope.group }),
      ...(which === 'initial' && initial !== null && { initial }),
    });
    if (result === null) return;
    try {
      await download(host, result.file, result.fileName);
      if (result.problems.length > 0) {
        setWritten(result);
        return;
      }
      tell.done(say('done', { count: result.contacts, file: result.fileName }));
      onClose();
    } catch (error) {
      tell.failed(error);
    }
  };

  if (written !== null) {
    return (
      <Stack gap="sm">
        <div role="status">{say('done', { count: written.contacts, file: written.fileName })}</div>
        <Losses problems={written.problems} />
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {say('close')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <Radio.Group
        label={say('which')}
        value={which}
        onChange={(value) => setWhich(choices.find((choice) => choice.which === value)?.which ?? 'all')}
      >
        <Stack gap={10} mt={6}>
          {choices.map((choice) => (
            <Radio key={choice.which} size="xs" value={choice.which} label={choice.label} />
          ))}
        </Stack>
      </Radio.Group>
      <FormatChoice value={format} onChange={setFormat} />
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
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button disabled={!accepted || (format === 'ldif' && !isDn)} onClick={() => void run()}>
            {say('export')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Closing it stops an export that is under way. */
export function ExportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const say = useText(words);
  const frameSay = useText(frame);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={say('title')}
      size={520}
      closeButtonProps={{ 'aria-label': frameSay('close') }}
    >
      <ExportForm onClose={onClose} />
    </Modal>
  );
}
