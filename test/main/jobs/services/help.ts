/** A site beside a simulated OVHcloud API, and the people who get its mails. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { deviceProfile } from '../../../../core/device/profile.ts';
import type { ContactWish } from '../../../../core/services/plan.ts';
import type { ContactOrder } from '../../../../core/services/order.ts';
import type { ServicesAt } from '../../../../main/jobs/services/read.ts';
import { readServices } from '../../../../main/jobs/services/read.ts';
import { planServices, requestServices } from '../../../../main/jobs/services/request.ts';
import { OvhClient } from '../../../../main/pbx/ovh/client.ts';
import { Pace } from '../../../../main/pbx/ovh/pace.ts';
import { OvhServices } from '../../../../main/pbx/ovh/services.ts';
import type { ConnectionTarget } from '../../../../main/pbx/connect.ts';
import type { SimulatedOvh } from '../../../../main/simulator/ovh/start.ts';
import { startOvh } from '../../../../main/simulator/ovh/start.ts';
import type { Site } from '../../../../main/site/site.ts';
import { quiet } from '../../../quiet.ts';
import { closing, newSite } from '../../site/help.ts';

export const OWNER = 'ab12345-ovh';
export const PARTNER = 'cd23456-ovh';

const never = new AbortController().signal;

const mails = z.array(
  z.object({
    to: z.string(),
    taskId: z.number().nullable(),
    side: z.string().nullable(),
    token: z.string().nullable(),
  }),
);

export interface Stage {
  site: Site;
  api: SimulatedOvh;
  at: ServicesAt;
  target: ConnectionTarget;
  /** The code that was mailed to a side of a request. */
  token: (task: number, side: 'from' | 'to') => Promise<string>;
  /** Both sides accept in the vendor's own pages. */
  acceptBoth: (task: number) => Promise<void>;
  /** Waits for requests to be in one of these states. */
  until: (task: number, ...states: string[]) => Promise<void>;
  /** As the vendor has them. */
  tasks: () => Promise<{ id: number; state: string; types: string[] }[]>;
  /** Asks behind Switchbook's back. */
  askOutside: (contacts: Record<string, string>) => Promise<number[]>;
}

const taskShape = z.object({ id: z.number(), state: z.string(), contactTypes: z.array(z.string()) });
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function stage(
  options: { services?: number; faults?: string; billingAccount?: string; site?: Site; folder?: string } = {},
): Promise<Stage> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'switchbook-services-'));
  const { services } = options;
  const faults = ['rate:0', 'step:1', options.faults ?? ''].filter((word) => word !== '').join(',');
  const api = await startOvh({ folder, port: 0, contacts: 0, services, faults });
  const target: ConnectionTarget = {
    connector: 'ovh',
    url: api.url,
    user: api.applicationKey,
    password: api.applicationSecret,
    fingerprint: null,
    profile: deviceProfile('commander-6000'),
    country: 'FR',
    pages: [],
    ovh: {
      billingAccount: options.billingAccount ?? api.billingAccount,
      line: '',
      book: '',
      consumerKey: api.consumerKey,
      siteName: 'office',
      errand: { get: () => null, set: () => undefined },
    },
  };
  // Many requests a minute, of the connection and of those who look from outside.
  const { url, applicationKey, applicationSecret, consumerKey } = api;
  const client = () =>
    new OvhClient({ url, applicationKey, applicationSecret, consumerKey }, new Pace(1_000_000));
  const outside = client();
  const line = new OvhServices(client(), target.ovh?.billingAccount ?? '');
  const site = options.site ?? closing(newSite());
  onTestFinished(async () => {
    await line.close();
    await outside.close();
    await api.stop();
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  });
  const base = api.url.replace('/1.0', '');
  const token = async (task: number, side: 'from' | 'to') => {
    const sent = mails.parse(await (await fetch(`${base}/outbox`)).json());
    return (
      sent.find((mail) => mail.taskId === task && mail.side === side && mail.token !== null)?.token ?? ''
    );
  };
  const one = (task: number) => outside.get(`/me/task/contactChange/${task}`, taskShape, never);
  const until: Stage['until'] = async (task, ...states) => {
    for (let tries = 0; tries < 200; tries++) {
      if (states.includes((await one(task)).state)) return;
      await pause(5);
    }
    throw new Error(`request ${task} never came to ${states.join(', ')}`);
  };
  return {
    site,
    api,
    target,
    at: { memory: site.services, line, billingAccount: target.ovh?.billingAccount ?? '' },
    token,
    until,
    acceptBoth: async (task) => {
      await until(task, 'validatingByCustomers');
      for (const side of ['from', 'to'] as const) {
        const code = await token(task, side);
        await outside.post(`/me/task/contactChange/${task}/accept`, { token: code }, z.unknown(), never);
      }
      await until(task, 'done', 'refused', 'aborted');
    },
    tasks: async () => {
      const ids = await outside.get('/me/task/contactChange', z.array(z.number()), never);
      const all = [];
      for (const id of ids) {
        const { state, contactTypes } = await one(id);
        all.push({ id, state, types: contactTypes });
      }
      return all;
    },
    askOutside: (contacts) =>
      outside.post(`/telephony/${api.billingAccount}/changeContact`, contacts, z.array(z.number()), never),
  };
}

/** Plans, and asks for what was planned. */
export async function request(at: ServicesAt, wish: ContactWish): Promise<ContactOrder> {
  const { id } = await planServices(at, wish, quiet);
  return requestServices(at, wish, id, quiet);
}

export const follow = async (at: ServicesAt) => {
  const view = await readServices(at, quiet);
  return { ...view, order: view.orders[0] };
};

export const states = (order: ContactOrder | undefined) =>
  Object.fromEntries(
    (order?.changes ?? []).map(({ role, state, shown }) => [
      role,
      `${state}${shown === true ? ', shown' : ''}`,
    ]),
  );
