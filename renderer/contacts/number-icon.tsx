/** The kind of a number as a small sign. */
import { Tooltip } from '@mantine/core';
import {
  IconBriefcase,
  IconBroadcast,
  IconDeviceMobile,
  IconHash,
  IconHome,
  IconPhone,
  IconPrinter,
} from '@tabler/icons-react';
import type { NumberKind } from '../../core/directory/contact.ts';

const ICONS = {
  main: IconPhone,
  work: IconBriefcase,
  home: IconHome,
  mobile: IconDeviceMobile,
  'fax-work': IconPrinter,
  'fax-home': IconPrinter,
  pager: IconBroadcast,
  other: IconHash,
} satisfies Record<NumberKind, unknown>;

export function NumberIcon({ kind, label }: { kind: NumberKind; label: string }) {
  const Icon = ICONS[kind];
  return (
    <Tooltip label={label}>
      <Icon className="number-icon" size={15} stroke={1.6} role="img" aria-label={label} />
    </Tooltip>
  );
}
