/** Buttons of what may not be allowed: greyed out and still there, with the reason where the pointer or the reader is. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import { keyShortcuts, Tip } from '../commands/keys.tsx';
import type { CommandId } from '../../core/commands/commands.ts';
import type { WhyNot } from '../state/may.ts';

interface Props {
  label: string;
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>;
  why: WhyNot;
  /** There is nothing to do it with at the moment. */
  disabled?: boolean;
  /** What it does, where that has a name and keys. */
  command?: CommandId;
  onClick: () => void;
}

/** A disabled button has no tooltip and is not read out: this one is, and does nothing. */
const state = (why: WhyNot) =>
  why === null ? {} : { 'data-disabled': true, 'aria-disabled': true, 'aria-description': why };

export const PermittedIcon = ({ label, icon: Icon, why, disabled = false, command, onClick }: Props) => (
  <Tooltip
    label={why === null ? command ? <Tip label={label} command={command} /> : label : `${label}: ${why}`}
    multiline
    maw={320}
  >
    <ActionIcon
      {...(command && keyShortcuts(command))}
      aria-label={label}
      disabled={disabled && why === null}
      onClick={() => why === null && onClick()}
      {...state(why)}
    >
      <Icon size={18} stroke={1.7} />
    </ActionIcon>
  </Tooltip>
);

interface ButtonProps extends Props {
  /** Shown instead of the label. */
  children?: ReactNode;
  variant?: 'default' | 'filled';
}

export const PermittedButton = ({
  label,
  icon: Icon,
  why,
  disabled = false,
  command,
  onClick,
  children,
  variant = 'default',
}: ButtonProps) => (
  <Tooltip
    label={why ?? (command && <Tip label={label} command={command} />)}
    disabled={why === null && command === undefined}
    multiline
    maw={320}
  >
    <Button
      {...(command && keyShortcuts(command))}
      variant={variant}
      aria-label={label}
      leftSection={<Icon size={15} />}
      disabled={disabled && why === null}
      onClick={() => why === null && onClick()}
      {...state(why)}
    >
      {children ?? label}
    </Button>
  </Tooltip>
);
