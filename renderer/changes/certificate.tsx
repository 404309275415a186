/** The certificate that a PBX shows, and the person's word on it. */
import { Alert, Checkbox, Code, Stack, Text } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import type { ConnectionProbe } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';
import { ProblemList } from '../widgets/problems.tsx';

type Standing = 'trusted' | 'same' | 'changed' | 'ask';

/** What is known of a certificate: nobody has to compare again what was accepted before. */
export function standingOf(probe: ConnectionProbe, accepted: string | null): Standing {
  if (probe.trusted) return 'trusted';
  if (accepted === null) return 'ask';
  return probe.fingerprint === accepted ? 'same' : 'changed';
}

/** Waits for the person. */
export const isOpen = (standing: Standing): boolean => standing === 'ask' || standing === 'changed';

interface CertificateProps {
  probe: ConnectionProbe;
  standing: Standing;
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
}

export function Certificate({ probe, standing, accepted, onAccept }: CertificateProps) {
  const say = useText(words);
  return (
    <Alert
      color={standing === 'changed' ? 'red' : 'petrol'}
      variant="light"
      icon={<IconCertificate />}
      title={say('found', { model: probe.model })}
      role="status"
    >
      <Stack gap={6}>
        <Text size="sm">{say('found.more', { serial: probe.serial, firmware: probe.firmware })}</Text>
        <ProblemList problems={probe.warnings} />
        <Text size="sm">{say(`certificate.${standing}`)}</Text>
        <Code block className="fingerprint" aria-label={say('fingerprint')}>
          {probe.fingerprint}
        </Code>
        {isOpen(standing) && (
          <Checkbox
            mt={4}
            label={say('certificate.accept')}
            checked={accepted}
            onChange={(event) => onAccept(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </Alert>
  );
}
