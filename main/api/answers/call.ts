/** Soft calls: a subscriber has a contact's number dialled, by the PBX, a telephone or this computer. */
import { contract } from '../../../core/api/contract.ts';
import type { CallMade, CallSettings, CallThrough, CallWay } from '../../../core/api/calls.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { Contact, PhoneNumber } from '../../../core/directory/contact.ts';
import { dialledAfter } from '../../../core/phone/number.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { deviceNumber, telAddress } from '../../pbx/dial/number.ts';
import { dialByPage } from '../../pbx/commander/soft-call.ts';
import { dialByPhone, probePhone, readPhoneAddress } from '../../pbx/dial/phone.ts';
import { allowFor, callerOf } from '../allow.ts';
import { connectionOf, type Remembered } from '../connected.ts';
import { refuseLogin } from '../address.ts';
import type { Desk } from '../desk.ts';
import { pbxAccount, phoneAccount } from '../secrets.ts';
import { answer, type Answers } from '../serve.ts';
import { contactOf } from './contacts.ts';

interface Soft {
  extension: string;
  /** Absent where PBX and connection are of a kind that dials nothing. */
  pbx: { connection: Remembered; page: string } | null;
  way: CallWay;
}

/** Errors: `access-subscriber-only`. */
function softOf(desk: Desk): Soft {
  const extension = callerOf(desk);
  const connection = connectionOf(desk);
  const page = deviceProfile(desk.site.info().device).pages.softCall?.path;
  const pbx = connection?.connector === 'commander' && page !== undefined ? { connection, page } : null;
  const chosen = desk.site.memory.callWay(extension);
  return { extension, pbx, way: chosen ?? { through: pbx === null ? 'system' : 'pbx', phone: null } };
}

function settingsOf(desk: Desk): CallSettings {
  const { extension, pbx, way } = softOf(desk);
  const possible: CallThrough[] = [...(pbx === null ? [] : ['pbx' as const]), 'phone', 'system'];
  return { extension, name: desk.session.name, possible, ...way };
}

function numberOf({ numbers }: Contact, asked: number | string): PhoneNumber {
  const found =
    typeof asked === 'number' ? numbers[asked] : numbers.find(({ value }) => value.trim() === asked.trim());
  if (found !== undefined) return found;
  const value = typeof asked === 'number' ? String(asked + 1) : asked.slice(0, 60);
  throw new SwitchbookError('call-number-missing', { value });
}

/** Uses the secret that is known or given, and remembers it once it was right. */
async function withSecret(
  desk: Desk,
  account: string,
  given: string | undefined,
  needed: () => SwitchbookError,
  work: (secret: string) => Promise<void>,
): Promise<void> {
  const secret = given ?? (await desk.secrets.get(account));
  if (secret === null) throw needed();
  await work(secret);
  if (given !== undefined) await desk.secrets.set(account, given);
}

const bySystem = (number: PhoneNumber): CallMade => {
  const tel = telAddress(number);
  const dialled = decodeURIComponent(tel.slice('tel:'.length));
  return { through: 'system', number: dialled, tel, after: dialledAfter(number.value) };
};

type Names = 'call.settings' | 'call.configure' | 'call.probePhone' | 'call.dial';

export const softCallAnswers: Answers<Names> = {
  'call.settings': answer(contract['call.settings'], (_input, desk) => settingsOf(desk)),
  'call.configure': answer(contract['call.configure'], (way, desk) => {
    const extension = callerOf(desk);
    if (way.through === 'phone' && way.phone === null) throw new SwitchbookError('phone-address-missing');
    if (way.phone !== null) {
      refuseLogin(way.phone);
      readPhoneAddress(way.phone.url);
    }
    desk.site.memory.setCallWay(extension, way);
    return settingsOf(desk);
  }),
  'call.probePhone': answer(contract['call.probePhone'], ({ url }, desk) => {
    callerOf(desk);
    refuseLogin({ url });
    return probePhone(url);
  }),
  'call.dial': answer(contract['call.dial'], async ({ contactId, number: asked, secret }, desk, context) => {
    const { extension, pbx, way } = softOf(desk);
    const contact = contactOf(desk.site, contactId);
    allowFor(desk, 'soft-call', [contactId]);
    const number = numberOf(contact, asked);
    if (way.through === 'system' || (way.through === 'pbx' && pbx === null)) return bySystem(number);
    const { device, country } = desk.site.info();
    const profile = deviceProfile(device);
    const dialled = deviceNumber(number, profile);
    const made = { number: dialled, tel: null, after: dialledAfter(number.value) };
    context.progress({ phase: 'connect', done: 0, total: null });
    if (way.through === 'phone') {
      const { phone } = way;
      if (phone === null) throw new SwitchbookError('phone-address-missing');
      await withSecret(
        desk,
        phoneAccount(phone.url, extension),
        secret,
        () => new SwitchbookError('phone-token-needed', { value: phone.url }),
        (token) => dialByPhone({ ...phone, token }, dialled, context.signal),
      );
      return { through: 'phone', ...made };
    }
    if (pbx === null) return bySystem(number);
    const { url, fingerprint } = pbx.connection;
    const target = { url, user: extension, fingerprint, profile, country, pages: [] };
    try {
      await withSecret(
        desk,
        pbxAccount(target),
        secret,
        () => new SwitchbookError('password-needed', { value: extension }),
        (password) => dialByPage({ ...target, password }, pbx.page, dialled),
      );
    } catch (error) {
      // The name of the page is a guess. Where there is none nothing was dialled: then this computer does.
      if (error instanceof SwitchbookError && error.problem.code === 'pbx-page-missing')
        return bySystem(number);
      throw error;
    }
    return { through: 'pbx', ...made };
  }),
};
