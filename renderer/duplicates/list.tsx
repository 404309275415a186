/** The sets, the likeliest first, gone through with the arrow keys. */
import { Button, UnstyledButton } from '@mantine/core';
import type { NamedSet } from '../../core/api/duplicates.ts';
import reasonWords from '../../resources/translations/duplicate-reasons.json' with { type: 'json' };
import words from '../../resources/translations/renderer-duplicates.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';
import { useRoving } from '../widgets/roving.ts';
import { keyOf } from './use-found.ts';

interface Props {
  sets: readonly NamedSet[];
  chosen: number;
  onChoose: (index: number) => void;
  /** Null where there are no more. */
  onMore: (() => void) | null;
}

export function SetList({ sets, chosen, onChoose, onMore }: Props) {
  const say = useText(words);
  const reason = useText(reasonWords);
  const { list } = useFormats();
  const buttons = useRoving('.duplicates-set', 'vertical');
  return (
    <div className="duplicates-list">
      <ul aria-label={say('list')} {...buttons}>
        {sets.map((set, index) => {
          const names = list([...new Set(set.names.map((name) => name || say('unnamed')))]);
          const why = set.reasons
            .map(({ kind, value }) => reason(`reason.${kind}`, { value }).trim())
            .join(' · ');
          return (
            <li key={keyOf(set)}>
              <UnstyledButton
                className="duplicates-set"
                aria-current={index === chosen || undefined}
                onFocus={() => onChoose(index)}
                onClick={() => onChoose(index)}
              >
                <span className="cut grow" title={names}>
                  {names}
                </span>
                <span className="duplicates-score">{say('score', { score: set.score })}</span>
                <span className="quiet cut duplicates-why" title={why}>
                  {why}
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      {onMore !== null && (
        <Button variant="subtle" m="xs" onClick={onMore}>
          {say('more')}
        </Button>
      )}
    </div>
  );
}
