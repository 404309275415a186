/** What a file is, judged by its content: names lie. */
import type { ProblemCode } from '../problem/problem.ts';
import { SwitchbookError } from '../problem/problem.ts';
import { decodeText } from './encoding.ts';
import { beginsLikeSite, isDatabase } from './site.ts';
import { FILE_LIMITS } from './table.ts';
import { isWorkbookZip } from './xlsx/zip.ts';

export type FileFormat = 'csv' | 'xlsx' | 'vcard' | 'xml' | 'ldif';

/** Characters that are looked at. */
const HEAD = 64 * 1024;

/** First bytes, as characters of ISO-8859-1; a dot stands for any byte. */
const SIGNATURES: readonly (readonly [RegExp, ProblemCode])[] = [
  [/^[\s\S]{0,1024}%PDF-/, 'file-pdf'],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8|^BM[\s\S]{4}\0\0\0\0|^II\*\0|^MM\0\*|^RIFF[\s\S]{4}WEBP/, 'file-picture'],
];

/** The parts of a ZIP archive are numbered by control characters; a name may begin with the same letters. */
const ARCHIVE = /^PK[^\t\n\r -\xff]/;

/** An old Office file (compound document): Excel 97, but also Word, Outlook, and encrypted workbooks. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * `xls` counts as `xlsx`; `xml` is any markup that is no web page. Errors: `file-empty`, `file-too-large`, `file-pdf`, `file-picture`,
 * `file-archive`, `file-binary`, `file-markup`, `file-no-vcard`, `import-site`, and those of a broken workbook.
 */
export function sniffFile(bytes: Uint8Array, name: string): FileFormat {
  const refuse = (code: ProblemCode): SwitchbookError => new SwitchbookError(code, { value: name });
  const refuseBinary = (): SwitchbookError => refuse(beginsLikeSite(bytes) ? 'import-site' : 'file-binary');
  if (bytes.length === 0) throw refuse('file-empty');
  // However large it is.
  if (isDatabase(bytes)) throw refuseBinary();
  if (bytes.length > FILE_LIMITS.bytes) {
    throw new SwitchbookError('file-too-large', {
      value: name,
      params: { most: FILE_LIMITS.bytes / 1024 / 1024 },
    });
  }

  const head = bytes.subarray(0, HEAD);
  const raw = Array.from(head.subarray(0, 2048), (byte) => String.fromCharCode(byte)).join('');
  for (const [signature, code] of SIGNATURES) if (signature.test(raw)) throw refuse(code);
  if (COMPOUND.every((byte, i) => bytes[i] === byte)) return sniffCompound(bytes, refuse);
  if (ARCHIVE.test(raw)) {
    if (isWorkbookZip(bytes, name)) return 'xlsx';
    throw refuse('file-archive');
  }

  const { text } = decodeText(head);
  if (text.trim() === '') throw refuse('file-empty');
  if (isBinary(text)) throw refuseBinary();
  if (/^[^\S\n]*BEGIN[^\S\n]*:[^\S\n]*VCARD/im.test(text)) return 'vcard';
  const root = rootElement(text);
  if (root !== null) {
    if (WEB_PAGE.test(root)) throw refuse('file-markup');
    return 'xml';
  }
  if (isLdif(text)) return 'ldif';
  if (/\.(?:vcf|vcard)$/i.test(name)) throw refuse('file-no-vcard');
  return 'csv';
}

/** What a web page begins with, and what a spreadsheet program saves as one. */
const WEB_PAGE = /^(?:html|head|body|table|style|meta|div|script|title)$/i;

/** The first element's name, or null for text that is no markup; a document type counts as its element. */
function rootElement(text: string): string | null {
  let rest = text.trimStart();
  let isMarkup = false;
  for (;;) {
    const [start, end] = rest.startsWith('<?')
      ? ['<?', '?>']
      : rest.startsWith('<!--')
        ? ['<!--', '-->']
        : ['', ''];
    if (start === '') break;
    isMarkup = true;
    const closed = rest.indexOf(end, start.length);
    if (closed < 0) return '';
    rest = rest.slice(closed + end.length).trimStart();
  }
  const name = /^<(?:!doctype\s+)?([\p{L}_][\p{L}\d_.:-]*)[\s/>[]/iu.exec(rest)?.[1];
  if (name !== undefined && (isMarkup || /<\/|\/>|^<!/.test(rest) || WEB_PAGE.test(name))) return name;
  return isMarkup ? '' : null;
}

/** RFC 2849: behind comments the version or the name of the first entry. */
function isLdif(text: string): boolean {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== '' && !/^[# ]/.test(line)) ?? '';
  return /^dn:/i.test(first) || (/^version:\s*1\s*$/i.test(first) && /^dn:/im.test(text));
}

/** Text has few control characters: some programs leave a zero behind a name. */
function isBinary(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is counted
  const controls = text.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return controls > 8 + text.length / 100;
}

function sniffCompound(bytes: Uint8Array, refuse: (code: ProblemCode) => SwitchbookError): FileFormat {
  if (hasEntry(bytes, 'EncryptedPackage')) throw refuse('xlsx-encrypted');
  if (hasEntry(bytes, 'Workbook') || hasEntry(bytes, 'Book')) return 'xlsx';
  throw refuse('file-binary');
}

/** Names in the directory of a compound document are UTF-16, begin on 128 bytes, and end with a zero. */
function hasEntry(bytes: Uint8Array, name: string): boolean {
  const wanted = Array.from(`${name}\0`, (letter) => [letter.charCodeAt(0), 0]).flat();
  for (let at = 512; at + 128 <= bytes.length; at += 128) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}
