/** The kind of a number as a small sign. Made once each: a list shows them by the hundred. */
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

const LOOK = { size: 15, stroke: 1.6 };
const SIGNS = {
  main: <IconPhone {...LOOK} />,
  work: <IconBriefcase {...LOOK} />,
  home: <IconHome {...LOOK} />,
  mobile: <IconDeviceMobile {...LOOK} />,
  'fax-work': <IconPrinter {...LOOK} />,
  'fax-home': <IconPrinter {...LOOK} />,
  pager: <IconBroadcast {...LOOK} />,
  other: <IconHash {...LOOK} />,
} satisfies Record<NumberKind, unknown>;

export function NumberIcon({ kind, label }: { kind: NumberKind; label: string }) {
  return (
    <span className="number-icon" role="img" aria-label={label} title={label}>
      {SIGNS[kind]}
    </span>
  );
}
