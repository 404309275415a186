import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { StepAction } from '../../../core/api/shapes.ts';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { createSite } from '../../../main/site/open.ts';
import type { Site, SiteChange } from '../../../main/site/site.ts';

const folders: string[] = [];
const sites: Site[] = [];
afterEach(() => {
  for (const site of sites.splice(0)) site.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A path in a folder of its own, gone after the test. */
export function somewhere(name = 'office.switchbook'): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-test-'));
  folders.push(folder);
  return join(folder, name);
}

/** Closed after the test. */
export function closing<S extends Site>(site: S): S {
  sites.push(site);
  return site;
}

export const newSite = (path = somewhere()): Site => closing(createSite(path, 'commander-6000', 'FR'));

export const draft = (fields: Partial<ContactDraft>): ContactDraft => ({ ...emptyDraft(), ...fields });

export const byHand = <T>(site: Site, work: (change: SiteChange) => T, action: StepAction = 'import'): T =>
  site.change(action, 'test', { kind: 'hand' }, work);

export const add = (site: Site, fields: Partial<ContactDraft>): number =>
  byHand(site, (change) => change.createContact(draft(fields)), 'create-contact');
