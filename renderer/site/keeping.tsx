/** How many copies are kept and for how long, and how long what is about people is. */
import { Button, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Keeping } from '../../core/api/safety.ts';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';

const DAYS = ['copyDays', 'deletedDays', 'reportDays'] as const;

export function KeepingForm({ keeping, onSaved }: { keeping: Keeping; onSaved: () => void }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const [wanted, setWanted] = useState(keeping);
  const save = async () => {
    try {
      await host.call('site.setKeeping', wanted);
      tell.done(say('keeping.saved'));
      onSaved();
    } catch (error) {
      tell.failed(error);
    }
  };
  return (
    <Stack gap="xs">
      <NumberInput
        label={say('keeping.copies')}
        min={3}
        max={1000}
        value={wanted.copies}
        onChange={(value) => typeof value === 'number' && setWanted({ ...wanted, copies: value })}
      />
      {DAYS.map((name) => (
        <NumberInput
          key={name}
          label={say(`keeping.${name}`)}
          placeholder={say('keeping.ever')}
          min={1}
          max={36_500}
          value={wanted[name] ?? ''}
          onChange={(value) => setWanted({ ...wanted, [name]: typeof value === 'number' ? value : null })}
        />
      ))}
      <Button variant="default" onClick={() => void save()} mr="auto">
        {say('keeping.save')}
      </Button>
    </Stack>
  );
}
