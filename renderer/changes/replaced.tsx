/** Another PBX answers: it is accepted by whoever types its serial number. */
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useJob } from '../state/job.ts';
import { useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';

export function Replaced({ onAccepted }: { onAccepted: () => void }) {
  const say = useText(words);
  const replacing = useJob('connection.replace');
  const [serial, setSerial] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ((await replacing.run({ serial })) !== null) onAccepted();
  };
  return (
    <form className="replaced" onSubmit={(event) => void submit(event)}>
      <TextInput
        size="xs"
        label={say('replaced.serial')}
        description={say('replaced.more')}
        value={serial}
        onChange={(event) => setSerial(event.currentTarget.value)}
      />
      <Button size="xs" mt="xs" type="submit" loading={replacing.running} disabled={serial.trim() === ''}>
        {say('replaced.accept')}
      </Button>
      {replacing.problem !== null && <ProblemLine problem={replacing.problem} />}
    </form>
  );
}
