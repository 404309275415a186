/** The contact as a QR code that a phone's camera reads from the screen, from paper, or from a file. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { leftOutText } from '../../../core/exchange/left-out-text.ts';
import contactWords from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import words from '../../../resources/translations/qr.json' with { type: 'json' };
import { download } from '../../host/files.ts';
import { useHost } from '../../state/host.ts';
import { useQuery } from '../../state/query.ts';
import { useLanguage, useText } from '../../text.ts';
import { Dialog } from '../../widgets/dialog.tsx';
import { usePaper } from '../../widgets/on-paper.tsx';
import { ProblemLine } from '../../widgets/problems.tsx';
import { useTell } from '../../widgets/tell.tsx';
import { QrPicture } from './qr-picture.tsx';

interface Props {
  id: number;
  name: string;
  onClose: () => void;
}

export function QrDialog({ id, name, onClose }: Props) {
  const say = useText(words);
  const contactSay = useText(contactWords);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const { print, paper } = usePaper();
  const { data, problem, stale } = useQuery('contacts.qr', { id });
  const save = async (kind: 'png' | 'svg') => {
    try {
      const { file, fileName } = await host.call('contacts.qrFile', { id, kind });
      await download(host, file, fileName);
      tell.done(say('saved', { file: fileName }));
    } catch (error) {
      tell.failed(error);
    }
  };
  const shown = data !== undefined && !stale;
  const toPrint = () =>
    print?.(
      <>
        <h1>{name}</h1>
        <QrPicture svg={data?.svg ?? ''} name={name} />
      </>,
    );
  return (
    <Dialog onClose={onClose} title={name} size="auto">
      {problem && <ProblemLine problem={problem} />}
      <div className="qr">{shown && <QrPicture svg={data.svg} name={name} />}</div>
      <Text size="sm" c="dimmed" ta="center" mt="xs">
        {contactSay('qr.hint')}
      </Text>
      {shown && data.leftOut.length > 0 && (
        <Alert color="yellow" mt="xs" className="qr-left-out" title={leftOutText(data.leftOut, language)}>
          {say('rule')}
        </Alert>
      )}
      <Group justify="center" gap="xs" mt="sm">
        {(['png', 'svg'] as const).map((kind) => (
          <Button
            key={kind}
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.7} />}
            onClick={() => void save(kind)}
          >
            {say(`save.${kind}`)}
          </Button>
        ))}
        {print && shown && (
          <Button variant="default" leftSection={<IconPrinter size={16} stroke={1.7} />} onClick={toPrint}>
            {say('print')}
          </Button>
        )}
      </Group>
      {paper}
    </Dialog>
  );
}
