/** How the PBX is reached, and what is set up there: phone books, LDAP. */
import { z } from 'zod';
import type { LdapSettings } from '../../device/ldap.ts';
import type { PageCandidate } from '../../device/pages.ts';
import type { Problem } from '../../problem/problem.ts';
import { bookChosen, bookNamed, bookOwner, ovhKeyOwner, placesAsked } from '../ovh.ts';
import type { BookList, KeyState, OvhPlaces } from '../ovh.ts';
import { chosenPages, ldapChanges } from '../pages.ts';
import { connectionInput, connectionSecrets } from '../upload.ts';
import type { Connection, ConnectionProbe, ConsoleChoice, PbxIdentity, PortChoice } from '../upload.ts';
import { fileId, job, none, query } from '../operation.ts';

export const connection = {
  'connection.get': job<Connection | null>()(none),
  'connection.probe': job<ConnectionProbe>()(connectionInput),
  /** Remembers the connection with its accepted certificate; an empty password keeps the known one. */
  'connection.save': job<Connection & { identity: (PbxIdentity & { warnings: Problem[] }) | null }>()(
    connectionSecrets,
  ),
  /**
   * Logs in as `connection.save` does, for a site that need not exist yet, and remembers nothing. `identity`: null
   * where nobody identifies itself; its `profile` is that of the model which answers, null for an unknown one.
   */
  'connection.test': job<{
    identity: (PbxIdentity & { profile: string | null; warnings: Problem[] }) | null;
  }>()(connectionSecrets.extend({ device: z.string(), country: z.string().length(2), siteName: z.string() })),
  /** The serial ports of this machine, adapters with a name first. */
  'connection.ports': query<{ ports: PortChoice[] }>()(none),
  /** The shipped ways to talk to a console, and the remembered connection's own. */
  'connection.consoles': query<{ consoles: ConsoleChoice[] }>()(none),
  /** Accepts the PBX in the place of another one, by its serial number: all is compared anew. */
  'connection.replace': job<Record<string, never>>()(z.object({ serial: z.string().max(100) })),
  /** The password of the remembered connection, for as long as the application runs. */
  'connection.password': job<Record<string, never>>()(
    z.object({ password: z.string().max(200), consumerKey: z.string().max(200).default('') }),
  ),
  /** Why passwords and keys are forgotten when the application ends; null where the system's keychain keeps them. */
  'connection.forgetful': job<{ problem: Problem | null }>()(none),
  /** Asks OVHcloud for a consumer key and keeps it: it counts once a person has validated it on that page. */
  'connection.askKey': job<{ validationUrl: string }>()(ovhKeyOwner),
  /** Whether it was. `password`: the application secret; empty: the known one. */
  'connection.keyState': job<KeyState>()(ovhKeyOwner.extend({ password: z.string().max(200) })),
  /** What a key reaches, before the connection is remembered. */
  'connection.places': job<OvhPlaces>()(placesAsked),
  /** Looks through the PBX's menu for its pages; nothing is remembered before a person confirms it. */
  'connection.discover': job<{ candidates: PageCandidate[] }>()(none),
  /** The pages in an exchange that a browser has recorded. The file is deleted once it was read. */
  'connection.readHar': job<{ candidates: PageCandidate[] }>()(z.object({ file: fileId })),
  /** The pages that a person confirms for this connection; for the others the profile's names are used again. */
  'connection.confirmPages': job<Connection>()(z.object({ pages: chosenPages })),

  /** The phone books of OVHcloud: of the billing account, and of a line; `line` empty: the connection's. */
  'books.list': job<BookList>()(bookOwner),
  'books.create': job<{ key: string }>()(bookNamed),
  /** `key`: the book's own, or its name where that is clear. */
  'books.rename': job<Record<string, never>>()(bookChosen.extend(bookNamed.shape)),
  /** Only books of lines can be protected against writing. */
  'books.protect': job<Record<string, never>>()(bookChosen.extend({ readOnly: z.boolean() })),
  /** `confirmed`: the number of contacts that go with it; they are kept as a backup. */
  'books.delete': job<{ contacts: number; backup: number | null }>()(
    bookChosen.extend({ confirmed: z.number().int().nullable() }),
  ),
  /** A book as the CSV file that the API writes of it. */
  'books.export': job<{ file: string; fileName: string; bytes: number }>()(bookChosen),
  /** Restarts the line's phone, which then loads its books. */
  'books.reboot': job<Record<string, never>>()(bookOwner),

  'ldap.get': job<LdapSettings>()(none),
  /** Where a rule of the device is broken nothing is sent; what the PBX refuses is among the problems too. */
  'ldap.save': job<{ settings: LdapSettings; problems: Problem[] }>()(ldapChanges),
};
