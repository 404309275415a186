/** The way that always works: files to import by hand, and the steps to do it. */
import { Button, Group } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { HandOff } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';

export function HandOffSheet({ handOff }: { handOff: HandOff }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  return (
    <section className="changes-section hand-off" aria-label={say('hand-off')}>
      <h2 className="changes-title">{say('hand-off')}</h2>
      <Group gap="xs" mb="xs">
        {handOff.files.map(({ file, fileName }) => (
          <Button
            key={file}
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} />}
            onClick={() => void download(host, file, fileName).catch(tell.failed)}
          >
            {fileName}
          </Button>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPrinter size={14} />}
          onClick={() => window.print()}
        >
          {say('print')}
        </Button>
      </Group>
      <ol className="steps">
        {handOff.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
