import { basename } from 'node:path';
import type { Command } from 'commander';
import {
  CHOSEN_FIELDS,
  EXPORT_FIELDS,
  EXPORT_FORMATS,
  type ExportField,
  type ExportFormat,
  PAPERS,
  SECTIONS,
} from '../../../../core/api/export.ts';
import { formatsNamedInstead } from '../../../../core/exchange/export-ending.ts';
import { groupedFormats } from '../../../../core/exchange/export-groups.ts';
import { groupLosses } from '../../../../core/exchange/loss-text.ts';
import { speaker } from '../../../../core/language/text.ts';
import { problemText } from '../../../../core/problem/problem.ts';
import terms from '../../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../../resources/translations/renderer-export.json' with { type: 'json' };
import notice from '../../../../resources/translations/privacy-notice.json' with { type: 'json' };
import type { Act } from '../program.ts';
import { placed } from '../sites.ts';
import { EXIT } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { choice, choices, several, wholeNumber, word } from './choice.ts';
import { initialOption } from './contacts-scope.ts';
import { idsOf } from './contacts-scope.ts';
import { save } from './files.ts';
import { pathOf, signedOption, type SignedOptions } from './options.ts';

interface ExportWords extends SignedOptions {
  format: ExportFormat;
  group?: readonly string[];
  initial?: string;
  search?: string;
  ids?: number[];
  fields?: readonly ExportField[];
  paper?: (typeof PAPERS)[number];
  by?: (typeof SECTIONS)[number];
  columns?: '1' | '2';
  title?: string;
  output: string;
  baseDn?: string;
  machine?: true;
  stripPhotoMetadata?: true;
  photoSize?: number;
  empty?: true;
  acceptPrivacyNotice?: true;
}

/** Of a kind: enough to see what is meant; the JSON document has them all. */
const SHOWN = 5;

/** Every format with what it is for: too many for a list of words. */
function formatList(): string {
  const say = speaker(words, 'en');
  const name = speaker(terms, 'en');
  const width = Math.max(...EXPORT_FORMATS.map((format) => format.length)) + 2;
  const lines = groupedFormats().flatMap(({ group, formats }) => [
    `${say(`group.${group}`)}:`,
    ...formats.map(
      (format) => `  ${format.padEnd(width)}${name(`format.${format}`)}. ${say(`hint.${format}`)}`,
    ),
  ]);
  return ['Formats:', ...lines].join('\n');
}

export function exportCommand(program: Command, act: Act): void {
  signedOption(program.command('export').description('write contacts to a file'))
    .addOption(word('--format <format>', 'the kind of file, see below', EXPORT_FORMATS).makeOptionMandatory())
    .addOption(several('--group <name>', 'only contacts of this group'))
    .addOption(initialOption())
    .option('--search <text>', 'only what the search in the list finds')
    .option('--ids <id...>', 'these contacts, as contacts lists them', idsOf)
    .addOption(
      choices(
        '--fields <field>',
        `for ${Object.keys(CHOSEN_FIELDS).join(', ')}: only this field`,
        EXPORT_FIELDS,
      ),
    )
    .addOption(choice('--paper <size>', 'for directory-pdf', PAPERS))
    .addOption(choice('--by <part>', 'for directory-pdf: what the headings are', SECTIONS))
    .addOption(choice('--columns <count>', 'for directory-pdf', ['1', '2']))
    .option('--title <text>', 'for directory-pdf; else the name of the site')
    .requiredOption(
      '--output <file>',
      'where to write; for many sites with {site} in it, the name of each, or {folder}',
      pathOf,
    )
    .option('--base-dn <name>', 'for ldif: the directory’s entry under which the contacts stand')
    .option('--empty', 'no contacts: the header alone, to be filled in')
    .option('--machine', 'for programs: cells are written raw, also those that a spreadsheet would calculate')
    .option('--strip-photo-metadata', 'photos without what cameras wrote into them: place, time, names')
    .addOption(wholeNumber('--photo-size <pixels>', 'photos are scaled down to it', 16, 4096))
    .option('--accept-privacy-notice', 'the privacy notice has been read and is complied with')
    .addHelpText('after', () => `\n${formatList()}`)
    .action(
      ({
        format,
        group,
        initial,
        search,
        ids,
        fields,
        paper,
        by,
        columns,
        title,
        output,
        baseDn,
        machine,
        stripPhotoMetadata,
        photoSize,
        acceptPrivacyNotice,
        empty,
        ...options
      }: ExportWords) => {
        ensureNamed(format, output);
        return act(
          options,
          async (terminal, site) => {
            const path = placed(output, site);
            // Without contacts nothing personal leaves the site.
            const accepted = acceptPrivacyNotice === true || empty === true;
            if (!accepted) {
              const say = speaker(notice, terminal.language);
              for (const key of Object.keys(notice)) if (isNoticeKey(key)) terminal.note(say(key));
            }
            const result = await terminal.call('export.run', {
              format,
              mode: machine === true ? 'machine' : 'spreadsheet',
              privacyNoticeAccepted: accepted,
              plainPhotos: stripPhotoMetadata === true,
              ...(photoSize !== undefined && { photoSide: photoSize }),
              ...(empty === true ? { ids: [] } : ids === undefined ? {} : { ids }),
              ...(baseDn === undefined ? {} : { baseDn }),
              ...(group === undefined ? {} : { groups: [...group] }),
              ...(search === undefined ? {} : { search }),
              ...(fields === undefined ? {} : { fields: [...fields] }),
              ...(format === 'directory-pdf' && {
                sheet: {
                  language: terminal.language,
                  ...(paper !== undefined && { paper }),
                  ...(by !== undefined && { by }),
                  ...(columns !== undefined && { columns: columns === '1' ? 1 : 2 }),
                  ...(title !== undefined && { title }),
                },
              }),
              ...(initial === undefined ? {} : { initial }),
            });
            save(terminal, result.file, path);
            const problems = result.problems.map((problem) => terminal.said(problem));
            terminal.result({ contacts: result.contacts, output: path, problems }, () => [
              ...groupLosses(result.problems, terminal.language).flatMap(({ title, problems: ofKind }) => [
                `${title} (${ofKind.length})`,
                ...ofKind
                  .slice(0, SHOWN)
                  .map((problem) => `  ${problemText(problem, terminal.language).message}`),
                ...(ofKind.length > SHOWN ? ['  …'] : []),
              ]),
              terminal.text('export-done', { contacts: result.contacts, output: path }),
            ]);
            return EXIT.done;
          },
          { outputs: [output] },
        );
      },
    );
}

/** Errors: `usage-ending`. */
function ensureNamed(format: ExportFormat, output: string): void {
  const named = formatsNamedInstead(format, output);
  if (named.length === 0) return;
  throw new UsageError('usage-ending', {
    column: '--format',
    value: basename(output),
    params: { format, formats: named.join(', ') },
  });
}

const isNoticeKey = (key: string): key is keyof typeof notice => Object.hasOwn(notice, key);
