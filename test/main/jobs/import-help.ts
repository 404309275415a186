/** A real site in a temporary folder and an import session over it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { ImportPreview, ImportReport } from '../../../core/api/import.ts';
import { importOptions } from '../../../core/api/import.ts';
import type { Contact } from '../../../core/directory/contact.ts';
import { ImportSession } from '../../../main/jobs/import.ts';
import type { JobContext, Progress } from '../../../main/jobs/job.ts';
import { createSite } from '../../../main/site/open.ts';
import type { Site } from '../../../main/site/site.ts';

export type Options = z.input<typeof importOptions>;

export class Desk implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'switchbook-import-'));
  readonly site: Site;
  readonly session: ImportSession;
  readonly progress: Progress[] = [];

  constructor(country = 'DE', device = 'commander-6000') {
    this.site = createSite(join(this.folder, 'test.switchbook'), device, country);
    this.session = new ImportSession(this.site);
  }

  context(signal: AbortSignal = new AbortController().signal): JobContext {
    return { progress: (progress) => this.progress.push(progress), signal };
  }

  inspect(file: string | Uint8Array, name = 'file.csv', options: Options = {}) {
    return this.session.inspect(bytesOf(file), name, importOptions.parse(options), this.context());
  }

  preview(file: string | Uint8Array, options: Options = {}, name = 'file.csv'): Promise<ImportPreview> {
    return this.session.preview(bytesOf(file), name, importOptions.parse(options), this.context());
  }

  async import(file: string | Uint8Array, options: Options = {}, name = 'file.csv'): Promise<ImportReport> {
    const { plan } = await this.preview(file, options, name);
    return this.session.commit(plan, this.context());
  }

  contacts(): Contact[] {
    return [...this.site.eachContact()];
  }

  group(name: string, standardForNew = false): void {
    this.site.change('create-group', name, { kind: 'hand' }, (change) => {
      change.editGroup(change.ensureGroup(name, 'standard'), { standardForNew });
    });
  }

  [Symbol.dispose](): void {
    this.site.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const bytesOf = (file: string | Uint8Array): Uint8Array =>
  typeof file === 'string' ? new TextEncoder().encode(file) : file;

/** The counts alone. */
export const counts = ({ read, created, updated, unchanged, rejected }: ImportPreview | ImportReport) => ({
  read,
  created,
  updated,
  unchanged,
  rejected,
});
