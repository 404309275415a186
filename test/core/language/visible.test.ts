import { describe, expect, it } from 'vitest';
import { visible } from '../../../core/language/visible.ts';

describe('what cannot be seen in a text', () => {
  it.each([
    ['Anna Müller', 'Anna Müller'],
    [' Anna  Müller ', '·Anna··Müller·'],
    ['Anna\u00a0Müller', 'Anna·Müller'],
    ['Anna\tMüller', 'Anna⇥Müller'],
    ['Hof\r\nTor 2\nlinks', 'Hof↵Tor 2↵links'],
    ['An\u200bna\u0000\ufeff', 'An[U+200B]na[U+0000][U+FEFF]'],
    ['', ''],
  ])('%j is shown as %j', (text, shown) => expect(visible(text)).toBe(shown));
});
