/** Billing accounts, lines, numbers and their telephones. */
import { z } from 'zod';
import { missing, refusal } from './answer.ts';
import { isNumber } from './numbers.ts';
import { accountAt, mustManage, serviceAt } from './rights.ts';
import { route, type Call, type Route } from './route.ts';
import { ids, serviceOf, servicesOf, type Service } from './rows.ts';
import { addTask, taskView } from './tasks.ts';
import type { World } from './world.ts';

const BIRTH = '2024-01-15';

const FEATURES: Record<Service['kind'], string> = {
  group: '',
  line: 'sip',
  alias: 'redirect',
  trunk: 'trunk',
};

const serviceView = ({ name, kind, description }: Service): unknown => ({
  serviceName: name,
  serviceType: kind === 'alias' ? 'alias' : 'line',
  featureType: FEATURES[kind],
  description,
  rio: null,
  hasFaxCapabilities: false,
});

/** `services.Service` */
const infos = ({ name, admin, tech, billing }: Service): unknown => ({
  serviceId: 0,
  domain: name,
  status: 'ok',
  contactAdmin: admin,
  contactTech: tech,
  contactBilling: billing,
  creation: BIRTH,
  engagedUpTo: null,
  expiration: '2099-01-15',
  canDeleteAtExpiration: true,
  possibleRenewPeriod: [1],
  renewalType: 'automaticV2016',
  renew: { automatic: true, deleteAtExpiration: false, forced: false, manualPayment: false, period: 1 },
});

const names = (call: Call, kinds: readonly Service['kind'][]): string[] =>
  servicesOf(call.world.store, accountAt(call).name)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ name }) => name);

/** The line with a telephone on it. */
function lineWithPhone(call: Call): Service & { brand: string } {
  const line = serviceAt(call, ['line']);
  const { brand } = line;
  if (brand === null) throw missing('phone', line.name);
  return { ...line, brand };
}

const flat = (tree: string, kind: Service['kind']): Route =>
  route('GET', `/telephony/${tree}/{serviceName}/serviceInfos`, (call) =>
    infos(serviceAt(call, [kind], true)),
  );

const CALL = z.object({
  calledNumber: z.string(),
  callingNumber: z.string().nullish(),
  intercom: z.boolean().nullish(),
});

const CALLED = z.object({
  time: z.number(),
  service: z.string(),
  calling: z.string(),
  called: z.string(),
});

/** Soft calls, newest first. */
export const callsOf = ({ store }: World): z.infer<typeof CALLED>[] =>
  store.all(CALLED, 'SELECT * FROM call ORDER BY id DESC LIMIT 20');

const LINE = '/telephony/{billingAccount}/line/{serviceName}';

export const telephonyRoutes = [
  flat('lines', 'line'),
  flat('aliases', 'alias'),
  flat('trunks', 'trunk'),
  route('GET', '/telephony', ({ world, customer: { nic } }) =>
    ids(
      world.store,
      'SELECT account AS id FROM service WHERE ? IN (admin, tech, billing) GROUP BY account ORDER BY min(rowid)',
      nic,
    ),
  ),
  route('GET', '/telephony/{billingAccount}', (call) => {
    const { name, description, status } = accountAt(call);
    return {
      billingAccount: name,
      description,
      status,
      trusted: call.customer.validated,
      securityDeposit: { currencyCode: 'EUR', text: '0.00 €', value: 0 },
      version: 6,
    };
  }),
  route('GET', '/telephony/{billingAccount}/hasSpecialNumbers', (call) => accountAt(call).special),
  route('GET', '/telephony/{billingAccount}/serviceInfos', (call) => {
    const { name } = accountAt(call);
    const group = serviceOf(call.world.store, name);
    if (group === null) throw missing('billingAccount', name);
    return infos(group);
  }),
  // The vendor lists trunks among the lines; under `lines` they do not exist.
  route('GET', '/telephony/{billingAccount}/line', (call) => names(call, ['line', 'trunk'])),
  route('GET', '/telephony/{billingAccount}/number', (call) => names(call, ['alias'])),
  route('GET', LINE, (call) => serviceView(serviceAt(call, ['line', 'trunk']))),
  route('GET', '/telephony/{billingAccount}/number/{serviceName}', (call) =>
    serviceView(serviceAt(call, ['alias'])),
  ),
  route('GET', '/pack/xdsl/search', (call) => {
    const pattern = call.query.get('pattern') ?? '';
    const pack = serviceOf(call.world.store, pattern)?.pack ?? null;
    if (pack === null) throw missing('pattern', pattern);
    return [pack];
  }),
  route('GET', `${LINE}/phone`, (call) => ({
    brand: lineWithPhone(call).brand,
    protocol: 'sip',
    macAddress: '02005e000001',
  })),
  route('GET', `${LINE}/phone/supportsPhonebook`, (call) => {
    const { brand, supports } = serviceAt(call, ['line']);
    return brand !== null && supports;
  }),
  route('POST', `${LINE}/phone/reboot`, (call) => {
    const line = lineWithPhone(call);
    mustManage(call, line, 'line/phone/reboot');
    return taskView(addTask(call, line, 'phoneReboot', null));
  }),
  route('POST', `${LINE}/click2Call`, (call) => {
    const line = serviceAt(call, ['line']);
    mustManage(call, line, 'line/click2Call');
    const { calledNumber, callingNumber, intercom } = call.body(CALL);
    if (!isNumber(calledNumber)) throw refusal(400, '[calledNumber] is not a phone number');
    if (line.brand === null) throw refusal(400, 'No phone is registered on this line');
    const { store, now } = call.world;
    store.run(
      'INSERT INTO call (time, service, calling, called, intercom) VALUES (?, ?, ?, ?, ?)',
      now(),
      line.name,
      callingNumber ?? line.name,
      calledNumber,
      intercom === true ? 1 : 0,
    );
  }),
];
