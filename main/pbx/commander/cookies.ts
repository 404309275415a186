/** The cookies of a session at the PBX, kept for one job and no longer. */

/** Newer firmware appends digits to the session's name; the older generation has a second cookie. */
const COOKIE = /^\s*((AUERSessionID)\d*|AUERWEB_COOKIE)=([^;\s]+)/;

export class Cookies {
  /** By kind: a session that is named anew replaces the one before. */
  readonly #kept = new Map<string, string>();

  keep(header: string | string[] | undefined): void {
    for (const cookie of [header ?? []].flat()) {
      const [, name, session, value] = COOKIE.exec(cookie) ?? [];
      if (name !== undefined) this.#kept.set(session ?? name, `${name}=${value}`);
    }
  }

  /** For the header of a request; null where there are none. */
  get header(): string | null {
    return this.#kept.size === 0 ? null : [...this.#kept.values()].join('; ');
  }

  clear(): void {
    this.#kept.clear();
  }
}
