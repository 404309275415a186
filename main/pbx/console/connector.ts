/**
 * A PBX behind a console: the book travels as one file, both ways. What a profile says, and nothing of any
 * manufacturer, is known here.
 */
import type { DeviceRecord } from '../../../core/device/record.ts';
import { shownName } from '../../../core/directory/contact.ts';
import { GROUP_KINDS } from '../../../core/directory/group.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { GRID_FIELDS, readCells, writeCells } from '../columns.ts';
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
import { canTravel, readBook, writeBook } from './book.ts';

import type { Dialogue, Learnt } from './dialogue.ts';
import { latin1 } from './dialogue.ts';
import type { ByteLine } from './line.ts';
import { receiveFile } from './modem/receive.ts';
import { sendFile } from './modem/send.ts';
import type { BookConsole, BookProtocol } from './profile.ts';

/** No book of 2000 contacts comes near it. */
const LARGEST_BOOK = 16 * 1024 * 1024;

/** A line of the file that is sent, and the operation that it carries out; null where it stays as it was. */
interface Outgoing {
  row: BookRow;
  operation: RemoteOperation | null;
}

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
  readonly #line: ByteLine;
  readonly #profile: BookConsole;
  readonly #protocol: BookProtocol;
  readonly #dialogue: Dialogue;
  #rows: BookRow[] = [];
  #groups: RemoteGroup[] = [];

  /** @param line Logged in. */
  constructor(line: ByteLine, profile: BookConsole, protocol: BookProtocol, dialogue: Dialogue) {
    this.#line = line;
    this.#profile = profile;
    this.#protocol = protocol;
    this.#dialogue = dialogue;
    const { name: value, certainty } = profile;
    this.notes =
      certainty === 'assumption' ? [{ code: 'console-unconfirmed', severity: 'warning', value }] : [];
  }

  async identify(signal: AbortSignal = new AbortController().signal): Promise<DeviceIdentity> {
    const learnt = await this.#dialogue.ask(this.#profile.identify, signal);
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

  async read(progress: ReadProgress, signal: AbortSignal): Promise<RemoteBook> {
    const identity = await this.identify(signal);
    this.#rows = await this.#export(signal);
    progress(this.#rows.length, this.#rows.length);
    this.#groups = await this.#readGroups(signal);
    const contacts = this.#rows.map((row) => ({ id: row.id, record: recordOf(row) }));
    return { identity, groups: this.#groups, contacts, subscribers: [] };
  }

  /** The book is written as a whole, so nothing is answered before all of it arrived. */
  async *apply(
    operations: Iterable<RemoteOperation> | AsyncIterable<RemoteOperation>,
    signal: AbortSignal,
  ): AsyncGenerator<RemoteOutcome> {
    const wanted: RemoteOperation[] = [];
    for await (const operation of operations) wanted.push(operation);
    if (wanted.length === 0) return;
    const { lines, refused } = this.#outgoing(wanted);
    const answers =
      lines.some(({ operation }) => operation !== null) || this.#deletes(wanted)
        ? await this.#import(lines, signal)
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
    const names = new Set(lines.flatMap(({ row }) => row.groups));
    for (const operation of wanted) {
      const { key, kind } = operation;
      if (kind === 'delete') yield { key, outcome: 'done', id: operation.id };
      else if (kind === 'create-group') {
        yield names.has(operation.name)
          ? { key, outcome: 'done', id: operation.name }
          : { key, outcome: 'refused', problem: problem('console-group-empty', operation.name) };
      }
    }
    this.#rows = lines.map(({ row }) => row);
  }

  async close(): Promise<void> {
    // The line goes whatever the console says to it.
    await this.#dialogue.run(this.#profile.logOut, AbortSignal.timeout(5000)).catch(() => undefined);
    await this.#line.close();
  }

  #deletes(wanted: readonly RemoteOperation[]): boolean {
    return wanted.some(({ kind }) => kind === 'delete');
  }

  /** The book as it shall be, and what cannot be asked of a console. */
  #outgoing(wanted: readonly RemoteOperation[]): { lines: Outgoing[]; refused: RemoteOutcome[] } {
    const refused: RemoteOutcome[] = [];
    const lines = new Map<string, Outgoing>(this.#rows.map((row) => [row.id, { row, operation: null }]));
    const created: Outgoing[] = [];
    let highest = Math.max(0, ...this.#rows.map(({ id }) => Number(id)).filter(Number.isSafeInteger));
    for (const operation of wanted) {
      const { key } = operation;
      switch (operation.kind) {
        case 'create': {
          const id = this.#profile.file.ids === 'given by us' ? String(++highest) : '';
          const row = rowOf(id, [], operation.record, GRID_FIELDS);
          if (canTravel(row)) created.push({ row, operation });
          else refused.push({ key, outcome: 'refused', problem: impossible(operation.record) });
          break;
        }
        case 'update': {
          const line = lines.get(operation.id);
          const { record, changed, id } = operation;
          if (line === undefined) {
            refused.push({ key, outcome: 'refused', problem: refusal(record, `Kontakt-Id ${id}?`) });
          } else {
            const changedRow = rowOf(id, line.row.cells, record, changed);
            const row = changed.includes('groups') ? changedRow : { ...changedRow, groups: line.row.groups };
            if (canTravel(row)) lines.set(id, { row, operation });
            else refused.push({ key, outcome: 'refused', problem: impossible(record) });
          }
          break;
        }
        case 'delete':
          lines.delete(operation.id);
          break;
        case 'create-group':
          break;
        case 'rename-group':
        case 'mark-group':
        case 'delete-group':
          refused.push({
            key,
            outcome: 'refused',
            problem: problem('console-groups-fixed', this.#nameOf(operation.id)),
          });
          break;
        case 'set-grant':
        case 'set-standard':
          refused.push({
            key,
            outcome: 'refused',
            problem: problem('console-groups-fixed', operation.group),
          });
          break;
      }
    }
    return { lines: [...lines.values(), ...created], refused };
  }

  #nameOf(id: string): string {
    return this.#groups.find((group) => group.id === id)?.name ?? id;
  }

  async #readGroups(signal: AbortSignal): Promise<RemoteGroup[]> {
    const { groups } = this.#profile;
    const said = groups === undefined ? [] : await this.#dialogue.ask(groups, signal);
    const kinds = new Map(
      said.map(({ name = '', kind }) => [name, GROUP_KINDS.find((each) => each === kind) ?? 'standard']),
    );
    for (const name of this.#rows.flatMap((row) => row.groups)) {
      if (!kinds.has(name)) kinds.set(name, 'standard');
    }
    return [...kinds].map(([name, kind]) => ({ id: name, name, kind, standardForNew: null }));
  }

  async #export(signal: AbortSignal): Promise<BookRow[]> {
    const protocol = this.#protocol;
    let bytes: Uint8Array | null = null;
    const learnt = await this.#fileRun(this.#profile.export, 'export', signal, {
      receive: async (length) => {
        if (protocol === 'text') return;
        const expected = { protocol, maxBytes: LARGEST_BOOK, ...(length === null ? {} : { length }) };
        ({ bytes } = await receiveFile(this.#line, expected, () => undefined, signal));
      },
      send: () => Promise.resolve(),
    });
    if (learnt.some(({ empty }) => empty !== undefined)) return [];
    return readBook(bytes ?? printed(learnt));
  }

  /** What was refused, by line of the file. */
  async #import(lines: readonly Outgoing[], signal: AbortSignal): Promise<Map<number, string>> {
    const bytes = writeBook(lines.map(({ row }) => row));
    const protocol = this.#protocol;
    const { sendAs: name } = this.#profile.file;
    const learnt = await this.#fileRun(this.#profile.import, 'import', signal, {
      receive: () => Promise.resolve(),
      send: async () => {
        if (protocol !== 'text')
          await sendFile(this.#line, { protocol, name, bytes }, () => undefined, signal);
        else
          await this.#line.write(
            latin1(Buffer.from(bytes).toString('latin1').replaceAll('\n', '\r')),
            signal,
          );
      },
    });
    return new Map(
      learnt.flatMap(({ line, reason = '' }) =>
        line === undefined ? [] : [[Number(line), reason] as const],
      ),
    );
  }

  #fileRun(
    steps: BookConsole['export'],
    which: 'export' | 'import',
    signal: AbortSignal,
    files: Parameters<Dialogue['run']>[2] extends { files?: infer F } | undefined ? F : never,
  ): Promise<Learnt> {
    const protocol = this.#protocol;
    const command = this.#profile.commands?.[which][protocol] ?? '';
    return this.#dialogue.run(steps, signal, { ...(files && { files }), words: { protocol, command } });
  }
}

/** A book that came as printed text. Errors: `console-book-unreadable` when it is not all there. */
function printed(learnt: Learnt): Uint8Array {
  const { text, length } = learnt.find((each) => each['text'] !== undefined) ?? {};
  const bytes = latin1(text ?? '');
  if (text === undefined || (length !== undefined && bytes.length !== Number(length))) {
    throw new SwitchbookError('console-book-unreadable', {
      row: 1,
      value: `${bytes.length} ≠ ${length ?? ''}`,
    });
  }
  return bytes;
}

const recordOf = ({ cells, groups }: BookRow): DeviceRecord => ({
  ...readCells(cells, new Map()),
  groups: [...groups].sort(),
});

const rowOf = (
  id: string,
  cells: readonly string[],
  record: DeviceRecord,
  fields: Parameters<typeof writeCells>[2],
): BookRow => ({
  id,
  cells: writeCells(
    cells,
    record,
    fields.filter((field) => field !== 'groups'),
    [],
  ).slice(0, -1),
  groups: record.groups,
});

const problem = (code: 'console-group-empty' | 'console-groups-fixed', value: string): Problem => ({
  code,
  severity: 'error',
  value,
});

const refusal = (record: DeviceRecord, detail: string): Problem => ({
  code: 'pbx-refused',
  severity: 'error',
  value: shownName(record),
  params: { detail },
});

const impossible = (record: DeviceRecord): Problem => ({
  code: 'pbx-character-impossible',
  severity: 'error',
  value: shownName(record),
  params: { character: '\\' },
});
