/** What a subscriber may do with a contact group, in a few words. */
import type { AccessCell } from '../../core/merge/plan.ts';
import rights from '../../resources/translations/access-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';

export function useCellText(): (cell: AccessCell) => string {
  const say = useText(words);
  const term = useText(rights);
  return ({ grant, standard }) => {
    const right = term(`grant.${grant}`);
    return standard ? say('right.standard', { right }) : right;
  };
}
