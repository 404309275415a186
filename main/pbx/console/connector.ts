/**
 * A PBX behind a console: the book travels as one file, both ways. What a profile says, and nothing of any
 * manufacturer, is known here.
 */
import { GROUP_KINDS } from '../../../core/directory/group.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { GRID_FIELDS } from '../columns.ts';
import type {
  Capabilities,
  Connector,
  DeviceIdentity,
  ReadProgress,
  RemoteBook,
  RemoteGroup,
  RemoteOperation,
  RemoteOutcome,
} from '../connector.ts';
import type { BookRow } from './book.ts';
import type { Session } from './book-file.ts';
import { BookFile } from './book-file.ts';
import { outgoing, problem, recordOf, refusal } from './outgoing.ts';

/** Longer than the pause after which a console notices that a transfer is over. */
const SETTLE_MS = 12_000;
const LOG_OUT_MS = 5000;

export class ConsoleConnector implements Connector {
  readonly capabilities: Capabilities = {
    write: 'book',
    fields: GRID_FIELDS,
    writeGroups: false,
    access: null,
    complete: true,
    settles: 0,
  };
  readonly notes: readonly Problem[];
  readonly #session: Session;
  readonly #file: BookFile;
  #rows: BookRow[] = [];
  #groups: RemoteGroup[] = [];

  constructor(session: Session) {
    this.#session = session;
    this.#file = new BookFile(session);
    const { name: value, certainty } = session.profile;
    this.notes =
      certainty === 'assumption' ? [{ code: 'console-unconfirmed', severity: 'warning', value }] : [];
  }

  async identify(signal: AbortSignal = new AbortController().signal): Promise<DeviceIdentity> {
    const { dialogue, profile: console } = this.#session;
    const learnt = await dialogue.ask(console.identify, signal);
    const said = (name: string): string => learnt.find((each) => each[name] !== undefined)?.[name] ?? '';
    const profile = said('profile');
    return {
      model: said('model'),
      profile: profile === '' ? null : profile,
      serial: said('serial'),
      firmware: said('firmware'),
      warnings: [],
    };
  }

  read(progress: ReadProgress, signal: AbortSignal): Promise<RemoteBook> {
    return cancellable(signal, async () => {
      const identity = await this.identify(signal);
      this.#rows = await this.#file.export(progress, signal);
      this.#groups = await this.#readGroups(signal);
      const contacts = this.#rows.map((row) => ({ id: row.id, record: recordOf(row) }));
      return { identity, groups: this.#groups, contacts, subscribers: [] };
    });
  }

  /** The book is written as a whole, so nothing is answered before all of it arrived. */
  async *apply(
    operations: Iterable<RemoteOperation> | AsyncIterable<RemoteOperation>,
    signal: AbortSignal,
    progress: ReadProgress = () => undefined,
  ): AsyncGenerator<RemoteOutcome> {
    const wanted: RemoteOperation[] = [];
    for await (const operation of operations) wanted.push(operation);
    if (wanted.length === 0) return;
    const { ids } = this.#session.profile.file;
    const { lines, refused } = outgoing(this.#rows, wanted, ids, (id) => this.#nameOf(id));
    const rows = lines.map(({ row }) => row);
    const changes =
      lines.some(({ operation }) => operation !== null) || wanted.some(({ kind }) => kind === 'delete');
    const answers = changes
      ? await cancellable(signal, () => this.#file.import(rows, progress, signal))
      : new Map<number, string>();
    yield* refused;
    // The first line of the file is its header.
    for (const [at, { row, operation }] of lines.entries()) {
      if (operation === null) continue;
      const detail = answers.get(at + 2);
      const { key } = operation;
      if (detail === undefined) yield { key, outcome: 'done', id: row.id === '' ? null : row.id };
      else yield { key, outcome: 'refused', problem: refusal(recordOf(row), detail) };
    }
    const names = new Set(rows.flatMap(({ groups }) => groups));
    for (const operation of wanted) {
      const { key, kind } = operation;
      if (kind === 'delete') yield { key, outcome: 'done', id: operation.id };
      else if (kind === 'create-group') {
        yield names.has(operation.name)
          ? { key, outcome: 'done', id: operation.name }
          : { key, outcome: 'refused', problem: problem('console-group-empty', operation.name) };
      }
    }
    this.#rows = rows;
  }

  async close(): Promise<void> {
    const { dialogue, profile, line } = this.#session;
    // The line goes whatever the console says to it.
    await this.#file
      .settle(AbortSignal.timeout(SETTLE_MS))
      .then(() => dialogue.run(profile.logOut, AbortSignal.timeout(LOG_OUT_MS)))
      .catch(() => undefined);
    await line.close();
  }

  #nameOf(id: string): string {
    return this.#groups.find((group) => group.id === id)?.name ?? id;
  }

  async #readGroups(signal: AbortSignal): Promise<RemoteGroup[]> {
    const { dialogue, profile } = this.#session;
    const said = profile.groups === undefined ? [] : await dialogue.ask(profile.groups, signal);
    const kinds = new Map(
      said.map(({ name = '', kind }) => [name, GROUP_KINDS.find((each) => each === kind) ?? 'standard']),
    );
    for (const name of this.#rows.flatMap((row) => row.groups)) {
      if (!kinds.has(name)) kinds.set(name, 'standard');
    }
    return [...kinds].map(([name, kind]) => ({ id: name, name, kind, standardForNew: null }));
  }
}

/** Whatever a line says when it is stopped in its middle: it was the person who stopped it. */
async function cancellable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw new SwitchbookError('cancelled', {}, { cause: error });
    throw error;
  }
}
