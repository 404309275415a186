/** What the rows of a simulated device's tables mean, and how they are read. */
import { z } from 'zod';
import { GROUP_KINDS } from '../../../core/directory/group.ts';
import type { GroupKind } from '../../../core/directory/group.ts';
import { ROLES } from '../../../core/directory/subscriber.ts';
import type { Role } from '../../../core/directory/subscriber.ts';

export interface StoredGroup {
  id: number;
  name: string;
  kind: GroupKind;
  standard: boolean;
}

export interface StoredContact {
  id: number;
  /** The 45 columns. */
  cells: string[];
  /** Ids, ascending. */
  groups: number[];
}

export interface StoredSubscriber {
  extension: string;
  name: string;
  password: string;
  /** While there is one, the ordinary password opens neither the API nor the Configuration Manager. */
  appPassword: string | null;
  role: Role;
  /** Gets the read right of every contact group that is created. */
  readsAll: boolean;
  /** Ids of the groups that may be read. */
  reads: number[];
}

/** What one subscriber may do with one contact group. */
export interface Permission {
  extension: string;
  name: string;
  group: number;
  read: boolean;
  write: boolean;
  /** New contacts of the subscriber land in the group. */
  standard: boolean;
}

/** A call that a subscriber had the device make. */
export interface SoftCall {
  /** ISO 8601, UTC. */
  at: string;
  extension: string;
  number: string;
}
export const SOFT_CALL = z.object({ at: z.string(), extension: z.string(), number: z.string() });

export interface LdapExport {
  group: number;
  exported: boolean;
  /** Empty: none is stored. */
  password: string;
}

const flag = z.number().transform((value) => value === 1);
const idList = z
  .string()
  .nullable()
  .transform((text) =>
    text === null
      ? []
      : text
          .split(',')
          .map(Number)
          .sort((a, b) => a - b),
  );
export const GROUP = z.object({
  id: z.number(),
  name: z.string(),
  kind: z.enum(GROUP_KINDS),
  standard: flag,
});
const CELLS = z.array(z.string());
export const CONTACT = z.object({
  id: z.number(),
  cells: z.string().transform((text) => CELLS.parse(JSON.parse(text))),
  groups: idList,
});
export const SUBSCRIBER = z.object({
  extension: z.string(),
  name: z.string(),
  password: z.string(),
  appPassword: z.string().nullable(),
  role: z.enum(ROLES),
  readsAll: flag,
  reads: idList,
});
export const PERMISSION = z.object({
  extension: z.string(),
  name: z.string(),
  group: z.number(),
  read: flag,
  write: flag,
  standard: flag,
});
export const LDAP_EXPORT = z.object({ group: z.number(), exported: flag, password: z.string() });
export const COUNT = z.object({ n: z.number() });
