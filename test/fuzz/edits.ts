/** Damage to a file, as fast-check generates and shrinks it. */
import fc from 'fast-check';

/** Pieces of syntax that turn up where nobody expects them. */
const TOKENS = [
  '"',
  '""',
  '\\"',
  ';',
  ',',
  '\t',
  '|',
  '\r',
  '\n',
  '\r\r\n',
  '\0',
  '\ufeff',
  '=',
  '=\r\n',
  '=3D=3',
  ':',
  'BEGIN:VCARD\r\n',
  'END:VCARD\r\n',
  'VERSION:2.1\r\n',
  ';ENCODING=QUOTED-PRINTABLE',
  ';CHARSET=Murks',
  ';ENCODING=b',
  'dn: cn=x\n',
  'dn:: !!!\n',
  ' ',
  '<',
  '</',
  '/>',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '&#0;',
  '&#x110000;',
  ']]>',
  '<c r="XFD1048576"><v>1</v></c>',
  '4,93017E+11',
  '=1+1',
  '\u{1f600}',
].map((text) => new TextEncoder().encode(text));

const place = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.integer({ min: 1, max: 200 });

const edit = fc.oneof(
  fc.record({ kind: fc.constant('flip'), at: place, bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('delete'), at: place, length }),
  fc.record({ kind: fc.constant('repeat'), at: place, length, times: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ kind: fc.constant('move'), at: place, length, to: place }),
  fc.record({ kind: fc.constant('insert'), at: place, token: fc.constantFrom(...TOKENS) }),
  fc.record({ kind: fc.constant('cut'), at: place }),
);
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

export const edits = fc.array(edit, { minLength: 1, maxLength: 6 });

export const damaged = (bytes: Uint8Array, list: readonly Edit[]): Uint8Array => list.reduce(apply, bytes);

function apply(bytes: Uint8Array, one: Edit): Uint8Array {
  const at = Math.floor(one.at * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  if ('bits' in one) {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ one.bits;
    return copy;
  }
  if ('token' in one) return joined(before, one.token, after);
  if ('times' in one) {
    const piece = after.subarray(0, one.length);
    return joined(before, ...Array.from({ length: one.times }, () => piece), after);
  }
  if ('to' in one) {
    const rest = joined(before, after.subarray(one.length));
    const to = Math.floor(one.to * rest.length);
    return joined(rest.subarray(0, to), after.subarray(0, one.length), rest.subarray(to));
  }
  return 'length' in one ? joined(before, after.subarray(one.length)) : before.slice();
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
