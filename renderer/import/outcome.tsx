/** What becomes of a row, as a sign and a word. */
import { IconCircleX, IconEqual, IconPencil, IconPlus } from '@tabler/icons-react';
import type { Outcome } from '../../core/api/import.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useText } from '../text.ts';

const ICONS = {
  created: IconPlus,
  updated: IconPencil,
  unchanged: IconEqual,
  rejected: IconCircleX,
} satisfies Record<Outcome, unknown>;

export function OutcomeSign({ outcome }: { outcome: Outcome }) {
  const say = useText(words);
  const Icon = ICONS[outcome];
  return (
    <span className="import-outcome" data-outcome={outcome}>
      <Icon size={15} stroke={1.8} aria-hidden />
      <span className="cut">{say(`outcome.${outcome}`)}</span>
    </span>
  );
}
