/** *Revert this import*, *revert this pull*, where their reports are. Gone once it was taken back. */
import { Button, type ButtonProps } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import words from '../../resources/translations/renderer-history.json' with { type: 'json' };
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { canTakeBack, takeBackWord } from './origin.tsx';
import './screen.css';
import { TakeBackDialog } from './take-back.tsx';

export function RevertButton({ step: id, size }: { step: number; size?: ButtonProps['size'] }) {
  const say = useText(words);
  const [taking, setTaking] = useState(false);
  const { data } = useQuery('history.list', { limit: 1, before: id + 1 });
  const [step] = data?.steps ?? [];
  if (step?.id !== id) return null;
  return (
    <>
      {canTakeBack(step) && (
        <Button
          {...(size !== undefined && { size })}
          variant="default"
          leftSection={<IconArrowBackUp size={15} />}
          onClick={() => setTaking(true)}
        >
          {say(takeBackWord(step))}
        </Button>
      )}
      {taking && <TakeBackDialog step={step} onClose={() => setTaking(false)} />}
    </>
  );
}
