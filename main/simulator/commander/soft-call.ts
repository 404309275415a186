/** Calls that subscribers have the device make: docs/protocols/commander.md, section 5e. */
import { charsetOf, json, refusal } from './device.ts';
import type { Device, Reply } from './device.ts';
import { formOf } from './charset.ts';
import type { StoredSubscriber } from './rows.ts';

/** Why the device does not dial this, or null. */
function undialable({ profile }: Device, number: string): string | null {
  const { characters } = profile.numberForm;
  if (number === '') return 'no number';
  if (number.length > (profile.lengths.number.value ?? Infinity)) return 'too long';
  const wrong = number.split('').find((character) => !characters.value.includes(character));
  return wrong === undefined ? null : `cannot be dialled: ${wrong}`;
}

export function softCall(device: Device, { extension }: StoredSubscriber, body: Buffer): Reply {
  const number = formOf(body, charsetOf(device)).get('number') ?? '';
  const reason = undialable(device, number);
  if (reason !== null) return refusal(reason);
  device.store.addSoftCall({ at: new Date().toISOString(), extension, number });
  return json({ successful: true });
}
