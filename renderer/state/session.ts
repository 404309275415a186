/** Seeing the whole application through the eyes of somebody else, and back. */
import type { Host } from '../host/host.ts';
import { browseScope } from './browse.ts';
import { leaveSafely, usePlace } from './place.ts';
import { refreshSite } from './site.ts';

/** The whole application as this subscriber sees it, until `seeAll`. */
export async function seeAs(host: Host, extension: string): Promise<void> {
  await host.call('session.signIn', { extension });
  // What was looked at may be nothing that the subscriber sees.
  browseScope({ kind: 'all' });
  usePlace.setState({ screen: 'contacts' });
  await refreshSite(host);
}

/** Back to the administrator and to the matrix of rights, once unsaved work is saved or discarded. */
export async function seeAll(host: Host): Promise<void> {
  await new Promise<void>((resolve) => leaveSafely(resolve));
  await host.call('session.signOut', {});
  usePlace.setState({ screen: 'permissions' });
  await refreshSite(host);
}
