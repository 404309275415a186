/** Phone books of telephones as contacts: which product a file is of, its root element says. */
import type { Problem } from '../../problem/problem.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import type { Entry } from '../entry.ts';
import type { XmlBreak, XmlElement } from '../xml/read.ts';
import { readXml, xmlRoot } from '../xml/read.ts';
import type { XmlBook } from './book.ts';
import { cisco, snomRemote, yealinkRemote } from './directory.ts';
import { fritzbox } from './fritzbox.ts';
import { gigaset } from './gigaset.ts';
import { grandstream } from './grandstream.ts';
import { polycom } from './polycom.ts';
import { snom } from './snom.ts';
import { yealink } from './yealink.ts';

const BOOKS: readonly XmlBook[] = [
  fritzbox,
  yealink,
  yealinkRemote,
  snom,
  snomRemote,
  grandstream,
  gigaset,
  cisco,
  polycom,
];

export interface PhoneBookFile {
  product: { id: string; name: string };
  entries: Entry[];
  problems: Problem[];
}

/** A file whose markup breaks keeps the entries before the break. Errors: `xml-unknown`, and those of `readXml`. */
export function readPhoneBook(bytes: Uint8Array): PhoneBookFile {
  const root = xmlRoot(bytes);
  const book = BOOKS.find(({ roots }) => roots.includes(root.toLowerCase()));
  if (book === undefined) {
    const known = BOOKS.map(({ name }) => name);
    throw new SwitchbookError('xml-unknown', {
      value: root,
      params: { known: [...new Set(known)].join(', ') },
    });
  }
  const reading = new Elements(bytes, new Set(book.elements));
  const entries = [...book.read(reading)];
  const problems: Problem[] = [];
  if (reading.broken !== null) {
    const { row, reason } = reading.broken;
    problems.push({ code: 'xml-broken', severity: 'warning', row, value: reason });
  }
  return { product: { id: book.id, name: book.name }, entries, problems };
}

/** The elements of a file; when they have been gone through, where the markup broke. */
class Elements implements Iterable<XmlElement> {
  readonly #bytes: Uint8Array;
  readonly #wanted: ReadonlySet<string>;
  broken: XmlBreak | null = null;

  constructor(bytes: Uint8Array, wanted: ReadonlySet<string>) {
    this.#bytes = bytes;
    this.#wanted = wanted;
  }

  *[Symbol.iterator](): Generator<XmlElement> {
    this.broken = yield* readXml(this.#bytes, this.#wanted);
  }
}
