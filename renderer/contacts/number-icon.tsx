/**
 * The kind of a number as a small sign. Drawn once each and referred to: a list shows them by the hundred, and a row that
 * shows another contact points to another sign.
 */
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
  main: IconPhone,
  work: IconBriefcase,
  home: IconHome,
  mobile: IconDeviceMobile,
  'fax-work': IconPrinter,
  'fax-home': IconPrinter,
  pager: IconBroadcast,
  other: IconHash,
} satisfies Record<NumberKind, unknown>;

const signId = (kind: string): string => `number-sign-${kind}`;

/** Once beside whatever shows `NumberIcon`. */
export const NumberSigns = () => (
  <svg className="number-signs" aria-hidden>
    {Object.entries(SIGNS).map(([kind, Sign]) => (
      <symbol key={kind} id={signId(kind)}>
        <Sign {...LOOK} />
      </symbol>
    ))}
  </svg>
);

interface Props {
  kind: NumberKind;
  label: string;
  /** The label is shown to the pointer. */
  pointed: boolean;
}

export function NumberIcon({ kind, label, pointed }: Props) {
  return (
    <span className="number-icon" role="img" aria-label={label} title={pointed ? label : undefined}>
      <svg width={LOOK.size} height={LOOK.size}>
        <use href={`#${signId(kind)}`} />
      </svg>
    </span>
  );
}
