/** A copy put back in the place of its site: what that means first, and for a damaged site which one. */
import { Button, List, Text } from '@mantine/core';
import { useState } from 'react';
import type { KeptCopy } from '../../core/api/safety.ts';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useJob } from '../state/job.ts';
import { leaveSafely } from '../state/place.ts';
import { useQuery } from '../state/query.ts';
import { refreshSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { JobProgress } from '../widgets/job-progress.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { CopyList } from './copies.tsx';

interface Props {
  /** Of the site. */
  path: string;
  copy: KeptCopy;
  onClose: () => void;
  onDone: () => void;
}

export function RestoreDialog({ path, copy, onClose, onDone }: Props) {
  const say = useText(words);
  const { moment } = useFormats();
  const host = useHost();
  const tell = useTell();
  const { run, running, progress, problem, cancel } = useJob('site.restore');
  const restore = async () => {
    const restored = await run({ path, number: copy.number });
    if (restored === null) return;
    try {
      // Whatever was planned or compared belongs to the state before.
      await host.call('site.open', { path });
      await refreshSite(host);
    } catch (error) {
      tell.failed(error);
    }
    tell.done(say('restored', { contacts: restored.contacts }));
    onDone();
  };
  return (
    <Dialog onClose={onClose} title={say('restore.title', { at: moment(copy.at) })}>
      <List size="sm" spacing={4}>
        <List.Item>{say('restore.then')}</List.Item>
        <List.Item>{say('restore.aside')}</List.Item>
        <List.Item>{say('restore.erased')}</List.Item>
      </List>
      {problem !== null && <ProblemLine problem={problem} />}
      {running && <JobProgress progress={progress} onCancel={cancel} />}
      <DialogEnd>
        <Button variant="default" onClick={onClose}>
          {say('cancel')}
        </Button>
        <Button loading={running} onClick={() => leaveSafely(() => void restore())} data-autofocus>
          {say('restore.do')}
        </Button>
      </DialogEnd>
    </Dialog>
  );
}

/** For a damaged site, which may not even open: nothing where no copy is kept. */
export function RestoreOffer({ path, onDone }: { path: string; onDone?: () => void }) {
  const say = useText(words);
  const { data } = useQuery('site.copiesOf', { path });
  const [choosing, setChoosing] = useState(false);
  const [copy, setCopy] = useState<KeptCopy | null>(null);
  if (data === undefined || data.copies.length === 0) return null;
  const done = () => {
    setCopy(null);
    setChoosing(false);
    onDone?.();
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setChoosing(true)}>
        {say('restore.offer')}
      </Button>
      {choosing && copy === null && (
        <Dialog onClose={() => setChoosing(false)} title={say('restore.offer')} size="lg">
          <Text size="sm" mb="xs">
            {say('restore.choose')}
          </Text>
          <CopyList copies={data.copies} onRestore={setCopy} />
        </Dialog>
      )}
      {copy !== null && <RestoreDialog path={path} copy={copy} onClose={() => setCopy(null)} onDone={done} />}
    </>
  );
}
