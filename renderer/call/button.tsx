/** Beside a number: has it dialled, or says why not. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import words from '../../resources/translations/renderer-call.json' with { type: 'json' };
import type { WhyNot } from '../state/may.ts';
import { useText } from '../text.ts';
import type { Wanted } from './state.ts';
import { useCall, useWho } from './use-call.ts';

interface Props extends Wanted {
  /** The number as it is written there. */
  text: string;
  why: WhyNot;
  /** In a list that is one stop of the keyboard; the number is there beside the contact too. */
  inList?: boolean;
}

export function CallButton({ contactId, number, text, why, inList = false }: Props) {
  const say = useText(words);
  const who = useWho();
  const call = useCall();
  const [busy, setBusy] = useState(false);
  const label = say('call', { number: text });
  const go = async () => {
    setBusy(true);
    await call({ contactId, number });
    setBusy(false);
  };
  return (
    <Tooltip
      label={why === null ? say('call.as', { number: text, who }) : `${label}: ${why}`}
      multiline
      maw={320}
    >
      <ActionIcon
        className="call-button"
        size={24}
        aria-label={label}
        loading={busy}
        {...(inList && { tabIndex: -1 })}
        {...(why !== null && { 'data-disabled': true, 'aria-disabled': true, 'aria-description': why })}
        onClick={(event) => {
          // A row is not chosen by what is pressed in it.
          event.stopPropagation();
          if (why === null) void go();
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <IconPhone size={15} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
