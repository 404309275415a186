/** Opens another site in this window: afterwards nothing of the one before is shown. */
import { browseScope } from '../state/browse.ts';
import type { Host } from '../host/host.ts';
import { usePlace } from '../state/place.ts';
import { refreshSite } from '../state/site.ts';

/** `open` is the call that opens or creates it; its errors are passed on. */
export async function enterSite(host: Host, open: () => Promise<unknown>): Promise<void> {
  await open();
  await refreshSite(host);
  browseScope({ kind: 'all' });
  usePlace.setState({ screen: 'contacts' });
}
