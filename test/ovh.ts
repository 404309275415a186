/** The simulated OVHcloud as its command starts it, and site files that have their phone book there. */
import { z } from 'zod';
import { command, type Finished, type Running, start } from './command.ts';

/** What `simulate ovh --json` prints for its clients. */
export const printedByOvh = z.object({
  url: z.string(),
  applicationKey: z.string(),
  applicationSecret: z.string(),
  consumerKey: z.string(),
  billingAccount: z.string(),
  lines: z.array(z.string()).min(1),
});
export type SimulatedOvh = z.infer<typeof printedByOvh>;

/** On a free port, with an empty memory. `folder`: for what programs keep of their own. */
export async function startOvh(
  folder: string,
  ...words: string[]
): Promise<{ api: SimulatedOvh; simulator: Running }> {
  const all = ['simulate', 'ovh', '--port', '0', ...words, '--json'];
  const simulator = await start(all, { XDG_DATA_HOME: folder });
  return { api: printedByOvh.parse(JSON.parse(simulator.line)), simulator };
}

export function createOvhSite(file: string, country = 'FR'): void {
  done(command(['site', 'create', file, '--device', 'ovh-phonebook', '--country', country]));
}

/** As commands read them that ask for no secret. */
export const secretsOf = ({ applicationSecret, consumerKey }: SimulatedOvh) => ({
  SWITCHBOOK_OVH_APPLICATION_SECRET: applicationSecret,
  SWITCHBOOK_OVH_CONSUMER_KEY: consumerKey,
});

export function connectToOvh(file: string, api: SimulatedOvh): void {
  const { url, applicationKey, billingAccount } = api;
  const where = ['--url', url, '--application-key', applicationKey, '--billing-account', billingAccount];
  const words = ['connect', '--site', file, '--connector', 'ovh', ...where];
  done(command(words, secretsOf(api)));
}

/** Nothing can be tested where this failed. */
function done({ code, stderr }: Finished): void {
  if (code !== 0) throw new Error(stderr);
}

const mails = z.array(z.object({ side: z.enum(['from', 'to']).nullable(), token: z.string().nullable() }));

export interface MailedCode {
  side: 'from' | 'to' | null;
  token: string;
}

/** The codes that were sent so far, to those who give services away and to those who take them over. */
export async function mailedCodes(api: SimulatedOvh): Promise<MailedCode[]> {
  // A connection that was kept for the next question may just have been closed.
  const outbox = await fetch(api.url.replace('/1.0', '/outbox')).catch(() => null);
  return mails
    .parse((await outbox?.json()) ?? [])
    .flatMap(({ side, token }) => (token === null ? [] : [{ side, token }]));
}

/** The first code for one side, as soon as its mail is there. */
export async function mailedCode(api: SimulatedOvh, side: 'from' | 'to'): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const sent = (await mailedCodes(api)).find((mail) => mail.side === side);
    if (sent !== undefined) return sent.token;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail with a code for ${side}`);
}
