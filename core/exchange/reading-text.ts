/** How a file was read, and why a template was recognised, in the person's words. */
import report from '../../resources/translations/import-report.json' with { type: 'json' };
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import type { Inspection, RecognisedTemplate } from '../api/reading.ts';
import { encodingName } from '../formats/encoding-name.ts';
import type { Language } from '../language/text.ts';
import { speaker } from '../language/text.ts';

/** More names than this are counted: a header may have hundreds. */
const NAMED = 8;

/** What the score is made of: columns known, the header's writing, what is unknown and what is missing. */
export function templateReasons(template: RecognisedTemplate, language: Language): string[] {
  const say = speaker(words, language);
  const { matched, columns, exact, unknown, missing } = template;
  const list = (names: readonly string[]) => {
    const text = names.slice(0, NAMED).join(', ');
    const count = names.length - NAMED;
    return count > 0 ? say('template.and-more', { names: text, count }) : text;
  };
  return [
    say('template.matched', { matched, columns }),
    ...(exact ? [say('template.exact')] : []),
    ...(unknown.length > 0 ? [say('template.unknown', { count: unknown.length, names: list(unknown) })] : []),
    ...(missing.length > 0 ? [say('template.missing', { count: missing.length, names: list(missing) })] : []),
  ];
}

const DELIMITER_WORDS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** What was chosen or detected, as names with their values; what does not apply to the format is left out. */
export function readingText(inspection: Inspection, language: Language): [name: string, value: string][] {
  const say = speaker(report, language);
  const wizard = speaker(words, language);
  const { product, template, columns, records, sheets } = inspection;
  const { encoding, delimiter, quoting, headerRow, sheet } = inspection.reading;
  const format = say(`format.${inspection.format}`);
  const lines: [string, string][] = [
    [say('format'), product === null ? format : say('of-product', { format, product: product.name })],
  ];
  if (encoding !== null) lines.push([say('encoding'), encodingName(encoding)]);
  if (delimiter !== null) lines.push([say('delimiter'), wizard(`delimiter.${DELIMITER_WORDS[delimiter]}`)]);
  if (quoting !== null) lines.push([say('quoting'), say(`quoting.${quoting}`)]);
  if (headerRow !== null) {
    const row = headerRow === 0 ? say('header-row.none') : say('header-row.n', { n: headerRow });
    lines.push([say('header-row'), row]);
  }
  if (sheet !== null) lines.push([say('sheet'), say('sheet.of', { sheet, count: sheets.length })]);
  lines.push([say('records'), new Intl.NumberFormat(language).format(records)]);
  if (columns.length > 0) {
    const why = template === null ? [] : templateReasons(template, language);
    const text = template === null ? say('template.none') : `${template.name}: ${why.join(' · ')}`;
    lines.push([say('template'), text]);
  }
  return lines;
}
