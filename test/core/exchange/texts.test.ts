/** What the window, the command line and the printed report say of an import and an export in the same words. */
import { describe, expect, it } from 'vitest';
import type { ColumnMapping, Inspection, RecognisedTemplate } from '../../../core/api/reading.ts';
import { EXPORT_FORMATS } from '../../../core/api/export.ts';
import { groupedFormats } from '../../../core/exchange/export-groups.ts';
import { groupLosses } from '../../../core/exchange/loss-text.ts';
import { readingText, templateReasons } from '../../../core/exchange/reading-text.ts';
import { fieldText, targetText } from '../../../core/exchange/target-text.ts';
import { encodingName } from '../../../core/formats/encoding-name.ts';
import type { Problem } from '../../../core/problem/problem.ts';

const template: RecognisedTemplate = {
  id: 'outlook-fr',
  name: 'Outlook',
  score: 1,
  matched: 9,
  columns: 9,
  exact: true,
  unknown: [],
  missing: [],
};

describe('why a template was recognised', () => {
  it('is said part by part', () => {
    expect(templateReasons(template, 'en')).toEqual([
      'knows 9 of 9 columns',
      'The header is written as the product writes it.',
    ]);
    const partly = {
      ...template,
      matched: 7,
      exact: false,
      unknown: ['Kunde', 'Feld 7'],
      missing: ['Titre'],
    };
    expect(templateReasons(partly, 'fr')).toEqual([
      'connaît 7 des 9 colonnes',
      '2 colonnes inconnues\u00a0: Kunde, Feld 7',
      'Colonne absente\u00a0: Titre',
    ]);
  });

  it('counts what would be a list of hundreds', () => {
    const unknown = Array.from({ length: 20 }, (_, i) => `Feld ${i}`);
    const [, said = ''] = templateReasons({ ...template, exact: false, unknown }, 'de');
    expect(said).toBe(
      '20 unbekannte Spalten: Feld 0, Feld 1, Feld 2, Feld 3, Feld 4, Feld 5, Feld 6, Feld 7 und 12 weitere',
    );
  });
});

describe('how a file was read', () => {
  const none = { encoding: null, delimiter: null, quoting: null, headerRow: null, sheet: null };
  const blank: Inspection = {
    format: 'csv',
    product: null,
    reading: none,
    sheets: [],
    records: 1840,
    template: null,
    alternatives: [],
    columns: [],
    problems: [],
  };

  it('names what applies to the format and nothing else', () => {
    const reading = {
      ...none,
      encoding: 'windows-1252',
      delimiter: '\t',
      quoting: 'doubled',
      headerRow: 0,
    } as const;
    const columns = [{ header: 'Kunde', samples: [], target: null }];
    expect(readingText({ ...blank, reading, columns, template }, 'en')).toEqual([
      ['Format', 'Text with columns (CSV)'],
      ['Encoding', 'Windows-1252'],
      ['Delimiter', 'Tab'],
      ['Quotation marks', 'doubled'],
      ['Header', 'none'],
      ['Records', '1,840'],
      ['Template', 'Outlook: knows 9 of 9 columns · The header is written as the product writes it.'],
    ]);
    expect(
      readingText({ ...blank, format: 'xml', product: { id: 'fritzbox-xml', name: 'AVM FRITZ!Box' } }, 'de'),
    ).toEqual([
      ['Format', 'XML-Telefonbuch, AVM FRITZ!Box'],
      ['Datensätze', '1.840'],
    ]);
    const sheets = {
      ...blank,
      format: 'xlsx',
      reading: { ...none, sheet: 'Kunden' },
      sheets: ['Kunden', 'Alt'],
    } as const;
    expect(readingText({ ...sheets, sheets: [...sheets.sheets] }, 'en')).toContainEqual([
      'Sheet',
      'Kunden (one of 2)',
    ]);
  });

  it('calls encodings as people do', () => {
    expect(['utf-8', 'utf-16le', 'iso-8859-15', 'windows-1252', 'macintosh'].map(encodingName)).toEqual([
      'UTF-8',
      'UTF-16 LE',
      'ISO-8859-15',
      'Windows-1252',
      expect.stringMatching(/^Mac/),
    ]);
  });
});

describe('what a column holds', () => {
  const mapping: ColumnMapping = [
    { field: 'fullName' },
    { field: 'number', slot: 1, kind: 'fax-work' },
    { field: 'number', slot: 4 },
    { field: 'numberKind', slot: 4 },
    { field: 'street', slot: 2, kind: 'home' },
    { field: 'numberCountry' },
    null,
  ];

  it('is said with its kind, or with the number of what it belongs to', () => {
    expect(mapping.map((target) => targetText(target, mapping, 'en'))).toEqual([
      'Full name (given and family name)',
      'Number, Fax, work',
      'Number 1',
      'Kind of Number 1',
      'Street, Home',
      'Country of the numbers',
      'Left out',
    ]);
  });

  it('that nobody has a word for keeps its own', () => {
    expect(fieldText('shoeSize', 'de')).toBe('shoeSize');
  });
});

describe('what a file could not hold', () => {
  const lost = (what: string, name: string): Problem => ({
    code: 'export-lost',
    severity: 'warning',
    value: 'x',
    params: { what, name, count: 1 },
  });

  it('is counted kind by kind, the most frequent first', () => {
    const problems = [
      lost('birthday', 'Anna'),
      lost('groups', 'Anna'),
      lost('groups', 'Zoë'),
      { code: 'export-no-number', severity: 'warning', value: 'Jörg' } as const,
      lost('card', 'Jörg'),
      { code: 'export-no-number', severity: 'warning', value: 'Ida' } as const,
      { code: 'export-no-number', severity: 'warning', value: 'Max' } as const,
    ];
    expect(groupLosses(problems, 'en').map(({ title, problems: ofKind }) => [title, ofKind.length])).toEqual([
      ['Without a number, not in the file', 3],
      ['No room for: Groups', 2],
      ['No room for: Birthday', 1],
      ['No room for: further details of the vCard', 1],
    ]);
  });
});

it('every format that can be written stands in one group', () => {
  const listed = groupedFormats().flatMap(({ formats }) => formats);
  expect(listed.toSorted()).toEqual([...EXPORT_FORMATS].toSorted());
});
