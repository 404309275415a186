/** A simulated API, a site beside it, and connections between them that do not wait for a fair pace. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceProfile } from '../../../../core/device/profile.ts';
import { type ContactDraft, emptyDraft, type NumberKind } from '../../../../core/directory/contact.ts';
import { readNumber } from '../../../../core/phone/number.ts';
import { compare, type ComparisonState } from '../../../../main/jobs/compare.ts';
import { upload } from '../../../../main/jobs/upload.ts';
import type { Connector } from '../../../../main/pbx/connector.ts';
import { OvhClient } from '../../../../main/pbx/ovh/client.ts';
import { OvhConnector } from '../../../../main/pbx/ovh/connector.ts';
import { Pace } from '../../../../main/pbx/ovh/pace.ts';
import { createSite } from '../../../../main/site/open.ts';
import type { Site } from '../../../../main/site/site.ts';
import { type OvhOptions, type SimulatedOvh, startOvh } from '../../../../main/simulator/ovh/start.ts';
import { quiet } from '../../../quiet.ts';

export const profile = deviceProfile('ovh-phonebook');

const undo: (() => Promise<void> | void)[] = [];

export async function tidyUp(): Promise<void> {
  for (const one of undo.splice(0).toReversed()) await one();
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'switchbook-ovh-'));
  undo.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Tasks are quick here, and any number of requests is taken. */
export async function simulated(
  options: Partial<OvhOptions> = {},
): Promise<SimulatedOvh & { asked: string[] }> {
  const asked: string[] = [];
  const one = await startOvh({
    folder: folder(),
    port: 0,
    contacts: 0,
    ...options,
    faults: ['step:20', 'rate:0', options.faults ?? ''].filter((part) => part !== '').join(','),
    onEvent: ({ method, path }) => asked.push(`${method} ${path}`),
  });
  undo.push(() => one.stop());
  return { ...one, asked };
}

export function newSite(country = 'FR'): Site {
  const site = createSite(join(folder(), 'Paris Office.switchbook'), profile.id, country);
  undo.push(() => site.close());
  return site;
}

export function person(
  givenName: string,
  familyName: string,
  numbers: readonly [NumberKind, string][],
  more: Partial<ContactDraft> = {},
): ContactDraft {
  return {
    ...emptyDraft(),
    givenName,
    familyName,
    numbers: numbers.map(([kind, value]) => ({ kind, value, e164: readNumber(value, 'FR').e164 })),
    ...more,
  };
}

export function add(site: Site, drafts: readonly ContactDraft[]): void {
  site.change('import', 'test', { kind: 'hand' }, (change) => {
    for (const draft of drafts) change.createContact(draft);
  });
}

export const clientOf = (api: SimulatedOvh): OvhClient =>
  new OvhClient(
    {
      url: api.url,
      applicationKey: api.applicationKey,
      applicationSecret: api.applicationSecret,
      consumerKey: api.consumerKey,
    },
    new Pace(Infinity),
  );

export function connectorOf(
  api: SimulatedOvh,
  site: Site,
  place: { line?: string | undefined; book?: string } = {},
): Connector {
  const { memory } = site;
  const target = {
    billingAccount: api.billingAccount,
    line: place.line ?? '',
    book: place.book ?? '',
    consumerKey: api.consumerKey,
    siteName: site.info().name,
    errand: { get: () => memory.errand(), set: (note: string | null) => memory.setErrand(note) },
  };
  return new OvhConnector(clientOf(api), target, site.info().country);
}

export async function using<T>(connector: Connector, work: (connector: Connector) => Promise<T>): Promise<T> {
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}

/** As `push`: two connections, one to compare and one to upload. */
export async function push(open: () => Connector, site: Site): Promise<ReturnType<typeof upload>> {
  const state: ComparisonState = await using(open(), (it) => compare(site, it, profile, quiet));
  const { plan } = state.comparison;
  return using(open(), (it) => upload(site, it, state, { plan, decisions: {}, takeOver: false }, quiet));
}
