/** What the site is for: another device or country is one step, which can be undone; the check says what fits no more. */
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { commandOf } from '../../core/commands/commands.ts';
import { deviceProfiles } from '../../core/device/profile.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useUndo } from '../frame/undo.tsx';
import { useHost } from '../state/host.ts';
import { useLanguage, useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { CountrySelect } from './country-select.tsx';

interface Props {
  device: string;
  country: string;
  /** To what does not fit. */
  onCheck: () => void;
}

export function DeviceForm({ device, country, onCheck }: Props) {
  const say = useText(words);
  const frameSay = useText(frame);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const [wanted, setWanted] = useState({ device, country });
  const save = async () => {
    try {
      await host.call('site.setDevice', wanted);
      tell.done(say('device.saved'), { label: frameSay('undo'), act: () => void undo() });
    } catch (error) {
      tell.failed(error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="xs">
        <NativeSelect
          label={say('device')}
          description={say('device.hint')}
          value={wanted.device}
          onChange={(event) => setWanted({ ...wanted, device: event.currentTarget.value })}
          data={deviceProfiles().map((one) => ({ value: one.id, label: one.name }))}
        />
        <CountrySelect value={wanted.country} onChange={(code) => setWanted({ ...wanted, country: code })} />
        <Text size="xs" c="dimmed">
          {say('device.more')}
        </Text>
        <Group gap="xs">
          <Button
            type="submit"
            variant="default"
            disabled={wanted.device === device && wanted.country === country}
          >
            {say('device.save')}
          </Button>
          <Button variant="subtle" onClick={onCheck}>
            {commandOf('go-check').label[language]}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
