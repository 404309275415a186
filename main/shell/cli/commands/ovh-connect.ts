/** `connect --connector ovh`: the keys, and whose phone book it is. The connection is tried before it is remembered. */
import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { missing } from '../usage.ts';
import { newKey, ovhSecrets } from './ovh-key.ts';

export interface OvhWords {
  url?: string;
  applicationKey?: string;
  billingAccount?: string;
  line?: string;
  book?: string;
  newKey?: true;
}

export const ovhOptions = (command: Command): Command =>
  command
    .option(
      '--application-key <key>',
      'of OVHcloud; its secret is asked for or taken from SWITCHBOOK_OVH_APPLICATION_SECRET',
    )
    .option('--new-key', 'ask OVHcloud for a consumer key, else taken from SWITCHBOOK_OVH_CONSUMER_KEY')
    .option('--billing-account <name>', 'of OVHcloud, such as ab12345-ovh-1')
    .option(
      '--line <name>',
      'the phone book of this line, such as 0033972101001; else of the billing account',
    )
    .option('--book <name>', 'which phone book, where there are several');

export async function rememberOvh(terminal: Terminal, words: OvhWords, command: Command) {
  const { url, applicationKey: user, billingAccount, line = '', book = '' } = words;
  if (url === undefined) throw missing(command, '--url <address>');
  if (user === undefined) throw missing(command, '--application-key <key>');
  if (billingAccount === undefined) throw missing(command, '--billing-account <name>');
  const input = {
    connector: 'ovh',
    url,
    user,
    ovh: { billingAccount, line, book },
  } as const;
  const probe = await terminal.call('connection.probe', input);
  const isNew = words.newKey === true;
  const { password, consumerKey } = await ovhSecrets(
    terminal,
    { url, user },
    isNew ? ['password'] : ['password', 'consumerKey'],
  );
  if (isNew) await newKey(terminal, { url, user }, password);
  const { identity, ...connection } = await terminal.call('connection.save', {
    ...input,
    fingerprint: null,
    password,
    consumerKey: isNew ? '' : consumerKey,
  });
  const { model, serial } = identity ?? probe;
  const warnings = [...probe.warnings, ...(identity?.warnings ?? [])].map((warning) =>
    terminal.said(warning),
  );
  return {
    document: { ...connection, model, serial, warnings },
    lines: [...warnings.map(({ message }) => message), terminal.text('connected-ovh', { serial })],
  };
}
