/** What will be made, before it is. */
import { Stack, Table, Text } from '@mantine/core';
import { deviceProfile } from '../../../core/device/profile.ts';
import words from '../../../resources/translations/renderer-assistant.json' with { type: 'json' };
import siteWords from '../../../resources/translations/renderer-site.json' with { type: 'json' };
import { useText } from '../../text.ts';
import { useCountryName } from '../country-select.tsx';
import { useDraft, type Tested } from './draft.ts';

const placeOf = ({ input: { url, user, ovh }, identity }: Tested): string =>
  [user === '' ? url : `${user} @ ${url}`, ovh?.billingAccount, ovh?.line, identity?.model, identity?.serial]
    .filter(Boolean)
    .join(' · ');

export function SummaryStep() {
  const say = useText(words);
  const siteSay = useText(siteWords);
  const countryName = useCountryName();
  const { path, device, country, tested } = useDraft();
  const lines = [
    [siteSay('file'), path],
    [siteSay('device'), deviceProfile(device).name],
    [siteSay('country'), countryName(country)],
    [say('step.connection'), tested === null ? say('way.none') : placeOf(tested)],
  ] as const;
  return (
    <Stack gap="sm">
      <Table className="assistant-limits" verticalSpacing={5} aria-label={say('step.summary')}>
        <Table.Tbody>
          {lines.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th fw={400}>{name}</Table.Th>
              <Table.Td className="assistant-value">{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm">{say(tested === null ? 'then.import' : 'then.compare')}</Text>
    </Stack>
  );
}
