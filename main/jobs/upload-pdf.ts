/** The report of an upload as pages to print and to sign: who, when, what, before and after. */
import Pdf from 'pdfkit';
import type { OperationResult, ReportedChange, UploadReport } from '../../core/api/upload.ts';
import { fieldParts } from '../../core/exchange/field-parts.ts';
import { fieldText } from '../../core/exchange/target-text.ts';
import type { Language, TextParams } from '../../core/language/text.ts';
import { speaker } from '../../core/language/text.ts';
import { problemLine, type Problem } from '../../core/problem/problem.ts';
import catalogue from '../../resources/translations/upload-report.json' with { type: 'json' };
import { collected, evenSpaces, FONTS, INK, QUIET, readable } from './pdf.ts';
import { isolated, isolatedLines } from './typesetting/direction.ts';
import { heightOf, Texts, type Style } from './typesetting/texts.ts';
import { wrapped } from './typesetting/wrap.ts';

/** Points. */
const MARGIN = 50;
const LABELS = 150;
const INDENT = 12;
/** A note may be as long as a book. */
const LONGEST_VALUE = 500;
const WARNING = '#a4262c';

const STYLES = {
  title: { font: 'bold', size: 16, colour: INK },
  heading: { font: 'bold', size: 12, colour: INK },
  label: { font: 'plain', size: 9, colour: QUIET },
  text: { font: 'plain', size: 9, colour: INK },
  warning: { font: 'plain', size: 9, colour: WARNING },
  operation: { font: 'bold', size: 9, colour: INK },
  undone: { font: 'bold', size: 9, colour: WARNING },
  reason: { font: 'plain', size: 8, colour: WARNING },
  change: { font: 'plain', size: 8, colour: QUIET },
} as const satisfies Record<string, Style>;

/**
 * PDF, A4. Letters of the fonts: Latin, Greek, Cyrillic, Hebrew, Arabic and more; a sign that they lack is an empty
 * box. Hebrew and Arabic stand as they are read, inside sentences that are read from the left.
 *
 * @param site The name of the site file.
 */
export async function uploadPdf(report: UploadReport, site: string, language: Language): Promise<Uint8Array> {
  const doc = new Pdf({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    // Else PDFKit would look for its own Helvetica, which no page needs and no bundle holds.
    font: FONTS.plain,
    lang: language,
    info: { Title: `${site} ${report.at}`, Creator: 'Switchbook', CreationDate: new Date(report.at) },
  });
  const whole = collected(doc);
  new Sheet(doc, language).report(report, site);
  doc.end();
  return whole;
}

/** What came from people or from the PBX, inside a sentence of ours. */
const quoted = (value: string): string => isolated(readable(value));

const quotedParams = (params: TextParams): TextParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? quoted(value) : value]),
  );

function quotedProblem({ value, params, ...problem }: Problem): Problem {
  return {
    ...problem,
    ...(value !== undefined && { value: quoted(value) }),
    ...(params !== undefined && { params: quotedParams(params) }),
  };
}

class Sheet {
  readonly #doc: PDFKit.PDFDocument;
  readonly #texts: Texts;
  readonly #language: Language;
  readonly #say;
  #y = MARGIN;

  constructor(doc: PDFKit.PDFDocument, language: Language) {
    this.#doc = doc;
    this.#texts = new Texts(doc);
    this.#language = language;
    this.#say = speaker(catalogue, language);
  }

  report(report: UploadReport, site: string): void {
    const say = this.#say;
    const { at, by, pbx, backup, restored, operations, differences, verified, takenOver } = report;
    const done = operations.filter(({ outcome }) => outcome === 'done').length;
    const when = new Intl.DateTimeFormat(this.#language, { dateStyle: 'long', timeStyle: 'long' });
    this.#write(restored === null ? say('title') : say('title.restored', { id: restored }), STYLES.title);
    this.#y += 8;
    this.#fact(say('site'), quoted(site));
    this.#fact(say('when'), when.format(new Date(at)));
    this.#fact(say('who'), say('who.login', quotedParams(by)));
    this.#fact(say('pbx'), say('pbx.more', quotedParams({ ...pbx })));
    this.#fact(say('backup'), backup === null ? say('backup.none') : say('backup.id', { id: backup }));
    const counts = { done, failed: operations.length - done, takenOver };
    this.#fact(say('outcome'), say('outcome.counts', counts));
    const verification = verified ? say('verified') : say('not-verified');
    this.#fact(say('verification'), verification, verified ? STYLES.text : STYLES.warning);

    this.#heading(say('operations'));
    if (operations.length === 0) this.#write(say('nothing'), STYLES.label);
    for (const operation of operations) this.#operation(operation);
    if (differences.length > 0) this.#heading(say('differences'));
    for (const { field, ...difference } of differences) {
      const values = quotedParams({ ...difference, field: fieldText(field, this.#language) });
      this.#write(say('difference', values), STYLES.warning);
    }
    this.#texts.endPage();
    this.#numberPages();
  }

  #operation({ kind, target, outcome, problem, changes }: OperationResult): void {
    // The line of the target stays with its first change.
    this.#keep(36);
    const words = {
      kind: this.#say(`kind.${kind}`),
      target: quoted(target),
      outcome: this.#say(`outcome.${outcome}`),
    };
    this.#write(this.#say('operation', words), outcome === 'done' ? STYLES.operation : STYLES.undone);
    if (problem !== null) {
      this.#write(problemLine(quotedProblem(problem), this.#language), STYLES.reason, INDENT);
    }
    for (const change of changes) this.#change(change);
    this.#y += 4;
  }

  #change({ field, before, after }: ReportedChange): void {
    const name =
      field === 'name' || field === 'grant' || field === 'standard' || field === 'standardForNew'
        ? this.#say(`field.${field}`)
        : fieldText(field, this.#language);
    const values = { before: this.#value(field, before), after: this.#value(field, after) };
    this.#write(this.#say('change', { field: name, ...values }), STYLES.change, INDENT);
  }

  #value(field: ReportedChange['field'], value: ReportedChange['before']): string {
    if (field === 'grant' || field === 'standard' || field === 'standardForNew') {
      const word = WORDS.find((one) => one === value);
      if (word !== undefined) return this.#say(`value.${word}`);
    }
    const text = fieldParts(field, value, this.#language).join('; ').slice(0, LONGEST_VALUE);
    return text === '' ? this.#say('empty') : quoted(text);
  }

  #heading(text: string): void {
    this.#y += 14;
    this.#keep(60);
    this.#write(text, STYLES.heading);
    this.#y += 4;
  }

  #fact(label: string, value: string, style: Style = STYLES.text): void {
    const labels = this.#lines(label, STYLES.label, LABELS - 10);
    const values = this.#lines(value, style, this.#width - LABELS);
    for (let at = 0; at < Math.max(labels.length, values.length); at++) {
      this.#keep(heightOf(style));
      this.#line(labels[at] ?? '', STYLES.label, MARGIN, this.#y);
      this.#line(values[at] ?? '', style, MARGIN + LABELS, this.#y);
      this.#y += heightOf(style);
    }
    this.#y += 3;
  }

  #write(text: string, style: Style, indent = 0): void {
    for (const line of this.#lines(text, style, this.#width - indent)) {
      this.#keep(heightOf(style));
      this.#line(line, style, MARGIN + indent, this.#y);
      this.#y += heightOf(style);
    }
  }

  #lines(text: string, style: Style, width: number): string[] {
    return isolatedLines(wrapped(evenSpaces(text), width, (part) => this.#texts.widthOf(part, style)));
  }

  /** Sentences of all languages of the product are read from the left; what they quote may not be. */
  #line(line: string, style: Style, x: number, y: number): void {
    if (line !== '') this.#texts.write(line, style, x, y, 'ltr');
  }

  /** What needs so much room begins where there is so much. */
  #keep(height: number): void {
    if (this.#y + height <= this.#bottom) return;
    this.#texts.endPage();
    this.#doc.addPage();
    this.#y = MARGIN;
  }

  get #width(): number {
    return this.#doc.page.width - 2 * MARGIN;
  }

  get #bottom(): number {
    return this.#doc.page.height - MARGIN;
  }

  #numberPages(): void {
    const { start, count } = this.#doc.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.#doc.switchToPage(page);
      const text = this.#say('page', { page: page + 1, pages: count });
      const x = MARGIN + this.#width - this.#texts.widthOf(text, STYLES.change);
      this.#line(text, STYLES.change, x, this.#bottom + 15);
      this.#texts.endPage();
    }
  }
}

const WORDS = ['none', 'read', 'write', 'yes', 'no'] as const;
