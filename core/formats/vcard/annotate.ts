/** Some cards of a file as they stand there, byte for byte, each with one more property. */
import { joinBytes } from '../bytes.ts';
import { withoutUtf16 } from './charset.ts';
import { cardsWithoutEnd, markerOf, PhysicalLines } from './physical.ts';
import { printProperty } from './print.ts';
import type { VcardVersion } from './property.ts';
import { escapeText } from './property.ts';

interface OpenCard {
  from: number;
  note: string | undefined;
  /** The file holds an END for it. */
  ends: boolean;
}

/** `notes`: by the line of BEGIN, counted from 1. Cards of a file in UTF-16 come as UTF-8. */
export function annotateCards(
  file: Uint8Array,
  property: string,
  notes: ReadonlyMap<number, string>,
): Uint8Array {
  const bytes = withoutUtf16(file);
  const endless = cardsWithoutEnd(bytes);
  const lines = new PhysicalLines(bytes);
  const pieces: Uint8Array[] = [];
  let open: OpenCard | null = null;
  let depth = 0;
  /** What comes before the property, and behind it. */
  const close = (card: OpenCard | null, to: number, last: number): void => {
    if (card?.note === undefined) return;
    const body = bytes.subarray(card.from, to);
    pieces.push(
      body,
      propertyBytes(property, card.note, versionOf(body)),
      bytes.subarray(to, last),
      LINE_END,
    );
  };
  while (lines.advance()) {
    const marker = markerOf(bytes, lines.start, lines.end);
    if (marker === 'begin' && open?.ends === true) {
      depth++;
    } else if (marker === 'begin') {
      close(open, lines.start, lines.start);
      open = { from: lines.start, note: notes.get(lines.row), ends: !endless.has(lines.start) };
      depth = 1;
    } else if (marker === 'end' && open !== null && --depth === 0) {
      close(open, lines.start, lines.end);
      open = null;
    }
  }
  close(open, bytes.length, bytes.length);
  return joinBytes(pieces);
}

const LINE_END = new TextEncoder().encode('\r\n');

const propertyBytes = (name: string, note: string, version: VcardVersion): Uint8Array =>
  new TextEncoder().encode(
    printProperty({ group: '', name, params: [], value: escapeText(note, version), base64: false }, version),
  );

function versionOf(card: Uint8Array): VcardVersion {
  const said = /^VERSION[^:\r\n]*:\s*(\S+)/im.exec(new TextDecoder('latin1').decode(card))?.[1];
  return said === '2.1' || said === '4.0' ? said : '3.0';
}
