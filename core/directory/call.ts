/** Calls as a PBX records them. */

export interface CallRecord {
  /** Its place in the PBX's list, the oldest first, counted from 1. */
  row: number;
  /** By the PBX's own clock, without time zone: `2025-09-01T08:12:33`. */
  at: string;
  /** The subscriber's. */
  extension: string;
  direction: 'in' | 'out';
  /** As it was recorded; `''` where the caller withheld it. */
  number: string;
  /** Duration in seconds. */
  seconds: number;
}
