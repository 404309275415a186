/** The host of this page, for every component below the provider. */
import { createContext, useContext } from 'react';
import type { Host } from '../host/host.ts';

const HostContext = createContext<Host | null>(null);

export const HostProvider = HostContext.Provider;

export function useHost(): Host {
  const host = useContext(HostContext);
  if (host === null) throw new Error('useHost is called outside of HostProvider');
  return host;
}
