/** A device's record as it stands in JSON: in the memory of the PBX and in backups. */
import { z } from 'zod';
import type { DeviceRecord } from '../../core/device/record.ts';
import { NUMBER_KINDS, PLACE_KINDS } from '../../core/directory/contact.ts';

const text = z.string();
const labelled = z.object({ kind: z.enum(PLACE_KINDS), value: text });
export const recordShape = z.object({
  salutation: text,
  givenName: text,
  familyName: text,
  displayName: text,
  company: text,
  department: text,
  position: text,
  birthday: text,
  shortCode: text,
  note: text,
  numbers: z.array(z.object({ kind: z.enum(NUMBER_KINDS), value: text })),
  emails: z.array(labelled),
  urls: z.array(labelled),
  addresses: z.array(
    z.object({
      kind: z.enum(PLACE_KINDS),
      street: text,
      postalCode: text,
      city: text,
      region: text,
      country: text,
    }),
  ),
  groups: z.array(text),
}) satisfies z.ZodType<DeviceRecord>;
