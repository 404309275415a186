/** The PBX's call records, and their numbers adopted into the address book. */
import { contract } from '../../../core/api/contract.ts';
import type { Caller } from '../../../core/api/calls.ts';
import { nextNumberKind, shownName } from '../../../core/directory/contact.ts';
import { phoneKey, readNumber } from '../../../core/phone/number.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { pullFrom } from '../../pbx/console/records.ts';
import { recordsOnly } from '../../pbx/console/profile.ts';
import { allowFor, allowSomewhere } from '../allow.ts';
import { contactOf } from './contacts.ts';
import { connectionOf } from '../connected.ts';
import type { Desk } from '../desk.ts';
import { answer, type Answers } from '../serve.ts';

/** The site's own line, where it is one for call records. */
function lineOf(desk: Desk): { url: string; profile: string } | null {
  const connection = connectionOf(desk);
  return connection !== null && recordsOnly(connection)
    ? { url: connection.url, profile: connection.console }
    : null;
}

export const callAnswers: Answers<'calls.line' | 'calls.pull' | 'calls.known' | 'calls.adopt'> = {
  'calls.line': answer(contract['calls.line'], (_input, desk) => lineOf(desk)),
  'calls.pull': answer(contract['calls.pull'], async ({ line }, desk, context) => {
    // What is pulled is there to be adopted.
    allowSomewhere(desk, 'adopt-call');
    const from = line ?? lineOf(desk);
    if (from === null) throw new SwitchbookError('calls-no-line');
    context.progress({ phase: 'connect', done: 0, total: null });
    const pulled = await pullFrom(
      from,
      (done, total) => context.progress({ phase: 'read-pbx', done, total }),
      context.signal,
    );
    const { role, extension } = desk.session;
    const { country } = desk.site.info();
    // Whom others have called is none of a subscriber's business.
    const records = pulled.records.filter((one) => role !== 'subscriber' || one.extension === extension);
    return {
      calls: records.map((call) => ({ ...call, e164: readNumber(call.number, country).e164 })),
      problems: pulled.problems,
    };
  }),
  'calls.known': answer(contract['calls.known'], ({ numbers }, { site }) => {
    const { country } = site.info();
    const wanted = new Map<string, string[]>();
    for (const number of new Set(numbers)) {
      if (number === '') continue;
      const key = phoneKey(readNumber(number, country));
      wanted.set(key, [...(wanted.get(key) ?? []), number]);
    }
    const callers = new Map<string, Caller[]>();
    for (const contact of wanted.size === 0 ? [] : site.eachContact()) {
      const caller = { id: contact.id, name: shownName(contact) };
      for (const key of new Set(contact.numbers.map(phoneKey))) {
        for (const number of wanted.get(key) ?? []) {
          callers.set(number, [...(callers.get(number) ?? []), caller]);
        }
      }
    }
    return { callers: [...callers].map(([number, contacts]) => ({ number, contacts })) };
  }),
  'calls.adopt': answer(contract['calls.adopt'], ({ number, id }, desk) => {
    const { site } = desk;
    const before = contactOf(site, id);
    // A number that comes to a contact is an edit of it.
    allowFor(desk, 'edit', [id]);
    const { value, e164 } = readNumber(number, site.info().country);
    const numbers = [...before.numbers, { kind: nextNumberKind(before.numbers), value, e164 }];
    site.change('edit-contact', shownName(before), { kind: 'hand' }, (change) =>
      change.updateContact(id, { numbers }),
    );
    return contactOf(site, id);
  }),
};
