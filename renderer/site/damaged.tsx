/** What may help where a site file is damaged: a copy in its place, what can be salvaged, or somebody who looks into it. */
import { Group } from '@mantine/core';
import { isDamaged } from '../../core/problem/damaged.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SupportButton } from '../support/dialog.tsx';
import { RestoreOffer } from './restore.tsx';
import { SalvageOffer } from './salvage.tsx';

interface Props {
  /** What is wrong with the site; nothing is offered where no file is damaged. */
  problem: Problem;
  path: string;
  /** It is open, for reading. */
  open?: boolean;
  onDone?: () => void;
}

export function WaysOut({ problem, path, open = false, onDone }: Props) {
  if (!isDamaged(problem)) return null;
  const after = onDone && { onDone };
  return (
    <Group gap="xs">
      <RestoreOffer path={path} {...after} />
      <SalvageOffer path={path} {...after} />
      <SupportButton path={open ? null : path} />
    </Group>
  );
}
