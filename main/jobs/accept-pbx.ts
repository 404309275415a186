/** A PBX that replaces another one is accepted by whoever reads its serial number off it and types it. */
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Connector } from '../pbx/connector.ts';
import type { PbxMemory } from '../site/site.ts';

/**
 * What the old PBX held is forgotten, so that nothing is taken for deleted: contacts are matched anew, and
 * people decide where they differ. The site and its backups stay.
 *
 * Errors: `pbx-serial-typed` when another PBX answers than the one that was typed, and those of the connector.
 */
export async function acceptPbx(memory: PbxMemory, connector: Connector, typed: string): Promise<void> {
  const { serial } = await connector.identify();
  if (typed.trim() !== serial) {
    throw new SwitchbookError('pbx-serial-typed', { value: typed.trim(), params: { found: serial } });
  }
  if (memory.serial() !== serial) memory.replace(serial);
}
