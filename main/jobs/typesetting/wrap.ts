/** Lines of a text that fit a width: at its spaces, and within a word that is wider than a line. */

/** `widthOf` is the width of a text in the unit of `width`. Time grows with the length of the text. */
export function wrapped(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split(/\r\n?|\n/)) {
    let line = '';
    let used = 0;
    for (const word of paragraph.split(/(?<= )/)) {
      const size = widthOf(word);
      if (used + widthOf(word.trimEnd()) <= width) {
        line += word;
        used += size;
        continue;
      }
      if (line !== '') lines.push(line.trimEnd());
      [line, used] = ['', 0];
      for (const part of size <= width ? [word] : brokenWord(word, width, widthOf)) {
        if (line !== '') lines.push(line);
        [line, used] = [part, widthOf(part)];
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function brokenWord(word: string, width: number, widthOf: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const { segment } of LETTERS.segment(word)) {
    const size = widthOf(segment);
    if (part !== '' && used + size > width) {
      parts.push(part);
      [part, used] = ['', 0];
    }
    part += segment;
    used += size;
  }
  return [...parts, part];
}
