import { useFormats } from '../text.ts';
import { openChanges, useChanges } from './state.ts';

/** How many changes the last comparison found. */
export function ChangesBadge() {
  const { number } = useFormats();
  const count = useChanges(openChanges);
  return count === 0 ? null : number(count);
}
