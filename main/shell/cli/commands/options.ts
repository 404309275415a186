import { resolve } from 'node:path';
import type { Command, OptionValues } from 'commander';

/** Under `npm run` the working directory is the package; what a person types is relative to where they stand. */
export const pathOf = (typed: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), typed);

export interface SiteOptions extends OptionValues {
  site: string;
  json?: boolean;
}

/** `--site` and `--json`, which nearly every command has. */
export const siteOption = (command: Command): Command =>
  command
    .requiredOption('--site <file>', 'the site file', pathOf)
    .option('--json', 'print one JSON document');
