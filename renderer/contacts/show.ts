/** Shows one contact, from wherever the person is. */
import { browseScope } from '../state/browse.ts';
import { leaveSafely, usePlace } from '../state/place.ts';
import { chooseOnly } from './chosen.ts';
import { sendTo, showView, type FormPlace } from './pane.ts';

function goThere(id: number): void {
  browseScope({ kind: 'all' });
  chooseOnly(id);
  usePlace.setState({ screen: 'contacts' });
}

export const showContact = (id: number) =>
  leaveSafely(() => {
    goThere(id);
    showView();
  });

/** Opens its form at the field that a check complains about; there is a way back. */
export const putRight = (id: number, at: FormPlace) => sendTo(id, at, 'check', () => goThere(id));
