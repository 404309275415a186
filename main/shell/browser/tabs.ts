/**
 * The pages that are open at the same time, all on the one site file. Whoever opens another one takes the others
 * along: they begin anew, so that nothing that was begun on one site is saved in the other.
 */
import { SwitchbookError } from '../../../core/problem/problem.ts';

export interface Tab {
  readonly busy: boolean;
  /** Loads itself again. */
  renew(): void;
}

const SITE_CHANGING: ReadonlySet<string> = new Set(['site.open', 'site.create']);

export class Tabs {
  readonly #open = new Set<Tab>();

  get count(): number {
    return this.#open.size;
  }

  enter(tab: Tab): void {
    this.#open.add(tab);
  }

  leave(tab: Tab): void {
    this.#open.delete(tab);
  }

  /** Errors: `other-tab-busy` where the operation would take the site away under another page's work. */
  async around(tab: Tab, name: string, call: () => Promise<unknown>): Promise<unknown> {
    if (!SITE_CHANGING.has(name)) return call();
    const others = (): Tab[] => [...this.#open].filter((other) => other !== tab);
    if (others().some(({ busy }) => busy)) throw new SwitchbookError('other-tab-busy');
    const answer = await call();
    for (const other of others()) other.renew();
    return answer;
  }
}
