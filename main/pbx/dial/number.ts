/** What is dialled of a contact's number. Digits are never added in silence: no exchange digit, no prefix. */
import type { DeviceProfile } from '../../../core/device/profile.ts';
import type { PhoneNumber } from '../../../core/directory/contact.ts';
import { dialForm } from '../../../core/phone/number.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';

/** As the device writes numbers. Errors: `call-undialable`. */
export function deviceNumber(number: PhoneNumber, { numberForm, lengths }: DeviceProfile): string {
  const dialled = dialForm(number, numberForm.international.value) ?? '';
  const { value: characters } = numberForm.characters;
  const fits =
    dialled !== '' &&
    dialled.length <= (lengths.number.value ?? Infinity) &&
    dialled.split('').every((digit) => characters.includes(digit));
  return fits ? dialled : undialable(number);
}

/** RFC 3966; what is no public number is dialled as it is. Errors: `call-undialable`. */
export function telAddress(number: PhoneNumber): string {
  const dialled = dialForm(number, 'e164') ?? undialable(number);
  return `tel:${dialled.replaceAll('#', '%23')}`;
}

function undialable({ value }: PhoneNumber): never {
  throw new SwitchbookError('call-undialable', { value: value.slice(0, 60) });
}
