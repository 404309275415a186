/** The one shape in which long work reports how far it is, in every shell. */
export const PHASES = [
  'read-file',
  'map',
  'match',
  'store',
  'write-file',
  'connect',
  'read-pbx',
  'compare',
  'upload',
  'verify',
] as const;
export type Phase = (typeof PHASES)[number];

export interface Progress {
  phase: Phase;
  done: number;
  /** Null while it is not known. */
  total: number | null;
  /**
   * Present where bytes of a file on a slow line are counted, not contacts or operations. Seconds are an
   * estimate, null while there is none.
   */
  bytes?: { secondsLeft: number | null } | undefined;
}
