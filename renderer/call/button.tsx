/** Beside a number: has it dialled, or says why not. */
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
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
}

function useButton({ contactId, number, text, why }: Props) {
  const say = useText(words);
  const who = useWho();
  const call = useCall();
  const label = say('call', { number: text });
  return {
    hint: why === null ? say('call.as', { number: text, who }) : `${label}: ${why}`,
    state: {
      'aria-label': label,
      ...(why !== null && { 'data-disabled': true, 'aria-disabled': true, 'aria-description': why }),
    },
    act: async () => {
      if (why === null) await call({ contactId, number });
    },
  };
}

export function CallButton(props: Props) {
  const { hint, state, act } = useButton(props);
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    await act();
    setBusy(false);
  };
  return (
    <Tooltip label={hint} multiline maw={320}>
      <ActionIcon className="call-button" size={24} loading={busy} {...state} onClick={() => void go()}>
        <IconPhone size={15} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}

/**
 * The same in a list of many rows: light, and no stop for the keyboard, to which the list is one and which
 * finds the number beside the contact.
 */
export function RowCallButton(props: Props) {
  const { hint, state, act } = useButton(props);
  // A row is neither chosen nor opened by what is pressed in it.
  const keep = (event: MouseEvent) => event.stopPropagation();
  return (
    <UnstyledButton
      className="call-button"
      tabIndex={-1}
      title={hint}
      {...state}
      onDoubleClick={keep}
      onClick={(event) => {
        keep(event);
        void act();
      }}
    >
      <IconPhone size={15} stroke={1.7} />
    </UnstyledButton>
  );
}
