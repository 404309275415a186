/** Checks of what contacts consist of, wherever they come from: `text` is what a text may be there. */
import { z } from 'zod';
import { NUMBER_KINDS, PLACE_KINDS, type TextField } from './contact.ts';

export const textShape = <T extends z.ZodType>(text: T) =>
  ({
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
  }) satisfies Record<TextField, T>;

/** A number without its E.164 form. */
export const numberShape = <T extends z.ZodType>(text: T) =>
  z.object({ kind: z.enum(NUMBER_KINDS), value: text });

/** An e-mail or a web address. */
export const labelledShape = <T extends z.ZodType>(text: T) =>
  z.object({ kind: z.enum(PLACE_KINDS), value: text });

export const addressShape = <T extends z.ZodType>(text: T) =>
  z.object({
    kind: z.enum(PLACE_KINDS),
    street: text,
    postalCode: text,
    city: text,
    region: text,
    country: text,
  });
