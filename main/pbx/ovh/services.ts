/** Services of a billing account and their contacts (docs/protocols/ovh.md, sections 7 and 8). */
import { z } from 'zod';
import type {
  ContactChange,
  ContactRole,
  Service,
  ServiceKind,
} from '../../../core/directory/service-contact.ts';
import { CHANGE_STATES } from '../../../core/directory/service-contact.ts';
import type { ProblemCode } from '../../../core/problem/problem.ts';
import type { RoleChange } from '../../../core/services/prerequisites.ts';
import type { ConnectionTarget } from '../connect.ts';
import type { ReadProgress } from '../connector.ts';
import type { ServiceLine } from '../service-line.ts';
import { ServiceRefusal } from '../service-line.ts';
import { account } from './account.ts';
import { BATCH, type OvhClient } from './client.ts';
import { ovhClient } from './connect.ts';
import { route } from './sign.ts';
import { OvhRefusal } from './trouble.ts';

const NAMES = {
  administration: 'contactAdmin',
  technical: 'contactTech',
  billing: 'contactBilling',
} as const;
const ROLES = {
  contactAdmin: 'administration',
  contactTech: 'technical',
  contactBilling: 'billing',
} as const satisfies Record<string, ContactRole>;
const COLLECTION = { line: 'lines', trunk: 'trunks', alias: 'aliases' } as const;

const infos = z
  .object({ contactAdmin: z.string(), contactTech: z.string(), contactBilling: z.string() })
  .transform(({ contactAdmin, contactTech, contactBilling }) => ({
    administration: contactAdmin,
    technical: contactTech,
    billing: contactBilling,
  }));
/** Of a service whose contacts this login may not read. */
const HIDDEN = { administration: '', technical: '', billing: '' };

const task = z
  .object({
    id: z.number().int(),
    state: z.enum(CHANGE_STATES),
    contactTypes: z.array(z.enum(['contactAdmin', 'contactTech', 'contactBilling'])),
    fromAccount: z.string(),
    toAccount: z.string(),
    askingAccount: z.string().nullable(),
    serviceDomain: z.string().nullable(),
    dateRequest: z.string(),
    dateDone: z.string().nullable(),
  })
  .transform((one): ContactChange => ({
    id: one.id,
    state: one.state,
    roles: one.contactTypes.map((type) => ROLES[type]),
    from: one.fromAccount,
    to: one.toAccount,
    asking: one.askingAccount,
    service: one.serviceDomain,
    requestedAt: one.dateRequest,
    doneAt: one.dateDone,
  }));

const debtAccount = z.object({ dueAmount: z.object({ value: z.number(), text: z.string() }) });
const names = z.array(z.string());
const ids = z.array(z.number().int());
const anything = z.unknown();

export const ovhServices = (target: ConnectionTarget): ServiceLine =>
  new OvhServices(ovhClient(target), target.ovh?.billingAccount ?? '');

export class OvhServices implements ServiceLine {
  readonly #client: OvhClient;
  readonly #group: string;

  constructor(client: OvhClient, billingAccount: string) {
    this.#client = client;
    this.#group = billingAccount;
  }

  async account(signal: AbortSignal): Promise<{ me: string; debt: string | null }> {
    const { nichandle } = await account(this.#client, signal);
    const owed = await this.#unless(FORBIDDEN, this.#client.get('/me/debtAccount', debtAccount, signal));
    // In the vendor's own words, which have the currency in them.
    const debt = owed === null ? null : owed.dueAmount.value > 0 ? owed.dueAmount.text : '';
    return { me: nichandle, debt };
  }

  async services(
    progress: ReadProgress,
    signal: AbortSignal,
  ): Promise<{ services: Service[]; specialNumbers: boolean } | null> {
    const group = route`/telephony/${this.#group}`;
    const contacts = await this.#unless(GONE, this.#client.get(`${group}/serviceInfos`, infos, signal));
    if (contacts === null) return null;
    const specialNumbers = await this.#client.get(`${group}/hasSpecialNumbers`, z.boolean(), signal);
    const lines = await this.#client.get(`${group}/line`, names, signal);
    const numbers = await this.#client.get(`${group}/number`, names, signal);
    const services: Service[] = [{ kind: 'group', name: this.#group, contacts }];
    const total = 1 + lines.length + numbers.length;
    for (const [kind, some] of [...pieces('line', lines), ...pieces('alias', numbers)]) {
      services.push(...(await this.#contactsOf(kind, some, signal)));
      progress(services.length, total);
    }
    return { services, specialNumbers };
  }

  async inPack({ name }: Service, signal: AbortSignal): Promise<boolean | null> {
    try {
      await this.#client.get(route`/pack/xdsl/search?pattern=${name}`, anything, signal);
      return true;
    } catch (error) {
      if (isCode(error, ['ovh-not-found'])) return false;
      if (isCode(error, FORBIDDEN)) return null;
      throw error;
    }
  }

  async changes(ended: readonly ContactChange[], signal: AbortSignal): Promise<ContactChange[]> {
    const all = await this.#client.get('/me/task/contactChange', ids, signal);
    const known = new Map(ended.map((change) => [change.id, change]));
    const found = all.flatMap((id) => known.get(id) ?? []);
    const open = all.filter((id) => !known.has(id));
    for await (const some of this.#client.batches('/me/task/contactChange', open, task, signal)) {
      found.push(...some);
    }
    return found.sort((one, other) => other.id - one.id);
  }

  async ask(
    { kind, name }: Pick<Service, 'kind' | 'name'>,
    changes: readonly RoleChange[],
    signal: AbortSignal,
  ): Promise<void> {
    const path =
      kind === 'group'
        ? route`/telephony/${name}/changeContact`
        : route`/telephony/${COLLECTION[kind]}/${name}/changeContact`;
    // Only what changes: the control panel sends all three, which asks for nothing more.
    const body = Object.fromEntries(changes.map(({ role, to }) => [NAMES[role], to]));
    await judged(this.#client.post(path, body, ids, signal));
  }

  async answer(
    change: number,
    answer: 'accept' | 'refuse',
    token: string,
    signal: AbortSignal,
  ): Promise<void> {
    await judged(
      this.#client.post(route`/me/task/contactChange/${change}/${answer}`, { token }, anything, signal),
    );
  }

  async resend(change: number, signal: AbortSignal): Promise<void> {
    await judged(
      this.#client.post(route`/me/task/contactChange/${change}/resendEmail`, undefined, anything, signal),
    );
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /** Lines are asked as lines first: a trunk is not there, and is asked as a trunk. */
  async #contactsOf(
    kind: ServiceKind & keyof typeof COLLECTION,
    some: readonly string[],
    signal: AbortSignal,
  ): Promise<Service[]> {
    const asked = await this.#infos(kind, some, signal);
    const others = kind === 'line' ? some.filter((_name, at) => asked[at] === null) : [];
    const trunks = new Map(
      others.length === 0
        ? []
        : (await this.#infos('trunk', others, signal)).map((contacts, at) => [others[at], contacts] as const),
    );
    return some.map((name, at) => {
      const own = asked[at] ?? null;
      const trunk = trunks.get(name) ?? null;
      return {
        kind: own === null && trunk !== null ? 'trunk' : kind,
        name,
        contacts: own ?? trunk ?? HIDDEN,
      };
    });
  }

  /** That a batch may be in the middle of a path is an assumption (A8): where it is refused, one by one. */
  async #infos(kind: keyof typeof COLLECTION, some: readonly string[], signal: AbortSignal) {
    const path = `/telephony/${COLLECTION[kind]}`;
    const together =
      some.length === 1
        ? null
        : await this.#unless(ANY, this.#client.below(path, some, '/serviceInfos', infos, signal));
    if (together !== null) return together;
    const single = [];
    for (const name of some) {
      single.push(
        await this.#unless(GONE, this.#client.get(`${path}/${route`${name}`}/serviceInfos`, infos, signal)),
      );
    }
    return single;
  }

  async #unless<T>(codes: readonly ProblemCode[], work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      if (isCode(error, codes)) return null;
      throw error;
    }
  }
}

const FORBIDDEN: readonly ProblemCode[] = ['ovh-forbidden', 'ovh-not-granted', 'ovh-not-found'];
const GONE: readonly ProblemCode[] = ['ovh-forbidden', 'ovh-not-found'];
const ANY: readonly ProblemCode[] = ['ovh-forbidden', 'ovh-not-found', 'ovh-refused'];

const isCode = (error: unknown, codes: readonly ProblemCode[]): boolean =>
  // Of 5xx nobody knows what it means.
  error instanceof OvhRefusal && error.status < 500 && codes.includes(error.problem.code);

/**
 * A request of which the vendor says why it was not carried out. Anything else, an answer of 5xx above all,
 * leaves open whether it was.
 */
async function judged<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const judges = isCode(error, ['ovh-forbidden', 'ovh-not-found', 'ovh-refused', 'ovh-expired']);
    if (!(error instanceof OvhRefusal) || !judges || error.status === 408) throw error;
    throw new ServiceRefusal(String(error.problem.params?.['detail'] ?? ''), { cause: error });
  }
}

function* pieces<K extends string>(kind: K, all: readonly string[]): Generator<[K, string[]]> {
  for (let from = 0; from < all.length; from += BATCH) yield [kind, all.slice(from, from + BATCH)];
}
