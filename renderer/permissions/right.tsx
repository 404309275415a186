/** A right as the matrix shows it: by its sign, by its colour, and in words. */
import { IconEye, IconPencil, IconStarFilled } from '@tabler/icons-react';
import type { Right } from '../../core/directory/matrix.ts';
import terms from '../../resources/translations/access-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';

export function RightMark({ grant, standard }: Right) {
  const term = useText(terms);
  const say = useText(words);
  return (
    <span className="right" data-grant={grant}>
      {grant === 'none' && <span className="right-dot" />}
      {grant === 'read' && <IconEye size={15} stroke={1.8} aria-hidden />}
      {grant === 'write' && <IconPencil size={15} stroke={1.8} aria-hidden />}
      <span className="right-word">{term(`grant.${grant}`)}</span>
      {standard && <IconStarFilled size={11} role="img" aria-label={say('standard')} />}
    </span>
  );
}

/** Of those who may do everything: nothing to set. */
export function EverythingMark() {
  const say = useText(words);
  return (
    <span className="right" data-grant="everything">
      <IconPencil size={15} stroke={1.4} aria-hidden />
      <span className="right-word">{say('everything')}</span>
    </span>
  );
}
