/** The support bundle: everything that is in it first, then the file. */
import { Accordion, Button, Code, ScrollArea, Text } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { SupportBundle } from '../../core/api/support.ts';
import words from '../../resources/translations/renderer-support.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useJob } from '../state/job.ts';
import { useFormats, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { WaitingRows } from '../widgets/waiting.tsx';

interface Props {
  /** Of a site file that could not be opened; null: of the open one, if any. */
  path: string | null;
  onClose: () => void;
}

export function SupportDialog({ path, onClose }: Props) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { size } = useFormats();
  const { run, problem } = useJob('support.prepare');
  const [bundle, setBundle] = useState<SupportBundle | null>(null);
  useEffect(() => {
    void run({ path }).then(setBundle);
  }, [run, path]);
  const save = async ({ file, fileName }: SupportBundle) => {
    try {
      await download(host, file, fileName);
      onClose();
    } catch (error) {
      tell.failed(error);
    }
  };
  return (
    <Dialog onClose={onClose} size="lg" title={say('title')}>
      <Text size="sm">{say('text')}</Text>
      {problem !== null && <ProblemLine problem={problem} />}
      {bundle === null && problem === null && <WaitingRows label={say('working')} rows={5} height={44} />}
      {bundle !== null && (
        <Accordion multiple mt="sm" chevronPosition="left" order={3}>
          {bundle.parts.map(({ name, text }) => (
            <Accordion.Item key={name} value={name}>
              <Accordion.Control>
                {name} <span className="quiet">{size(new Blob([text]).size)}</span>
              </Accordion.Control>
              <Accordion.Panel>
                <ScrollArea.Autosize
                  mah={260}
                  type="auto"
                  viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': name }}
                >
                  <Code block>{text}</Code>
                </ScrollArea.Autosize>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
      <DialogEnd>
        <Button variant="default" onClick={onClose}>
          {say('cancel')}
        </Button>
        <Button disabled={bundle === null} onClick={() => bundle && void save(bundle)}>
          {say('save')}
        </Button>
      </DialogEnd>
    </Dialog>
  );
}

/** The button that opens it, where something has gone wrong. */
export function SupportButton({ path = null }: { path?: string | null }) {
  const say = useText(words);
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconLifebuoy size={15} stroke={1.7} />}
        onClick={() => setShown(true)}
      >
        {say('button')}
      </Button>
      {shown && <SupportDialog path={path} onClose={() => setShown(false)} />}
    </>
  );
}
