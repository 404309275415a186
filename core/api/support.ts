/** What a person sends to whoever helps them: what this runs on, what the site file is like, what went wrong. */

/** A text file of the bundle, as it will be sent. */
export interface SupportPart {
  name: string;
  text: string;
}

export interface SupportBundle {
  /** All there is in it, to be shown before it is saved. */
  parts: SupportPart[];
  /** A zip of these parts. */
  file: string;
  fileName: string;
}

/** A site file without anything of what it says about people. */
export interface FileFacts {
  /** The version of its tables. */
  schema: number;
  journal: string;
  pages: number;
  pageBytes: number;
  freePages: number;
  /** Rows by table. */
  rows: Record<string, number>;
}
