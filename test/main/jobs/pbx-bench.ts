/** A site file beside a simulated PBX, with the real connector and real HTTPS between them. */
import { afterEach } from 'vitest';
import type { UploadOptions, UploadReport } from '../../../core/api/upload.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import type { Decision } from '../../../core/merge/plan.ts';
import type { ComparisonState } from '../../../main/jobs/compare.ts';
import { compare } from '../../../main/jobs/compare.ts';
import { takeOver, upload } from '../../../main/jobs/upload.ts';
import { connect } from '../../../main/pbx/connect.ts';
import type { Connector } from '../../../main/pbx/connector.ts';
import type { CommanderOptions, SimulatedPbx } from '../../../main/simulator/commander/start.ts';
import { startCommander } from '../../../main/simulator/commander/start.ts';
import type { Site } from '../../../main/site/site.ts';
import { quiet } from '../../quiet.ts';
import { draft, newSite, somewhere } from '../site/help.ts';

export const profile = deviceProfile('commander-6000');
const running: SimulatedPbx[] = [];
afterEach(async () => {
  for (const pbx of running.splice(0)) await pbx.stop();
});

export class Bench {
  readonly site: Site;
  readonly #folder: string;
  #pbx: SimulatedPbx | null = null;

  constructor(site: Site = newSite(), folder: string = somewhere('pbx')) {
    this.site = site;
    this.#folder = folder;
  }

  /** Starts the device, or starts it again with other faults. */
  async plugIn(options: Partial<CommanderOptions> = {}): Promise<this> {
    await this.pullOut();
    this.#pbx = await startCommander({ port: 0, folder: this.#folder, contacts: 0, ...options });
    running.push(this.#pbx);
    return this;
  }

  async pullOut(): Promise<void> {
    if (this.#pbx === null) return;
    running.splice(running.indexOf(this.#pbx), 1);
    await this.#pbx.stop();
    this.#pbx = null;
  }

  /** The device stops and the site is closed. */
  async putAway(): Promise<void> {
    await this.pullOut();
    this.site.close();
  }

  get pbx(): SimulatedPbx {
    if (this.#pbx === null) throw new Error('The simulated PBX does not run');
    return this.#pbx;
  }

  login(role: 'administrator' | 'sub-administrator' | 'subscriber') {
    const found = this.pbx.subscribers.find((one) => one.role === role);
    if (found === undefined) throw new Error(`No ${role}`);
    return { user: found.extension, password: found.password };
  }

  /** One connection for the work, closed after it. The simulator shows a write at once: nothing settles. */
  async connected<T>(
    work: (connector: Connector) => Promise<T>,
    login = this.login('sub-administrator'),
  ): Promise<T> {
    const { url, fingerprint } = this.pbx;
    const target = {
      connector: 'commander',
      url,
      fingerprint,
      profile,
      country: 'FR',
      pages: [],
      console: '',
      ...login,
    } as const;
    const connector = await connect(target);
    try {
      return await work({
        capabilities: { ...connector.capabilities, settles: 0 },
        notes: connector.notes,
        identify: () => connector.identify(),
        read: (progress, signal) => connector.read(progress, signal),
        apply: (operations, signal) => connector.apply(operations, signal),
        close: () => connector.close(),
      });
    } finally {
      await connector.close();
    }
  }

  compare(): Promise<ComparisonState> {
    return this.connected((connector) => compare(this.site, connector, profile, quiet));
  }

  push(options: Partial<UploadOptions> & { resolve?: Decision } = {}): Promise<UploadReport> {
    return this.connected(async (connector) => {
      const state = await compare(this.site, connector, profile, quiet);
      const { resolve, ...rest } = options;
      const decisions =
        resolve === undefined
          ? {}
          : Object.fromEntries(state.comparison.upload.conflicts.map(({ key }) => [key, resolve]));
      const plan = state.comparison.plan;
      return upload(this.site, connector, state, { plan, decisions, takeOver: false, ...rest }, quiet);
    });
  }

  async pull(decisions: Record<string, Decision> = {}, confirmedDeletions?: number): Promise<number> {
    const state = await this.compare();
    return takeOver(this.site, state, { decisions, confirmedDeletions }).takenOver;
  }

  /** What somebody does at the PBX itself, through a connection of its own. */
  atPbx(work: (connector: Connector) => Promise<void>): Promise<void> {
    return this.connected(work, this.login('administrator'));
  }

  /** What the device holds, by display or last name: columns and groups. */
  held(): { columns: Record<string, string>; groups: string[] }[] {
    return this.pbx
      .book()
      .contacts.map(({ columns, groups }) => ({ columns, groups: groups.toSorted() }))
      .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }
}

/** Somebody with one number. */
export const person = (familyName: string, number: string, more: Partial<ContactDraft> = {}) =>
  draft({ familyName, numbers: [{ kind: 'work', value: number, e164: number }], ...more });

/** Applies operations at the PBX and insists that each is done. */
export async function applyAll(
  connector: Connector,
  operations: Parameters<Connector['apply']>[0],
): Promise<void> {
  await connector.read(() => undefined, quiet.signal);
  for await (const outcome of connector.apply(operations, quiet.signal)) {
    if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
  }
}
