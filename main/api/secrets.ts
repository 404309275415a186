/**
 * Passwords: in the operating system's keychain where there is one, else in memory until the application ends. Never
 * in a file, never in a log. All three shells come here; see docs/decisions/keychain.md.
 */
import { AsyncEntry } from '@napi-rs/keyring';
import type { Problem } from '../../core/problem/problem.ts';

const SERVICE = 'Switchbook';

/**
 * Left to itself the library falls back to the kernel's own store, which forgets at the next start of the machine and
 * shows every program of the user what is in it: that is not remembering.
 */
const STORE = { linux: { store: 'secret-service' } } as const;

/** A keychain may ask its owner to unlock it: that long, in milliseconds. */
const PATIENCE = 60_000;

export interface Secrets {
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
  /** Why secrets are forgotten when the application ends; null where the keychain remembers them. */
  forgetful(): Promise<Problem | null>;
}

/** One account a PBX and user. */
export const pbxAccount = (connection: { url: string; user: string }): string =>
  `${connection.user}@${connection.url}`;

/** The consumer key of OVHcloud, beside the application's secret. */
export const consumerAccount = (connection: { url: string; user: string }): string =>
  `consumer-key:${pbxAccount(connection)}`;

/** The token of a subscriber's telephone. */
export const phoneAccount = (url: string, extension: string): string => `phone:${extension}@${url}`;

export class MemorySecrets implements Secrets {
  readonly #known = new Map<string, string>();

  get(account: string): Promise<string | null> {
    return Promise.resolve(this.#known.get(account) ?? null);
  }

  set(account: string, secret: string): Promise<void> {
    this.#known.set(account, secret);
    return Promise.resolve();
  }

  forgetful(): Promise<Problem | null> {
    return Promise.resolve({ code: 'secrets-forgotten', severity: 'warning' });
  }
}

/** Holds nothing: of which it is asked whether there is a keychain at all. */
const NOBODY = 'nobody';

async function inKeychain<T>(account: string, work: (entry: AsyncEntry) => Promise<T>): Promise<T> {
  // For machines that are shared, and for tests.
  if (process.env['SWITCHBOOK_KEYCHAIN'] === 'off') throw new Error('the keychain is not to be used');
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new Error('the keychain has not answered')), PATIENCE);
  });
  try {
    return await Promise.race([work(new AsyncEntry(SERVICE, account, STORE)), patience]);
  } finally {
    clearTimeout(late);
  }
}

/** The keychain, and memory for machines that have none (a server, a locked session). */
export class KeychainSecrets implements Secrets {
  readonly #memory = new MemorySecrets();
  /** Something was to be remembered and could not be. */
  refused = false;

  /** For this run only. */
  remember(account: string, secret: string): Promise<void> {
    return this.#memory.set(account, secret);
  }

  async get(account: string): Promise<string | null> {
    const known = await this.#memory.get(account);
    if (known !== null) return known;
    try {
      return (await inKeychain(account, (entry) => entry.getPassword())) ?? null;
    } catch {
      return null;
    }
  }

  async set(account: string, secret: string): Promise<void> {
    await this.remember(account, secret);
    try {
      await inKeychain(account, (entry) => entry.setPassword(secret));
    } catch {
      this.refused = true;
    }
  }

  async forgetful(): Promise<Problem | null> {
    if (this.refused) return this.#memory.forgetful();
    try {
      await inKeychain(NOBODY, (entry) => entry.getPassword());
      return null;
    } catch {
      return this.#memory.forgetful();
    }
  }
}
