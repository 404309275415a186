/** A device's record as it stands in JSON: in the memory of the PBX and in backups. */
import { z } from 'zod';
import type { DeviceRecord } from '../../core/device/record.ts';
import { addressShape, labelledShape, numberShape, textShape } from '../../core/directory/contact-shape.ts';

const text = z.string();
export const recordShape = z.object({
  ...textShape(text),
  numbers: z.array(numberShape(text)),
  emails: z.array(labelledShape(text)),
  urls: z.array(labelledShape(text)),
  addresses: z.array(addressShape(text)),
  groups: z.array(text),
}) satisfies z.ZodType<DeviceRecord>;
