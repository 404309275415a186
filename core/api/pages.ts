/** Pages of the PBX and settings of its LDAP server as they cross the contract. */
import { z } from 'zod';
import { PAGE_USES, pagePath } from '../device/pages.ts';

export const chosenPages = z
  .array(z.object({ use: z.enum(PAGE_USES), path: pagePath }))
  .max(PAGE_USES.length)
  .refine((pages) => new Set(pages.map(({ use }) => use)).size === pages.length);

const password = z.string().max(200).optional();
const on = z.boolean().optional();

export const ldapChanges = z.object({
  server: z.object({ user: z.string().max(200).optional(), on, password }).optional(),
  groups: z.array(z.object({ name: z.string().max(1000), on, password })).max(1000),
});
