/** In which order the files of tests are begun. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest, longest first, those that compute among those that wait for a line: begun last, one of them
 * would be waited for alone.
 */
const LONG = [
  'crash/machine',
  'site/journal',
  'peers/modem',
  'crash/every-write',
  'peers/console-journey',
  'shell/cli-import',
  'peers/commander-journey',
  'shell/cli-photo',
  'console/connector',
  'jobs/own-round-trip',
  'peers/console-lrzsz',
  'crash/migration',
  'jobs/upload-resume',
  'fuzz/contract-electron',
  'fuzz/formats',
  'crash/kill',
  'fuzz/contract-browser',
  'packaging/pack',
  'e2e/access',
  'e2e/books',
  'e2e/site-file',
  'e2e/first-run',
  'e2e/matrix',
  'e2e/bulk',
  'e2e/calls',
  'e2e/photos',
  'e2e/print',
  'jobs/contacts',
  'jobs/groups-and-rights',
].map((name) => `/${name}.test.ts`);

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      (LONG.findIndex((end) => moduleId.endsWith(end)) + LONG.length + 1) % (LONG.length + 1);
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
