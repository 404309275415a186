/** The keys of OVHcloud on the command line: from the environment, the keychain, or somebody who types them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { Terminal } from '../terminal.ts';

/** As the community's client does. */
const PAUSE = 2000;
const PATIENCE = 10 * 60_000;

interface Owner {
  url: string;
  /** The application key. */
  user: string;
}

/** An empty secret means the one that is known. */
export interface OvhSecrets {
  password: string;
  consumerKey: string;
}

/** What the environment says. */
const givenSecrets = (): OvhSecrets => ({
  password: process.env['SWITCHBOOK_OVH_APPLICATION_SECRET'] ?? '',
  consumerKey: process.env['SWITCHBOOK_OVH_CONSUMER_KEY'] ?? '',
});

/** Asks for what the environment does not say; whoever types nothing means what is known. */
export async function ovhSecrets(
  terminal: Terminal,
  { user: key }: Owner,
  asked: readonly (keyof OvhSecrets)[],
): Promise<OvhSecrets> {
  const { password, consumerKey } = givenSecrets();
  const typed = (name: keyof OvhSecrets, given: string, question: string): Promise<string> =>
    given === '' && asked.includes(name) ? terminal.unseen(question) : Promise.resolve(given);
  return {
    password: await typed('password', password, terminal.text('ask-ovh-secret', { key })),
    consumerKey: await typed('consumerKey', consumerKey, terminal.text('ask-ovh-consumer')),
  };
}

/** Asks OVHcloud for a consumer key and waits until somebody has validated it. Errors: `ovh-key-…`. */
export async function newKey(terminal: Terminal, owner: Owner, password: string): Promise<void> {
  const { validationUrl } = await terminal.call('connection.askKey', owner);
  terminal.note(terminal.text('ovh-validate', { url: validationUrl }));
  for (let waited = 0; waited < PATIENCE; waited += PAUSE) {
    await sleep(PAUSE);
    const { state } = await terminal.call('connection.keyState', { ...owner, password });
    if (state === 'validated') return;
    if (state !== 'pendingValidation') throw new SwitchbookError('ovh-key-invalid');
  }
  throw new SwitchbookError('ovh-key-pending');
}
