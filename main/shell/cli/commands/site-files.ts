/** The site file as a file: whether it is sound, copies, what is left of a damaged one. */
import { Option, type Command } from 'commander';
import type { KeptCopy } from '../../../../core/api/safety.ts';
import { isDamaged } from '../../../../core/problem/damaged.ts';
import { problemLine } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { MANY } from '../sites.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { idOption, wholeNumber, wholeNumberOf } from './choice.ts';
import { pathOf, siteOption, type SiteOptions } from './options.ts';

const MOST_DAYS = 36_500;
/** 0 is for ever: the library takes null for an option without a value. */
const daysOption = (flags: string, description: string): Option => {
  const read = wholeNumberOf(flags, 1, MOST_DAYS);
  return new Option(flags, description).argParser((typed: string) => (typed === 'ever' ? 0 : read(typed)));
};
const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;

export function siteFileCommands(site: Command, act: Act): void {
  siteOption(site.command('check').description('read the whole file, and the copies beside it')).action(
    (options: SiteOptions) =>
      act(
        options,
        async (terminal) => {
          const locked = (await terminal.call('site.info', {}))?.locked ?? null;
          const found = await terminal.call('site.verify', {});
          terminal.result({ ...found, locked: locked && terminal.said(locked) }, () => [
            ...(locked === null ? [] : [problemLine(locked, terminal.language)]),
            ...found.faults,
            ...found.copies.map((copy) => copyLine(terminal, copy, copy.sound)),
            terminal.text('site-checked', { contacts: found.contacts, faults: found.faults.length }),
          ]);
          return found.faults.length === 0 && !(locked && isDamaged(locked)) ? EXIT.done : EXIT.failed;
        },
        MANY,
      ),
  );

  site
    .command('salvage')
    .description('save what can still be read of a damaged file into a new one')
    .argument('<file>', 'the damaged file, which is not changed', pathOf)
    .requiredOption('--output <file>', 'the new one, *.switchbook', pathOf)
    .option('--json', 'print one JSON document')
    .action((path: string, { output, json }: { output: string; json?: true }) =>
      act(json === true ? { json } : {}, async (terminal) => {
        const saved = await terminal.call('site.salvage', { path, output });
        terminal.result(saved, () => [
          ...saved.tables
            .filter((table) => table.saved > 0 || table.lost > 0)
            .map((table) => terminal.text('salvage-table', { ...table })),
          ...saved.repairs.map(({ what, count }) => terminal.text(`salvage-${what}`, { count })),
          terminal.text('salvage-done', { output, pages: saved.unreadablePages }),
        ]);
        return EXIT.done;
      }),
    );

  site
    .command('restore')
    .description('put a copy kept beside the site in its place; what stands there is kept as a copy first')
    .argument('<file>', 'the site file, which may be damaged or gone', pathOf)
    .addOption(
      idOption('--copy <number>', 'which one, as “site backup --list” numbers them').makeOptionMandatory(),
    )
    .option('--json', 'print one JSON document')
    .action((path: string, { copy, json }: { copy: number; json?: true }) =>
      act(json === true ? { json } : {}, async (terminal) => {
        const restored = await terminal.call('site.restore', { path, number: copy });
        terminal.result(restored, () => [
          terminal.text('restore-done', { contacts: restored.contacts, copy }),
          ...(restored.aside === null
            ? []
            : [terminal.text('restore-aside'), copyLine(terminal, restored.aside, true)]),
        ]);
        return EXIT.done;
      }),
    );

  siteOption(site.command('backup').description('keep a verified copy beside the site, and list those kept'))
    .option('--list', 'make none')
    .addOption(wholeNumber('--keep <number>', 'how many copies are kept from now on', 3, 1000))
    .addOption(daysOption('--days <number|ever>', 'for how many days'))
    .addOption(daysOption('--deleted-days <number|ever>', 'when deleted contacts go for good'))
    .addOption(daysOption('--report-days <number|ever>', 'when reports go for good'))
    .action((options: SiteOptions & Keep) =>
      act(
        options,
        async (terminal) => {
          const { keeping } = await terminal.call('site.copies', {});
          const wanted = keepingOf(options);
          if (Object.keys(wanted).length > 0)
            await terminal.call('site.setKeeping', { ...keeping, ...wanted });
          if (options.list !== true) await terminal.call('site.keep', { reason: 'hand' });
          const kept = await terminal.call('site.copies', {});
          terminal.result(kept, () => [
            ...kept.copies.map((copy) => copyLine(terminal, copy, true)),
            terminal.text('keeping-line', {
              copies: kept.keeping.copies,
              days: kept.keeping.copyDays ?? 0,
              deleted: kept.keeping.deletedDays ?? 0,
              reports: kept.keeping.reportDays ?? 0,
            }),
          ]);
          return EXIT.done;
        },
        MANY,
      ),
    );

  siteOption(site.command('copy').description('a verified copy under a new name'))
    .requiredOption('--output <file>', 'where to put it, *.switchbook', pathOf)
    .action(({ output, ...options }: SiteOptions & { output: string }) =>
      act(options, async (terminal) => {
        const copied = await terminal.call('site.copy', { path: output });
        terminal.result(copied, () => [output]);
        return EXIT.done;
      }),
    );

  siteOption(
    site.command('compact').description('let go what need not be kept any more, and give the room back'),
  ).action((options: SiteOptions) =>
    act(options, async (terminal) => {
      const done = await terminal.call('site.compact', {});
      terminal.result(done, () => [
        terminal.text('compact-done', {
          steps: done.steps,
          contacts: done.contacts,
          reports: done.reports,
          before: megabytes(done.before),
          after: megabytes(done.after),
        }),
      ]);
      return EXIT.done;
    }),
  );
}

interface Keep {
  list?: true;
  keep?: number;
  days?: number;
  deletedDays?: number;
  reportDays?: number;
}

const keepingOf = ({ keep, days: copyDays, deletedDays, reportDays }: Keep) => ({
  ...(keep !== undefined && { copies: keep }),
  ...(copyDays !== undefined && { copyDays: copyDays || null }),
  ...(deletedDays !== undefined && { deletedDays: deletedDays || null }),
  ...(reportDays !== undefined && { reportDays: reportDays || null }),
});

const copyLine = (
  terminal: Terminal,
  { number, at, reason, path, bytes }: KeptCopy,
  sound: boolean,
): string =>
  terminal.text('copy-line', { number, at, reason, path, size: megabytes(bytes), sound: String(sound) });
