/** The commands of the console: docs/protocols/console.md, section 1. */
import type { Device } from '../commander/device.ts';
import { editByAnother } from '../commander/edit.ts';
import { BookError, writeBook } from './book.ts';
import type { Line } from './line.ts';
import { receiveFile } from './receive.ts';
import { sendFile } from './send.ts';
import { takeBook } from './take-book.ts';
import { TransferError, TRANSFERS } from './xmodem.ts';

const MOST_BYTES = 16 * 1024 * 1024;
const TEXT_WAIT = 60_000;
const LONGEST_REASON = 200;
const CTRL_C = 0x03;
const END = '-----END BOOK-----';

/** Texts that a person gave, on one line. */
const oneLine = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  text.replace(/[\u0000-\u001f]+/g, ' ').replace(/[\u0100-\u{10ffff}]/gu, '?');

async function strained<T>(line: Line, work: () => Promise<T>): Promise<T> {
  line.strained = true;
  try {
    return await work();
  } finally {
    line.strained = false;
  }
}

/** Says why a transfer failed, once the other end has stopped sending. */
async function failed(line: Line, { message }: Error): Promise<void> {
  await line.quiet(500);
  await line.write(`Transfer failed: ${oneLine(message)}\r\n`);
}

async function exportText(line: Line, file: Buffer, said: number): Promise<void> {
  await line.write(`-----BEGIN BOOK ${said}-----\r\n`);
  const text = file.toString('latin1').replaceAll('\n', '\r\n');
  await strained(line, () => line.write(text === '' || text.endsWith('\n') ? text : `${text}\r\n`));
  await line.write(`${END}\r\n`);
}

async function exportBook({ store }: Device, line: Line, how: string): Promise<void> {
  const whole = writeBook(store);
  const file = line.trouble.spoil(whole);
  const transfer = TRANSFERS.find((known) => known === how);
  if (transfer === undefined) return await exportText(line, file, whole.length);
  await line.write(`Sending contacts.csv, ${whole.length} bytes: start your receiver\r\n`);
  try {
    await strained(line, () => sendFile(line, file, transfer, whole.length));
  } catch (error) {
    if (!(error instanceof TransferError)) throw error;
    return await failed(line, error);
  }
  line.discard();
  await line.write('Sent\r\n');
}

/** Lines until the one that ends the book; CR, LF and CR LF all end a line. Throws `TransferError`. */
async function receiveText(line: Line): Promise<Buffer> {
  const lines: Buffer[] = [];
  let length = 0;
  let current: number[] = [];
  let afterReturn = false;
  for (;;) {
    const byte = await line.byte(TEXT_WAIT);
    if (byte === null) throw new TransferError('nothing came for 60 s');
    if (byte === CTRL_C) throw new TransferError('cancelled');
    if (byte === 0x0d || (byte === 0x0a && !afterReturn)) {
      const text = Buffer.from(current);
      if (text.toString('latin1') === END) return Buffer.concat(lines);
      lines.push(text, Buffer.from('\n'));
      current = [];
    } else if (byte !== 0x0a) current.push(byte);
    afterReturn = byte === 0x0d;
    length++;
    if (length > MOST_BYTES) throw new TransferError(`more than ${MOST_BYTES} bytes`);
  }
}

async function importBook(device: Device, line: Line, how: string): Promise<void> {
  if (line.trouble.strikes('edit')) editByAnother(device.store, Buffer.alloc(0));
  const transfer = TRANSFERS.find((known) => known === how);
  await line.write(
    transfer === undefined ? `Send the book, then a line ${END}\r\n` : 'Ready: start your sender\r\n',
  );
  try {
    const file = await strained(line, () =>
      transfer === undefined ? receiveText(line) : receiveFile(line, transfer, MOST_BYTES),
    );
    const { created, updated, deleted, refused } = takeBook(device, file);
    const lines = [
      `Imported: ${created} created, ${updated} updated, ${deleted} deleted, ${refused.length} refused`,
      ...refused.map((row) => `Refused line ${row.line}: ${oneLine(row.why).slice(0, LONGEST_REASON)}`),
    ];
    await line.write(lines.map((each) => `${each}\r\n`).join(''));
  } catch (error) {
    if (!(error instanceof TransferError || error instanceof BookError)) throw error;
    await failed(line, error);
  }
}

const WAYS = ['text', ...TRANSFERS].join('|');

/** Carries out one command and answers it. Throws `LineGone`. */
export async function carryOut(device: Device, line: Line, words: string): Promise<void> {
  const { profile, serial, firmware, store } = device;
  const [, name = '', how = ''] = new RegExp(`^(export|import) +(${WAYS})$`).exec(words) ?? [];
  if (name === 'export') await exportBook(device, line, how);
  else if (name === 'import') await importBook(device, line, how);
  else if (words === 'identify') {
    const facts = { Model: profile.name, Profile: profile.id, Serial: serial, Firmware: firmware };
    await line.write(
      Object.entries(facts)
        .map(([fact, value]) => `${fact}: ${value}\r\n`)
        .join(''),
    );
  } else if (words === 'groups') {
    await line.write(
      store
        .groups()
        .map((group) => `${group.kind}\t${oneLine(group.name)}\r\n`)
        .join(''),
    );
  } else await line.write(`Unknown command: ${words}\r\n`);
}
