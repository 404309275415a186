import { resolve } from 'node:path';
import type { Command, OptionValues } from 'commander';
import { UsageError } from '../usage.ts';

/** Under `npm run` the working directory is the package; what a person types is relative to where they stand. */
export function pathOf(typed: string): string {
  // Else it would be the folder where they stand.
  if (typed === '') throw new UsageError('usage-path-empty', {});
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), typed);
}

export interface SiteOptions extends OptionValues {
  site: string;
  json?: boolean;
}

/** The same for somebody who signs in first. */
export interface SignedOptions extends SiteOptions {
  as?: string;
}

/** `--as`, for commands whose outcome depends on who runs them. The file has no secret: nothing is asked. */
export const signedOption = (command: Command): Command =>
  siteOption(command).option(
    '--as <who>',
    'see and work as this subscriber: an extension, administrator or sub-administrator',
  );

/** `--site` and `--json`, which nearly every command has. */
export const siteOption = (command: Command): Command =>
  command
    .requiredOption(
      '--site <file>',
      'the site file; for some commands many, as in ‘customers/*.switchbook’',
      pathOf,
    )
    .option('--json', 'print one JSON document');
