/**
 * What subscribers may do with contact groups, and their standard groups: two pages with a row for each
 * subscriber and group. That the pages are so is an assumption, see `docs/protocols/commander.md` section 5a.
 */
import type { RemoteOperation, RemoteOutcome, RemoteSubscriber } from '../connector.ts';
import type { RowOutcome } from './grid.ts';
import { readGrid, saveRow } from './grid.ts';
import type { Session } from './session.ts';

export type RightOperation = Extract<RemoteOperation, { kind: 'set-grant' | 'set-standard' }>;

export interface RightsPages {
  permissions: string;
  standardGroups: string;
}

export class Rights {
  readonly #session: Session;
  readonly #pages: RightsPages;
  /** By extension: a row that is sent says the name as the PBX does. */
  readonly #names = new Map<string, string>();

  constructor(session: Session, pages: RightsPages) {
    this.#session = session;
    this.#pages = pages;
  }

  /** @param groups Names by id. Rows of other groups are left out. */
  async read(groups: ReadonlyMap<string, string>, signal: AbortSignal): Promise<RemoteSubscriber[]> {
    this.#names.clear();
    const rights = new Map<string, Map<string, RemoteSubscriber['rights'][number]>>();
    const right = (extension: string, name: string, groupId: string) => {
      this.#names.set(extension, name);
      const ofSubscriber = rights.get(extension) ?? new Map<string, RemoteSubscriber['rights'][number]>();
      rights.set(extension, ofSubscriber);
      const group = groups.get(groupId);
      if (group === undefined) return null;
      const found = ofSubscriber.get(group) ?? { group, grant: 'none', standard: false };
      ofSubscriber.set(group, found);
      return found;
    };
    for (const { data } of await readGrid(this.#session, this.#pages.permissions, signal)) {
      const [extension = '', name = '', group = '', read = '', write = ''] = data;
      const found = right(extension, name, group);
      if (found !== null) found.grant = write === '1' ? 'write' : read === '1' ? 'read' : 'none';
    }
    for (const { data } of await readGrid(this.#session, this.#pages.standardGroups, signal)) {
      const [extension = '', name = '', group = '', standard = ''] = data;
      const found = right(extension, name, group);
      if (found !== null) found.standard = standard === '1' && found.grant === 'write';
    }
    return [...rights].map(([extension, found]) => ({
      extension,
      name: this.#names.get(extension) ?? '',
      rights: [...found.values()].filter(({ grant }) => grant !== 'none'),
    }));
  }

  /** @param groups Names by id, at this moment. */
  async save(operation: RightOperation, groups: ReadonlyMap<string, string>): Promise<RemoteOutcome> {
    const { key, extension, group } = operation;
    const groupId = [...groups].find(([, name]) => name === group)?.[0];
    if (groupId === undefined) return refused(key, { code: 'pbx-group-missing', value: group });
    const name = this.#names.get(extension);
    if (name === undefined) return refused(key, { code: 'pbx-subscriber-missing', value: extension });
    const flags =
      operation.kind === 'set-grant'
        ? [operation.grant !== 'none', operation.grant === 'write']
        : [operation.standard];
    const page = operation.kind === 'set-grant' ? this.#pages.permissions : this.#pages.standardGroups;
    const data = [extension, name, groupId, ...flags.map((flag) => (flag ? '1' : '0'))];
    const outcome: RowOutcome = await saveRow(
      this.#session,
      page,
      { status: 'updated', id: `${extension}-${groupId}`, data },
      `${extension} ${name}: ${group}`,
    );
    return 'refused' in outcome
      ? { key, outcome: 'refused', problem: outcome.refused }
      : { key, outcome: 'done', id: outcome.id };
  }
}

const refused = (
  key: string,
  problem: { code: 'pbx-group-missing' | 'pbx-subscriber-missing'; value: string },
): RemoteOutcome => ({ key, outcome: 'refused', problem: { ...problem, severity: 'error' } });
