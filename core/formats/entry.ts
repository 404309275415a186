/** A contact as a file of contacts (cards, XML, LDIF) says it; a table says rows instead, see `table.ts`. */
import type { ContactDraft } from '../directory/contact.ts';
import type { Problem } from '../problem/problem.ts';

/** A stretch of a decoded text, in UTF-16 code units; `to` is the first behind it. */
export interface TextSpan {
  from: number;
  to: number;
}

export interface Entry {
  /** The line that the contact begins on, counted from 1. */
  row: number;
  /** Numbers have no E.164 form yet (only the import knows the country), unless `exact`. */
  contact: ContactDraft;
  /** An error among them means that the contact is not whole and must not be taken over. */
  problems: Problem[];
  /** Where it stands in a text file, which may say a contact in several places. Cards go by their row. */
  spans?: TextSpan[];
  /** Written by ourselves: the contact as it was, in which nothing is to be put right. */
  exact?: true;
}
