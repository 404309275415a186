/** Contact groups. The kind is chosen at creation and never changes, as on the PBX. */

export const GROUP_KINDS = ['standard', 'dect-900', 'dect-900c', 'version-1', 'google'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Whose changes of its contacts count: those of both, or of one side that leads. */
export const GROUP_DIRECTIONS = ['both', 'pbx', 'site'] as const;
export type GroupDirection = (typeof GROUP_DIRECTIONS)[number];

export interface ContactGroup {
  id: number;
  name: string;
  kind: GroupKind;
  /** New contacts land in every group so marked. */
  standardForNew: boolean;
  direction: GroupDirection;
}
