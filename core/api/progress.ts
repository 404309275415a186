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
}
