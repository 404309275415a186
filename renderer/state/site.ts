/** The open site as the frame shows it, kept up to date by the services' events. */
import { create } from 'zustand';
import type { OutputOf } from '../../core/api/contract.ts';
import type { Session } from '../../core/api/session.ts';
import type { Facets, SiteInfo } from '../../core/api/shapes.ts';
import type { Problem } from '../../core/problem/problem.ts';
import type { Host } from '../host/host.ts';
import { problemOf } from './problem.ts';

interface SiteState {
  /** Undefined until it is known, null when no site is open. */
  site: SiteInfo | null | undefined;
  facets: Facets;
  /** Who works with it. */
  session: Session;
  app: OutputOf<'app.info'> | null;
  /** Of the last change that was heard of, before anything of it has been read. */
  revision: number;
  /** Names one state of one site: whatever was read under another one is old. */
  epoch: string;
  problem: Problem | null;
}

export const useSite = create<SiteState>()(() => ({
  site: undefined,
  facets: { all: 0, ungrouped: 0, groups: [], initials: [], most: { contacts: null, groups: null } },
  session: { extension: null, name: '', role: 'administrator', grants: {}, standardGroups: [] },
  app: null,
  revision: 0,
  epoch: '',
  problem: null,
}));

/** What is known of one site says nothing of another. */
export const onOtherSite = (forget: () => void): void =>
  void useSite.subscribe(({ site }, { site: before }) => {
    if (site?.path !== before?.path) forget();
  });

/** Null where they cannot be counted in a damaged site: that it is damaged stands above all that it still shows. */
const facetsOf = (host: Host, { locked }: SiteInfo): Promise<Facets | null> =>
  host.call('contacts.facets', {}).catch((error: unknown) => {
    if (locked === null) throw error;
    return null;
  });

let reading = 0;

/** Reads the site again. A slower answer to an earlier call never replaces a newer one. */
export async function refreshSite(host: Host): Promise<void> {
  const mine = ++reading;
  try {
    const [app, site] = await Promise.all([host.call('app.info', {}), host.call('site.info', {})]);
    const [facets, session] =
      site === null ? [null, null] : await Promise.all([facetsOf(host, site), host.call('session.get', {})]);
    if (mine !== reading) return;
    useSite.setState({
      app,
      site,
      problem: null,
      ...(facets && { facets }),
      ...(session && { session }),
      epoch: site === null ? '' : `${site.path}#${site.revision}#${session?.extension ?? session?.role}`,
    });
  } catch (error) {
    if (mine === reading) useSite.setState({ problem: problemOf(error) });
  }
}

export function watchSite(host: Host): () => void {
  void refreshSite(host);
  return host.subscribe('site-changed', ({ revision }) => {
    useSite.setState({ revision });
    void refreshSite(host);
  });
}
