/** A site file, told by its bytes: it is opened, never read as an address book nor written over. */

/** Page 1 begins with the tables as they were made; a page has at most 64 KiB. */
export const FIRST_PAGE = 65_536;

/** Whether it once was a site: its tables stand in plain letters at the beginning, whatever the header says. */
export const beginsLikeSite = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, FIRST_PAGE)).includes('CREATE TABLE contact_group');

/** https://www.sqlite.org/fileformat2.html, 1.3.1. */
export const isDatabase = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 16)) === 'SQLite format 3\0';
