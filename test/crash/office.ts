/**
 * Site files beside one simulated PBX, with the real connector and real HTTPS between them, on lines that
 * fail and in programs that are killed.
 */
import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { UploadReport } from '../../core/api/upload.ts';
import { deviceProfile } from '../../core/device/profile.ts';
import { conflictKeys } from '../../core/merge/decide.ts';
import { numberToConfirm } from '../../core/merge/loss.ts';
import type { Decision } from '../../core/merge/plan.ts';
import type { ComparisonState } from '../../main/jobs/compare.ts';
import { compare } from '../../main/jobs/compare.ts';
import { takeOver, upload } from '../../main/jobs/upload.ts';
import { connect } from '../../main/pbx/connect.ts';
import type { Connector, RemoteBook, RemoteOperation } from '../../main/pbx/connector.ts';
import type { SimulatedPbx } from '../../main/simulator/commander/start.ts';
import { startCommander } from '../../main/simulator/commander/start.ts';
import { openSite } from '../../main/site/open.ts';
import type { Site } from '../../main/site/site.ts';
import { quiet } from '../quiet.ts';

const profile = deviceProfile('commander-6000');
/** The program is gone; what it had written is on the disk. */
class Killed extends Error {
  override readonly name = 'Killed';
}

/** What happens on the way: each is called at its moment and may throw. Writes count from 0. */
export interface Line {
  reading?: () => void;
  /** Before the PBX hears of it. */
  sending?: (write: number) => void;
  /** The PBX has answered, and nobody has heard it yet. */
  answered?: (write: number) => void;
  /** Before anything that the job asks of the site file. */
  touching?: () => void;
}

export interface Wish {
  decision: Decision;
  takeOver: boolean;
}

const BOTH: Wish = { decision: 'local', takeOver: true };

type Role = 'administrator' | 'sub-administrator' | 'subscriber';

/** The PBX and the connections to it. */
export class Office {
  /** Every request that the PBX has answered: method and path without the query. */
  readonly requests: string[] = [];
  readonly #folder: string;
  #pbx: SimulatedPbx | null = null;
  #lines = new Map<Role, Connector>();

  /** `model`: the folder of a PBX that this one starts as. */
  constructor(folder: string, model?: string) {
    this.#folder = folder;
    if (model !== undefined) cpSync(model, folder, { recursive: true });
  }

  /** `contacts`: how many a new PBX holds. */
  async start(contacts = 0): Promise<this> {
    await this.stop();
    const onEvent = ({ method, path }: { method: string; path: string }) =>
      this.requests.push(`${method} ${path.replace(/\?.*/, '')}`);
    this.#pbx = await startCommander({ port: 0, folder: this.#folder, contacts, onEvent });
    return this;
  }

  async stop(): Promise<void> {
    for (const line of this.#lines.values()) await line.close();
    this.#lines.clear();
    await this.#pbx?.stop();
    this.#pbx = null;
  }

  get pbx(): SimulatedPbx {
    if (this.#pbx === null) throw new Error('The simulated PBX does not run');
    return this.#pbx;
  }

  login(role: Role): { user: string; password: string } {
    const found = this.pbx.subscribers.find((one) => one.role === role);
    if (found === undefined) throw new Error(`No ${role}`);
    return { user: found.extension, password: found.password };
  }

  /** The connection of a login, which stays open. */
  async line(role: Role): Promise<Connector> {
    const open = this.#lines.get(role);
    if (open !== undefined) return open;
    const { url, fingerprint } = this.pbx;
    const { user, password } = this.login(role);
    const line = await connect({
      connector: 'commander',
      url,
      fingerprint,
      user,
      password,
      profile,
      country: 'FR',
      pages: [],
      console: '',
    });
    this.#lines.set(role, line);
    return line;
  }

  /** What it holds, as the administrator sees it. */
  async book(): Promise<RemoteBook> {
    return (await this.line('administrator')).read(() => undefined, quiet.signal);
  }

  /** Somebody works at the PBX itself. Each of the operations must be done. */
  async atPbx(work: (book: RemoteBook) => RemoteOperation[]): Promise<void> {
    const line = await this.line('administrator');
    const operations = work(await this.book());
    for await (const outcome of line.apply(operations, quiet.signal)) {
      if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
    }
  }
}

/** A site file in the hands of somebody. */
export class Desk {
  readonly #office: Office;
  readonly #folder: string;
  #path: string;
  #lives = 0;
  #site: Site;

  /** `model`: the site file that this one starts as. */
  constructor(office: Office, folder: string, model: string) {
    this.#office = office;
    this.#folder = folder;
    this.#path = this.#nextPath();
    copyFileSync(model, this.#path);
    this.#site = openSite(this.#path);
  }

  get site(): Site {
    return this.#site;
  }

  /** Compares and uploads. Null when the program was killed on the way: it was then started again. */
  async sync(line: Line = {}, { decision, takeOver }: Wish = BOTH): Promise<UploadReport | null> {
    const connector = listened(await this.#office.line('sub-administrator'), line);
    return this.#alive(async (site) => {
      const state = await compare(site, connector, profile, quiet);
      const options = { ...this.#answers(state, decision, takeOver), plan: state.comparison.plan, takeOver };
      return upload(site, connector, state, options, quiet);
    }, line);
  }

  /** Takes over what the PBX has changed, with a login of the given role. */
  async pull(role: Role, line: Line = {}): Promise<void> {
    const connector = listened(await this.#office.line(role), line);
    await this.#alive(async (site) => {
      const state = await compare(site, connector, profile, quiet);
      takeOver(site, state, this.#answers(state, 'local', true));
    }, line);
  }

  async compare(): Promise<ComparisonState> {
    return compare(this.#site, listened(await this.#office.line('sub-administrator'), {}), profile, quiet);
  }

  /** Throws `Killed`: what is on the disk now is all that is left. */
  readonly die = (): never => {
    const path = this.#nextPath();
    for (const end of ['', '-wal']) {
      if (existsSync(this.#path + end)) copyFileSync(this.#path + end, path + end);
    }
    throw new Killed(path);
  };

  /** The site file, for another program to use meanwhile. */
  async lent<T>(work: (path: string) => Promise<T>): Promise<T> {
    this.#site.close();
    try {
      return await work(this.#path);
    } finally {
      this.#site = openSite(this.#path);
    }
  }

  restart(): void {
    this.#site.close();
    this.#site = openSite(this.#path);
  }

  /** `keep`: where the site file is put. */
  close(keep?: string): void {
    this.#site.close();
    if (keep !== undefined) copyFileSync(this.#path, keep);
  }

  #nextPath(): string {
    return join(this.#folder, `desk-${this.#lives++}.switchbook`);
  }

  #answers({ comparison }: ComparisonState, decision: Decision, takeOver: boolean) {
    const { upload: plan } = comparison;
    return {
      decisions: Object.fromEntries(conflictKeys(plan).map((key) => [key, decision])),
      confirmedDeletions: numberToConfirm(plan.massLoss, takeOver) ?? undefined,
    };
  }

  async #alive<T>(work: (site: Site) => Promise<T>, { touching }: Line): Promise<T | null> {
    try {
      return await work(touching === undefined ? this.#site : watched(this.#site, touching));
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.#site.close();
      rmSync(this.#path);
      this.#path = error.message;
      this.#site = openSite(this.#path);
      return null;
    }
  }
}

/** The simulator shows a write at once: nothing settles. */
function listened(connector: Connector, { reading, sending, answered }: Line): Connector {
  async function* tapped(operations: Iterable<RemoteOperation> | AsyncIterable<RemoteOperation>) {
    let write = 0;
    for await (const operation of operations) {
      sending?.(write++);
      yield operation;
    }
  }
  return {
    capabilities: { ...connector.capabilities, settles: 0 },
    notes: connector.notes,
    identify: () => connector.identify(),
    async read(progress, signal) {
      reading?.();
      return connector.read(progress, signal);
    },
    async *apply(operations, signal) {
      let write = 0;
      for await (const outcome of connector.apply(tapped(operations), signal)) {
        answered?.(write++);
        yield outcome;
      }
    },
    close: () => connector.close(),
  };
}

/** The same object, which tells before each call to it and to the objects that it holds. */
function watched<T extends object>(target: T, tell: () => void): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value === 'object' && value !== null) return watched(value, tell);
      if (typeof value !== 'function') return value;
      return (...words: unknown[]): unknown => {
        tell();
        return Reflect.apply(value, target, words);
      };
    },
  });
}
