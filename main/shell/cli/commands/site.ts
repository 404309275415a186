import type { Command } from 'commander';
import type { SiteInfo } from '../../../../core/api/shapes.ts';
import type { Act } from '../program.ts';
import { MANY } from '../sites.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { missing } from '../usage.ts';
import { countryOf, deviceOf } from './choice.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';
import { siteFileCommands } from './site-files.ts';

const siteLine = (terminal: Terminal, { name, deviceName: device, country, contacts }: SiteInfo): string =>
  terminal.text('site-line', { name, device, country, contacts });

export function siteCommands(program: Command, act: Act): void {
  const site = program.command('site').description('the site file');

  site
    .command('create')
    .description('make a new site file')
    .argument('<file>', 'where to put it, *.switchbook')
    .requiredOption('--device <profile>', 'what the PBX is, such as commander-6000', deviceOf)
    .requiredOption('--country <code>', 'ISO code that national numbers are read with', countryOf)
    .option('--json', 'print one JSON document')
    .action((file: string, options: { device: string; country: string; json?: boolean }) =>
      act(options.json === true ? { json: true } : {}, async (terminal) => {
        const info = await terminal.call('site.create', {
          path: pathOf(file),
          device: options.device,
          country: options.country,
        });
        terminal.result(info, () => [
          terminal.text('site-created', { path: info.path, device: info.deviceName, country: info.country }),
        ]);
        return EXIT.done;
      }),
    );

  siteOption(site.command('info').description('what a site file holds')).action((options: SiteOptions) =>
    act(
      options,
      async (terminal) => {
        const info = await terminal.call('site.info', {});
        terminal.result(info, () => (info === null ? [] : [siteLine(terminal, info)]));
        return EXIT.done;
      },
      MANY,
    ),
  );

  siteOption(site.command('change').description('another device or country; a step that “undo” takes back'))
    .option('--device <profile>', 'what the PBX is, such as commander-6000', deviceOf)
    .option('--country <code>', 'ISO code that national numbers are read with from now on', countryOf)
    .action((options: SiteOptions & { device?: string; country?: string }, command: Command) =>
      act(
        options,
        async (terminal) => {
          if (options.device === undefined && options.country === undefined) {
            throw missing(command, '--device <profile>, --country <code>');
          }
          const held = await terminal.call('site.info', {});
          if (held === null) return EXIT.failed;
          const info = await terminal.call('site.setDevice', {
            device: options.device ?? held.device,
            country: options.country ?? held.country,
          });
          terminal.result(info, () => [siteLine(terminal, info)]);
          return EXIT.done;
        },
        MANY,
      ),
    );

  siteFileCommands(site, act);

  siteOption(program.command('check').description('what does not fit the device')).action(
    (options: SiteOptions) =>
      act(
        options,
        async (terminal) => {
          const { contacts, findings } = await terminal.call('site.check', {});
          const said = findings.map(({ contactId, name, problem }) => ({
            contactId,
            name,
            ...terminal.said(problem),
          }));
          terminal.result({ contacts, findings: said }, () => [
            ...said.map(({ name, message, remedy }) => `${name}: ${message} ${remedy}`.trimEnd()),
            terminal.text('check-done', { contacts, findings: said.length }),
          ]);
          return EXIT.done;
        },
        MANY,
      ),
  );
}
