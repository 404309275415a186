import { describe, expect, it } from 'vitest';
import { readXml, xmlRoot } from '../../../core/formats/xml/read.ts';
import { xmlComment, xmlElement, xmlText } from '../../../core/formats/xml/write.ts';
import { codeOf } from '../../problem-of.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function read(bytes: Uint8Array) {
  const elements = [];
  const reading = readXml(bytes, new Set(['entry']));
  let step = reading.next();
  while (step.done !== true) {
    elements.push(step.value);
    step = reading.next();
  }
  return { elements, broken: step.value };
}

describe('reading markup', () => {
  it('yields the wanted elements with their lines, attributes and text', () => {
    const { elements, broken } = read(
      utf8('<?xml version="1.0"?>\n<list>\n<Entry a="1 &amp; 2">x<b>y</b>z</Entry>\n<other/>\n</list>\n'),
    );
    expect(broken).toBeNull();
    expect(elements).toMatchObject([
      { name: 'Entry', row: 3, attributes: { a: '1 & 2' }, text: 'xz', children: [{ name: 'b', text: 'y' }] },
    ]);
  });

  it('says where each stands, whatever the line ends and however large the file', () => {
    const one = '<entry a="&lt;">\r\n<b>😀</b><c/></entry >';
    const text = `<?xml version="1.0"?>\r\n<list>${`${one}\r\n <entry/>😀`.repeat(5000)}</list>`;
    const { elements } = read(utf8(text));
    expect(elements).toHaveLength(10_000);
    const pieces = new Set(elements.map(({ from, to }) => text.slice(from, to)));
    expect(pieces).toEqual(new Set([one, '<entry/>']));
    expect(new Set(elements.map(({ from }) => from)).size).toBe(10_000);
  });

  it.each([
    ['iso-8859-1', latin('<?xml version="1.0" encoding="ISO-8859-1"?><l><entry>J\xfcrgen</entry></l>')],
    ['a wrong declaration', latin('<?xml version="1.0" encoding="UTF-8"?><l><entry>J\xfcrgen</entry></l>')],
    ['a byte order mark', utf8('\ufeff<l><entry>Jürgen</entry></l>')],
    [
      'UTF-16',
      new Uint8Array(
        Uint16Array.from('\ufeff<l><entry>Jürgen</entry></l>', (letter) => letter.charCodeAt(0)).buffer,
      ),
    ],
  ])('reads %s', (_name, bytes) => {
    expect(read(bytes).elements.map(({ text }) => text)).toEqual(['Jürgen']);
  });

  it('takes a document type that declares nothing, and two roots', () => {
    expect(
      read(utf8('<!DOCTYPE LocalDirectory>\n<a><entry>1</entry></a><b><entry>2</entry></b>')).elements,
    ).toMatchObject([
      { row: 2, text: '1' },
      { row: 2, text: '2' },
    ]);
  });

  it('keeps what stands before a break and says where it is', () => {
    const { elements, broken } = read(utf8('<l>\n<entry>1</entry>\n<entry>2</l>\n<entry>3</entry>'));
    expect(elements.map(({ text }) => text)).toEqual(['1']);
    expect(broken?.row).toBe(3);
  });

  it('knows no entities but those of XML itself', () => {
    const { elements, broken } = read(utf8('<l><entry>1</entry><entry>&boom;</entry></l>'));
    expect(elements.map(({ text }) => text)).toEqual(['1']);
    expect(broken).not.toBeNull();
  });

  it('says the root element', () => {
    expect(xmlRoot(utf8('<?xml version="1.0"?><!-- a --><phonebooks><phonebook/></phonebooks>'))).toBe(
      'phonebooks',
    );
    expect(xmlRoot(utf8('<?xml version="1.0"?>'))).toBe('');
  });
});

describe('hostile markup', () => {
  const laughs =
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><l><entry>&b;</entry></l>';
  it.each([
    ['declares entities', laughs, 'xml-declares'],
    ['is nested without end', `<l>${'<a>'.repeat(100_000)}`, 'xml-deep'],
    ['has an entry of a million parts', `<l><entry>${'<a/>'.repeat(1_000_000)}`, 'xml-large'],
    ['has a text without end', `<l><entry>${'x'.repeat(2_000_000)}`, 'xml-large'],
    ['has too many entries', `<l>${'<entry/>'.repeat(200_001)}</l>`, 'file-rows'],
  ])('is refused where it %s', (_name, text, code) => {
    expect(codeOf(() => read(utf8(text)))).toBe(code);
  });

  it('is bounded where an attribute is without end', () => {
    const start = performance.now();
    read(utf8(`<l><entry a="${'x'.repeat(20_000_000)}"/></l>`));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('writing markup', () => {
  it('ends no comment early', () => {
    expect(xmlComment('a --> b --\u0001-')).toBe('<!-- a - -> b - - - -->');
  });

  it('escapes whatever a value holds and drops what XML cannot hold', () => {
    expect(xmlText('name', 'a <b> & "c"\u0000\ud800', { type: 'x"y\nz' })).toBe(
      '<name type="x&quot;y&#10;z">a &lt;b&gt; &amp; &quot;c&quot;</name>',
    );
    expect(xmlElement('empty', {})).toBe('<empty/>');
  });
});
