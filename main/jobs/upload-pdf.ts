/** The report of an upload as pages to print and to sign: who, when, what, before and after. */
import Pdf from 'pdfkit';
import type { OperationResult, ReportedChange, UploadReport } from '../../core/api/upload.ts';
import { fieldParts } from '../../core/exchange/field-parts.ts';
import { fieldText } from '../../core/exchange/target-text.ts';
import type { Language } from '../../core/language/text.ts';
import { speaker } from '../../core/language/text.ts';
import { problemLine } from '../../core/problem/problem.ts';
import catalogue from '../../resources/translations/upload-report.json' with { type: 'json' };
import { collected, type FontName, FONTS, INK, QUIET, readable } from './pdf.ts';

/** Points. */
const MARGIN = 50;
const LABELS = 150;
/** A note may be as long as a book. */
const LONGEST_VALUE = 500;
const WARNING = '#a4262c';

/**
 * PDF, A4. Letters of the fonts: Latin, Greek, Cyrillic and more; a sign that they lack is an empty box.
 *
 * @param site The name of the site file.
 */
export async function uploadPdf(report: UploadReport, site: string, language: Language): Promise<Uint8Array> {
  const doc = new Pdf({
    size: 'A4',
    margin: MARGIN,
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

class Sheet {
  readonly #doc: PDFKit.PDFDocument;
  readonly #language: Language;
  readonly #say;

  constructor(doc: PDFKit.PDFDocument, language: Language) {
    this.#doc = doc;
    this.#language = language;
    this.#say = speaker(catalogue, language);
  }

  report(report: UploadReport, site: string): void {
    const say = this.#say;
    const { at, by, pbx, backup, restored, operations, differences, verified, takenOver } = report;
    const done = operations.filter(({ outcome }) => outcome === 'done').length;
    const when = new Intl.DateTimeFormat(this.#language, { dateStyle: 'long', timeStyle: 'long' });
    this.#write('bold', 16, INK, restored === null ? say('title') : say('title.restored', { id: restored }));
    this.#doc.moveDown(0.5);
    this.#fact(say('site'), site);
    this.#fact(say('when'), when.format(new Date(at)));
    this.#fact(say('who'), say('who.login', by));
    this.#fact(say('pbx'), say('pbx.more', { ...pbx }));
    this.#fact(say('backup'), backup === null ? say('backup.none') : say('backup.id', { id: backup }));
    const counts = { done, failed: operations.length - done, takenOver };
    this.#fact(say('outcome'), say('outcome.counts', counts));
    const verification = verified ? say('verified') : say('not-verified');
    this.#fact(say('verification'), verification, verified ? INK : WARNING);

    this.#heading(say('operations'));
    if (operations.length === 0) this.#write('plain', 9, QUIET, say('nothing'));
    for (const operation of operations) this.#operation(operation);
    if (differences.length > 0) this.#heading(say('differences'));
    for (const { target, field, expected, found } of differences) {
      const name = fieldText(field, this.#language);
      this.#write('plain', 9, WARNING, say('difference', { target, field: name, expected, found }));
    }
    this.#numberPages();
  }

  #operation({ kind, target, outcome, problem, changes }: OperationResult): void {
    // The line of the target stays with its first change.
    if (this.#doc.y > this.#bottom() - 36) this.#doc.addPage();
    const colour = outcome === 'done' ? INK : WARNING;
    const words = { kind: this.#say(`kind.${kind}`), target, outcome: this.#say(`outcome.${outcome}`) };
    this.#write('bold', 9, colour, this.#say('operation', words));
    if (problem !== null) this.#write('plain', 8, WARNING, problemLine(problem, this.#language), 12);
    for (const change of changes) this.#change(change);
    this.#doc.moveDown(0.4);
  }

  #change({ field, before, after }: ReportedChange): void {
    const name =
      field === 'name' || field === 'grant' || field === 'standard' || field === 'standardForNew'
        ? this.#say(`field.${field}`)
        : fieldText(field, this.#language);
    const values = { before: this.#value(field, before), after: this.#value(field, after) };
    this.#write('plain', 8, QUIET, this.#say('change', { field: name, ...values }), 12);
  }

  #value(field: ReportedChange['field'], value: ReportedChange['before']): string {
    if (field === 'grant' || field === 'standard' || field === 'standardForNew') {
      const word = WORDS.find((one) => one === value);
      if (word !== undefined) return this.#say(`value.${word}`);
    }
    return fieldParts(field, value, this.#language).join('; ').slice(0, LONGEST_VALUE) || this.#say('empty');
  }

  #heading(text: string): void {
    this.#doc.moveDown(1);
    if (this.#doc.y > this.#bottom() - 60) this.#doc.addPage();
    this.#write('bold', 12, INK, text);
    this.#doc.moveDown(0.3);
  }

  #fact(label: string, value: string, colour = INK): void {
    const doc = this.#doc;
    const width = doc.page.width - 2 * MARGIN - LABELS;
    doc.font(FONTS.plain).fontSize(9);
    const height = Math.max(
      doc.heightOfString(label, { width: LABELS - 10 }),
      doc.heightOfString(readable(value), { width }),
    );
    const top = doc.y;
    doc.fillColor(QUIET).text(label, MARGIN, top, { width: LABELS - 10 });
    doc.fillColor(colour).text(readable(value), MARGIN + LABELS, top, { width });
    doc.x = MARGIN;
    doc.y = top + height + 3;
  }

  #write(name: FontName, size: number, colour: string, text: string, indent = 0): void {
    const width = this.#doc.page.width - 2 * MARGIN - indent;
    this.#doc.font(FONTS[name]).fontSize(size).fillColor(colour);
    this.#doc.text(readable(text), MARGIN + indent, this.#doc.y, { width });
  }

  #bottom(): number {
    return this.#doc.page.height - MARGIN;
  }

  #numberPages(): void {
    const { start, count } = this.#doc.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.#doc.switchToPage(page);
      // Below the margin a text would begin a page of its own.
      this.#doc.page.margins.bottom = 0;
      const text = this.#say('page', { page: page + 1, pages: count });
      this.#doc.font(FONTS.plain).fontSize(8).fillColor(QUIET);
      this.#doc.text(text, MARGIN, this.#bottom() + 15, {
        width: this.#doc.page.width - 2 * MARGIN,
        align: 'right',
        lineBreak: false,
      });
    }
  }
}

const WORDS = ['none', 'read', 'write', 'yes', 'no'] as const;
