/** A form that asks for a few things: its fields, what went wrong, and the ways out of it. */
import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { useText } from '../text.ts';
import { DialogEnd } from './dialog-end.tsx';
import { ProblemLine } from './problems.tsx';

interface Props {
  children: ReactNode;
  /** What no single field is to blame for. */
  problem?: Problem | null;
  /** What will be done, as the button says it. */
  label: string;
  /** Something is taken away by it. */
  deletes?: boolean;
  /** Whether all that it needs is there. */
  ready?: boolean;
  busy?: boolean;
  onGo: () => Promise<void>;
  /** Null where there is no way back. */
  onClose: (() => void) | null;
}

export function AskForm({
  children,
  problem = null,
  label,
  deletes = false,
  ready = true,
  busy = false,
  onGo,
  onClose,
}: Props) {
  const say = useText(frame);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void onGo();
      }}
    >
      <Stack gap="sm">
        {children}
        {problem !== null && <ProblemLine problem={problem} />}
        <DialogEnd>
          {onClose !== null && (
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
          )}
          <Button type="submit" loading={busy} disabled={!ready} {...(deletes && { color: 'red.9' })}>
            {label}
          </Button>
        </DialogEnd>
      </Stack>
    </form>
  );
}
