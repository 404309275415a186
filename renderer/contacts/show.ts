/** Shows one contact, from wherever the person is. */
import { browseScope } from '../state/browse.ts';
import { leaveSafely, usePlace } from '../state/place.ts';
import { chooseOnly } from './chosen.ts';

export const showContact = (id: number) =>
  leaveSafely(() => {
    browseScope({ kind: 'all' });
    chooseOnly(id);
    usePlace.setState({ screen: 'contacts' });
  });
