/** Properties as lines of a file. */
import { encodeQuoted } from './quoted.ts';
import type { Parameter, Property, VcardVersion } from './property.ts';

const FOLD = 75;

/** One property with its line end, without regard to `raw`. */
export function printProperty(property: Property, version: VcardVersion): string {
  return version === '2.1' ? printOld(property) : printNew(property);
}

const pathOf = ({ group, name }: Property): string => (group === '' ? name : `${group}.${name}`);

/** Version 2.1: bare types; quoted-printable only where plain ASCII of one line does not do. */
function printOld(property: Property): string {
  const { value } = property;
  const head = pathOf(property) + property.params.map(oldParameter).join('');
  if (property.base64) return `${head};ENCODING=BASE64:\r\n${indented(value)}\r\n\r\n`;
  if (/^[ -~]*$/.test(value) && value === value.trim()) return `${head}:${value}\r\n`;
  const charset = /^[\0-\u007F]*$/.test(value) ? '' : ';CHARSET=UTF-8';
  return `${encodeQuoted(`${head}${charset};ENCODING=QUOTED-PRINTABLE:`, value)}\r\n`;
}

/** Nothing can be quoted in parameters of version 2.1. */
function oldParameter({ name, value }: Parameter): string {
  const plain = value.replaceAll(/[^ !#-9<-~]/g, '');
  return name === 'TYPE' ? `;${plain.toUpperCase()}` : `;${name}=${plain}`;
}

const indented = (base64: string): string =>
  (base64.match(/.{1,72}/g) ?? []).map((piece) => ` ${piece}`).join('\r\n');

const printNew = (property: Property): string =>
  folded(`${headOf(property)}:${property.value.replaceAll('\n', '\\n')}`);

/** What stands before the colon in versions 3.0 and 4.0. */
export function headOf(property: Property): string {
  const types = property.params.filter(({ name }) => name === 'TYPE').map(({ value }) => newValue(value));
  const others = property.params.filter(({ name }) => name !== 'TYPE');
  return (
    pathOf(property) +
    (property.base64 ? ';ENCODING=b' : '') +
    (types.length === 0 ? '' : `;TYPE=${types.join(',')}`) +
    others.map(({ name, value }) => `;${name}=${newValue(value)}`).join('')
  );
}

/** Quoted where `:`, `;` or `,` would end it or blanks at its ends would be lost; RFC 6868 for what even quotes cannot hold. */
function newValue(value: string): string {
  const escaped = value.replaceAll(/[\n^"]/g, (character) =>
    character === '\n' ? '^n' : character === '^' ? '^^' : "^'",
  );
  return /[:;,]|^\s|\s$/.test(escaped) ? `"${escaped}"` : escaped;
}

/** Lines of at most 75 octets of UTF-8, never cut inside a character (RFC 6350 section 3.2). */
function folded(line: string): string {
  if (line.length * 3 <= FOLD) return `${line}\r\n`;
  let text = '';
  let from = 0;
  let octets = 0;
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at) ?? 0;
    const width = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + width > FOLD) {
      text += `${line.slice(from, at)}\r\n `;
      from = at;
      octets = 1;
    }
    octets += width;
    at += width === 4 ? 2 : 1;
  }
  return `${text}${line.slice(from)}\r\n`;
}
