/** Contact groups. The kind is chosen at creation and never changes, as on the PBX. */

export const GROUP_KINDS = ['standard', 'dect-900', 'dect-900c', 'version-1', 'google'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export interface ContactGroup {
  id: number;
  name: string;
  kind: GroupKind;
  /** New contacts land in every group so marked. */
  standardForNew: boolean;
}
