/** Where the site file will be, which device it is for, and what that device can store. */
import { Badge, NativeSelect, Stack, Table } from '@mantine/core';
import { deviceProfile, deviceProfiles, type Limit } from '../../../core/device/profile.ts';
import words from '../../../resources/translations/renderer-assistant.json' with { type: 'json' };
import siteWords from '../../../resources/translations/renderer-site.json' with { type: 'json' };
import { useHost } from '../../state/host.ts';
import { useFormats, useText } from '../../text.ts';
import { PathField } from '../path-field.tsx';
import { draft, useDraft } from './draft.ts';

const COUNTED = ['contacts', 'groups', 'numbers', 'emails', 'urls', 'addresses'] as const;

function Stored({ name, limit }: { name: string; limit: Limit }) {
  const say = useText(words);
  const { number } = useFormats();
  return (
    <Table.Tr>
      <Table.Th fw={400}>{name}</Table.Th>
      <Table.Td>{limit.value === null ? say('unpublished') : number(limit.value)}</Table.Td>
      <Table.Td>
        {limit.certainty !== 'vendor' && (
          <Badge size="sm" variant="default" className="assistant-certainty" title={limit.source}>
            {say(`certainty.${limit.certainty}`)}
          </Badge>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export function DeviceStep({ error }: { error: string | null }) {
  const say = useText(words);
  const siteSay = useText(siteWords);
  const { surroundings } = useHost();
  const { path, device } = useDraft();
  const { limits, name } = deviceProfile(device);
  return (
    <Stack gap="sm">
      <PathField
        example="/home/anna/bakery.switchbook"
        value={path}
        onChange={(typed) => draft({ path: typed })}
        error={error}
        choose={surroundings.chooseNewSite}
      />
      <NativeSelect
        label={siteSay('device')}
        description={siteSay('device.hint')}
        value={device}
        onChange={(event) => draft({ device: event.currentTarget.value, tested: null })}
        data={deviceProfiles().map((one) => ({ value: one.id, label: one.name }))}
      />
      <Table className="assistant-limits" verticalSpacing={3}>
        <Table.Caption>{say('stores', { device: name })}</Table.Caption>
        <Table.Tbody>
          {COUNTED.map((one) => (
            <Stored key={one} name={say(`stores.${one}`)} limit={limits[one]} />
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
