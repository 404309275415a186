/** The contact as a QR code that a phone's camera understands. */
import { Center, Modal, Text } from '@mantine/core';
import words from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import frame from '../../../resources/translations/renderer-frame.json' with { type: 'json' };
import { useQuery } from '../../state/query.ts';
import { useText } from '../../text.ts';
import { ProblemLine } from '../../widgets/problems.tsx';

interface Props {
  id: number;
  name: string;
  opened: boolean;
  onClose: () => void;
}

export function QrDialog({ id, name, opened, onClose }: Props) {
  const say = useText(words);
  const frameSay = useText(frame);
  const { data, problem, stale } = useQuery('contacts.qr', opened ? { id } : null);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={name}
      size={340}
      closeButtonProps={{ 'aria-label': frameSay('close') }}
    >
      {problem && <ProblemLine problem={problem} />}
      <Center className="qr">
        {/* As a picture: whatever the drawing held, it could not run. */}
        {data !== undefined && !stale && (
          <img
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(data.svg)}`}
            alt={`${say('qr')}: ${name}`}
            width={280}
            height={280}
          />
        )}
      </Center>
      <Text size="sm" c="dimmed" ta="center" mt="sm">
        {say('qr.hint')}
      </Text>
    </Modal>
  );
}
