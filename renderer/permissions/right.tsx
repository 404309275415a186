/** A right as the matrix shows it: by its sign, by its colour, and in words. */
import { IconEye, IconPencil, IconStarFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { Right } from '../../core/directory/matrix.ts';
import type { Grant } from '../../core/directory/subscriber.ts';
import terms from '../../resources/translations/access-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';

/** The words of all rights: looked up once, as there are thousands of cells. */
export type RightWords = Record<Grant | 'standard' | 'everything', string>;

export function useRightWords(): RightWords {
  const term = useText(terms);
  const say = useText(words);
  return useMemo(
    () => ({
      none: term('grant.none'),
      read: term('grant.read'),
      write: term('grant.write'),
      standard: say('standard'),
      everything: say('everything'),
    }),
    [term, say],
  );
}

const SIGNS: Record<Grant | 'everything', ReactNode> = {
  none: <span className="right-dot" />,
  read: <IconEye size={15} stroke={1.8} aria-hidden />,
  write: <IconPencil size={15} stroke={1.8} aria-hidden />,
  everything: <IconPencil size={15} stroke={1.4} aria-hidden />,
};

/** `everything`: of those who may do everything; there is nothing to set. */
export function rightMark(
  { grant, standard }: { grant: Grant | 'everything'; standard: boolean },
  said: RightWords,
) {
  return (
    <span className="right" data-grant={grant}>
      {SIGNS[grant]}
      <span className="right-word">{said[grant]}</span>
      {standard && <IconStarFilled size={11} role="img" aria-label={said.standard} />}
    </span>
  );
}

export function RightMark(right: Right) {
  return rightMark(right, useRightWords());
}
