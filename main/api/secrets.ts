/**
 * Passwords: in the operating system's keychain where there is one, else in memory until the
 * application ends. Never in a file, never in a log.
 */
import { AsyncEntry } from '@napi-rs/keyring';

const SERVICE = 'Switchbook';

export interface Secrets {
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
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
}

/** The keychain, backed by memory for machines that have none (a server, a locked session). */
export class KeychainSecrets implements Secrets {
  readonly #memory = new MemorySecrets();

  /** For this run only. */
  remember(account: string, secret: string): Promise<void> {
    return this.#memory.set(account, secret);
  }

  async get(account: string): Promise<string | null> {
    const known = await this.#memory.get(account);
    if (known !== null) return known;
    try {
      return (await new AsyncEntry(SERVICE, account).getPassword()) ?? null;
    } catch {
      return null;
    }
  }

  async set(account: string, secret: string): Promise<void> {
    await this.#memory.set(account, secret);
    try {
      await new AsyncEntry(SERVICE, account).setPassword(secret);
    } catch {
      // No keychain here: the password lives as long as the application.
    }
  }
}
