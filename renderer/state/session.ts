/** Seeing the whole application through the eyes of somebody else, and back. */
import type { SignIn } from '../../core/api/session.ts';
import type { Host } from '../host/host.ts';
import { browseScope } from './browse.ts';
import { leaveSafely, usePlace } from './place.ts';
import { refreshSite } from './site.ts';

/** The whole application as this subscriber sees it, until `seeAll`. */
export const seeAs = (host: Host, extension: string): Promise<void> => workAs(host, { extension });

export async function workAs(host: Host, who: SignIn): Promise<void> {
  await host.call('session.signIn', who);
  // What was looked at may be nothing that this person sees.
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
