/**
 * A contact as a device stores it: the flat, comparable form on which compare, merge and upload work.
 * Numbers carry the digits the device holds, kinds are the product's own.
 */
import type { Labelled, NumberKind, PostalAddress, TextField } from '../directory/contact.ts';

export interface StoredNumber {
  kind: NumberKind;
  value: string;
}

export type DeviceRecord = Record<TextField, string> & {
  numbers: StoredNumber[];
  emails: Labelled[];
  urls: Labelled[];
  addresses: PostalAddress[];
  /** Group names, sorted: membership is a set. */
  groups: string[];
};

export type RecordField = keyof DeviceRecord;
