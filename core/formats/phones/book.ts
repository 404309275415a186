/** A product's phone book as a file of markup: how it is read, and how it is written where phones load it. */
import type { Contact } from '../../directory/contact.ts';
import type { Entry } from '../entry.ts';
import type { XmlElement } from '../xml/read.ts';

/** A contact as a telephone takes it: what does not fit is gone already. */
export interface PhoneContact extends Contact {
  /** The name that the telephone shows. */
  name: string;
}

export interface XmlBook {
  id: string;
  /** A product's name, the same in every language. */
  name: string;
  /** Root elements, in lower case, that such files have and no others. */
  roots: readonly string[];
  /** Elements that hold an entry or what entries refer to, in lower case. */
  elements: readonly string[];
  read(elements: Iterable<XmlElement>): Iterable<Entry>;
}
