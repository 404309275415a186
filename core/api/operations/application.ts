/** The application itself: its site file, files in passing, who works with it. */
import { z } from 'zod';
import type { CheckedRule } from '../../device/rule.ts';
import type { Subscriber } from '../../directory/subscriber.ts';
import type { Problem } from '../../problem/problem.ts';
import { keeping } from '../safety.ts';
import type { Compacted, FileCheck, Keeping, KeptCopy, Restored, Salvage } from '../safety.ts';
import { signIn } from '../session.ts';
import type { Session } from '../session.ts';
import type { RecentSite, SiteInfo } from '../shapes.ts';
import type { SupportBundle } from '../support.ts';
import { command, fileId, job, none, query } from '../operation.ts';

export interface CheckResult {
  contacts: number;
  findings: { contactId: number | null; name: string; problem: Problem }[];
  /** What the findings break, each once. */
  rules: CheckedRule[];
}

export interface DeviceChoice {
  id: string;
  name: string;
}

/** The id of a device profile, and the ISO 3166 code of the country that national numbers are read with. */
const deviceChoice = z.object({ device: z.string(), country: z.string().length(2) });

export const application = {
  'app.info': query<{
    version: string;
    shell: 'electron' | 'browser' | 'cli';
    devices: DeviceChoice[];
    countries: string[];
    /** The path of the demonstration site whose simulated PBX runs here; null without one. */
    demonstration: string | null;
  }>()(none),

  /**
   * What a helper needs to know and nothing about people, to be shown before it is saved. `path`: of a site file
   * that is not open; null for the one that is, if any.
   */
  'support.prepare': job<SupportBundle>()(z.object({ path: z.string().nullable() })),
  /** An error of the page that nobody expected. Of the stack only places in our own files are noted. */
  'support.fault': command<Record<string, never>>()(
    z.object({ kind: z.string().max(100), message: z.string().max(5000), stack: z.string().max(20_000) }),
  ),

  /** Files travel in base64 pieces of at most 1 MiB, the same way in every shell. */
  'files.begin': command<{ file: string }>()(z.object({ name: z.string().max(500) })),
  'files.append': command<Record<string, never>>()(
    z.object({ file: fileId, piece: z.string().max(1_500_000) }),
  ),
  'files.read': query<{ piece: string; next: number | null }>()(
    z.object({ file: fileId, offset: z.number().int().min(0) }),
  ),

  'site.info': query<SiteInfo | null>()(none),
  'site.create': command<SiteInfo>()(deviceChoice.extend({ path: z.string() })),
  'site.open': command<SiteInfo>()(z.object({ path: z.string() })),
  /** Of this user on this machine, the latest first. `there`: the file can be found now. */
  'site.recent': query<{ sites: RecentSite[] }>()(none),
  /**
   * Another device or country, as a step that can be undone. Numbers that are stored stay as they were read; what no
   * longer fits the device is for `site.check` to say. Errors: `device-unknown`, `country-unknown`.
   */
  'site.setDevice': command<SiteInfo>()(deviceChoice),
  'site.check': query<CheckResult>()(none),
  /** Reads the whole file, and the copies beside it. */
  'site.verify': job<FileCheck>()(none),
  /**
   * Keeps a verified copy beside the site. `daily`: where there is none of the last day or nothing has changed
   * since, null.
   */
  'site.keep': job<KeptCopy | null>()(z.object({ reason: z.enum(['hand', 'daily']) })),
  'site.copies': query<{ copies: KeptCopy[]; keeping: Keeping }>()(none),
  /** Those beside a site that cannot be opened any more. */
  'site.copiesOf': query<{ copies: KeptCopy[] }>()(z.object({ path: z.string() })),
  'site.setKeeping': command<Record<string, never>>()(keeping),
  /** A verified copy under a new name. */
  'site.copy': job<{ path: string }>()(z.object({ path: z.string() })),
  /**
   * Puts a kept copy in the place of its site, which need not be open or sound. What stood there is kept as a copy
   * first. Windows that have the site open see the new state; open it again to begin with it.
   */
  'site.restore': job<Restored>()(z.object({ path: z.string(), number: z.number().int().positive() })),
  /** Lets go what the rules of keeping say, and gives free room back to the disk. */
  'site.compact': job<Compacted>()(none),
  /** A new site from what can still be read of a damaged file, which need not be open. */
  'site.salvage': job<Salvage>()(z.object({ path: z.string(), output: z.string() })),

  /** Who works with the open site: the administrator until somebody signs in. See `session.ts`. */
  'session.get': query<Session>()(none),
  'session.signIn': command<Session>()(signIn),
  'session.signOut': command<Session>()(none),
  /** Who can sign in by extension. */
  'session.people': query<{ people: Pick<Subscriber, 'extension' | 'name' | 'role'>[] }>()(none),
};
