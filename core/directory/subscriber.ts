/** Subscribers of the PBX and what each may do with each contact group. */

export const ROLES = ['administrator', 'sub-administrator', 'subscriber'] as const;
export type Role = (typeof ROLES)[number];

export const GRANTS = ['none', 'read', 'write'] as const;
/** `write` includes `read`: a write right without a read right does not exist. */
export type Grant = (typeof GRANTS)[number];

export interface Subscriber {
  extension: string;
  name: string;
  role: Role;
  /** By group name; a group that is absent is `none`. */
  grants: Record<string, Grant>;
  /** Names of the groups that new contacts of this subscriber land in. */
  standardGroups: string[];
}
