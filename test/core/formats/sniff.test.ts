import { strToU8, zipSync } from 'fflate';
import { utils, write } from 'xlsx';
import { describe, expect, it } from 'vitest';
import { sniffFile } from '../../../core/formats/sniff.ts';
import { problemOf } from '../../problem-of.ts';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const codeOf = (bytes: Uint8Array, name: string): string => problemOf(() => sniffFile(bytes, name)).code;

function workbook(bookType: 'xlsx' | 'xls'): Uint8Array {
  const bytes: unknown = write(utils.book_new(utils.aoa_to_sheet([['Name'], ['Dupont']]), 'S'), {
    type: 'array',
    bookType,
  });
  if (!(bytes instanceof ArrayBuffer)) throw new Error('No workbook was written');
  return new Uint8Array(bytes);
}

describe('sniffFile', () => {
  it('knows text, cards and workbooks by what they contain', () => {
    expect(sniffFile(strToU8('Nom;Numéro\nDupont;1\n'), 'annuaire.txt')).toBe('csv');
    expect(sniffFile(latin('Name;Tel\nM\xfcller;1\n'), 'a.csv')).toBe('csv');
    expect(sniffFile(utf16('Name\tTel\nMüller\t1\n'), 'a.csv')).toBe('csv');
    expect(sniffFile(strToU8('PKW-Halle;030 1\n'), 'a.csv')).toBe('csv');
    expect(sniffFile(strToU8('Name;Tel\nOtt\0;030 1\n'), 'a.csv')).toBe('csv');
    expect(sniffFile(strToU8('\ufeff\r\nbegin : vcard \r\nVERSION:2.1\r\n'), 'a.csv')).toBe('vcard');
    expect(sniffFile(utf16('BEGIN:VCARD\r\nVERSION:3.0\r\n'), 'a.vcf')).toBe('vcard');
    expect(sniffFile(workbook('xlsx'), 'a.csv')).toBe('xlsx');
    expect(sniffFile(workbook('xls'), 'a.xls')).toBe('xlsx');
  });

  it('knows markup by its first element and directories by their first entry', () => {
    expect(sniffFile(strToU8('<?xml version="1.0"?>\n<!-- <html> -->\n<phonebooks/>'), 'a.csv')).toBe('xml');
    expect(sniffFile(strToU8('<YealinkIPPhoneDirectory>\n</YealinkIPPhoneDirectory>'), 'a')).toBe('xml');
    expect(sniffFile(utf16('\ufeff<?xml version="1.0" encoding="utf-16"?><tbook e="2"/>'), 'a.xml')).toBe(
      'xml',
    );
    expect(sniffFile(strToU8('# Kommentar\n weiter\n\nversion: 1\n\ndn: cn=a\ncn: a\n'), 'a')).toBe('ldif');
    expect(sniffFile(strToU8('dn:: Y249w6Q=\r\nobjectClass: top\r\n'), 'a.txt')).toBe('ldif');
    expect(sniffFile(strToU8('<Name>;<Nummer>\nMüller;1\n'), 'a.csv')).toBe('csv');
    expect(sniffFile(strToU8('version: 1\nName: Tel\n'), 'a.csv')).toBe('csv');
  });

  it('says of a truncated workbook that it is a workbook', () => {
    const whole = workbook('xlsx');
    expect(sniffFile(whole.subarray(0, whole.length >> 1), 'a.xlsx')).toBe('xlsx');
    expect(sniffFile(whole.subarray(0, 8), 'a.xlsx')).toBe('xlsx');
  });

  const rejected: [string, Uint8Array, string, string][] = [
    ['an empty file', new Uint8Array(), 'a.csv', 'file-empty'],
    ['a file of blank lines', strToU8('\ufeff\r\n \r\n'), 'a.csv', 'file-empty'],
    ['a PDF named .csv', latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj'), 'kontakte.csv', 'file-pdf'],
    ['a PDF behind other bytes', latin('\r\n%PDF-1.4\n'), 'a.pdf', 'file-pdf'],
    ['a PNG', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'a.xlsx', 'file-picture'],
    ['a JPEG', latin('\xff\xd8\xff\xe0\0\x10JFIF'), 'a.vcf', 'file-picture'],
    ['a zip of something else', zipSync({ 'readme.txt': strToU8('x') }), 'a.xlsx', 'file-archive'],
    [
      'a text document',
      zipSync({ '[Content_Types].xml': strToU8('x'), 'word/document.xml': strToU8('x') }),
      'a.docx',
      'file-archive',
    ],
    ['an old binary', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'.padEnd(2000, '\0')), 'a.doc', 'file-binary'],
    [
      'a database of somebody else',
      latin('SQLite format 3\0\x10\0\x01\x01'.padEnd(4096, '\0')),
      'a.db',
      'file-binary',
    ],
    ['zero bytes', new Uint8Array(100), 'a.csv', 'file-binary'],
    [
      'random bytes',
      Uint8Array.from({ length: 3000 }, (_, i) => ((i * 7919 + (i >> 3)) % 251) + 1),
      'a.csv',
      'file-binary',
    ],
    ['a web page named .xls', strToU8('<html><body><table><tr><td>x'), 'a.xls', 'file-markup'],
    [
      'a web page with a declaration',
      strToU8('<?xml version="1.0"?>\n<!DOCTYPE html>\n<html/>'),
      'a.xml',
      'file-markup',
    ],
    ['a .vcf without a card', strToU8('Name;Tel\nDupont;1\n'), 'a.vcf', 'file-no-vcard'],
  ];
  it.each(rejected)('refuses %s', (_, bytes, name, code) => {
    expect(codeOf(bytes, name)).toBe(code);
  });

  it('recognises an encrypted workbook', () => {
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes.set(utf16('EncryptedPackage\0'), 1024);
    expect(codeOf(bytes, 'a.xlsx')).toBe('xlsx-encrypted');
  });
});
