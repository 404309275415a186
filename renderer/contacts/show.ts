/** Shows one contact, from wherever the person is. */
import { browseScope } from '../state/browse.ts';
import { leaveSafely, usePlace } from '../state/place.ts';
import { chooseOnly } from './chosen.ts';
import { showView } from './pane.ts';

export const showContact = (id: number) =>
  leaveSafely(() => {
    browseScope({ kind: 'all' });
    chooseOnly(id);
    showView();
    usePlace.setState({ screen: 'contacts' });
  });
