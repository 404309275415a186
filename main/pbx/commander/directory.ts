/** COMmander-class PBXs through the published ICT System API, which reads and writes nothing. */
import type { Problem } from '../../../core/problem/problem.ts';
import { errorOf, SwitchbookError } from '../../../core/problem/problem.ts';
import type {
  Capabilities,
  Connector,
  DeviceIdentity,
  ReadProgress,
  RemoteBook,
  RemoteOutcome,
} from '../connector.ts';
import { ICT_FIELDS, readAbout, readDirectory } from './ict.ts';
import { identityOf } from './identity.ts';
import type { Session } from './session.ts';

/** For a login that may not open the Configuration Manager. */
export class DirectoryConnector implements Connector {
  readonly capabilities: Capabilities = {
    write: 'hand-off',
    fields: ICT_FIELDS,
    writeGroups: false,
    access: null,
    complete: false,
    settles: 0,
  };
  readonly notes: Connector['notes'];
  readonly #session: Session;
  readonly #because: readonly Problem[];

  /** @param because Why nothing better is to be had, where there is more to say than that this login only reads. */
  constructor(session: Session, because: readonly Problem[]) {
    this.#session = session;
    this.#because = because;
    this.notes = [...because, { code: 'pbx-reading-reduced', severity: 'warning' }];
  }

  async identify(): Promise<DeviceIdentity> {
    return identityOf(await readAbout(this.#session));
  }

  async read(progress: ReadProgress, signal: AbortSignal): Promise<RemoteBook> {
    const identity = await this.identify();
    try {
      return { identity, ...(await readDirectory(this.#session, progress, signal)), subscribers: [] };
    } catch (error) {
      // An administrator has the pages only: that they were not found is what there is to say.
      const [because] = this.#because;
      const closed = error instanceof SwitchbookError && error.problem.code === 'pbx-no-access';
      if (!closed || because === undefined) throw error;
      throw errorOf(because, error);
    }
  }

  // oxlint-disable-next-line require-yield -- The port streams; this login has nothing to stream.
  async *apply(): AsyncGenerator<RemoteOutcome> {
    throw new SwitchbookError('pbx-writes-by-hand');
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}
