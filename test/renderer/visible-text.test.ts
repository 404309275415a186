import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textInProblems, visibleText } from './visible-text.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((name) => ({ name, source: readFileSync(join(root, name), 'utf8') }));

const report = (name: string, found: { line: number; text: string }[]) =>
  found.map(({ line, text }) => `${name}:${line} ${text}`);

describe('text for people', () => {
  it('stands in no component of the page, and in no menu and dialog of the window', () => {
    const files = sources('{renderer,main/shell/electron}/**/*.{ts,tsx}');
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap(({ name, source }) => report(name, visibleText(name, source)))).toEqual([]);
  });

  it('stands in no problem that a person can cause', () => {
    const files = sources('{core,main,renderer}/**/*.{ts,tsx}');
    expect(files.flatMap(({ name, source }) => report(name, textInProblems(name, source)))).toEqual([]);
  });

  it.each([
    ['text between tags', '<p>\n  Hello world\n</p>', 2, 'Hello world'],
    ['in a fragment', '<>Hello</>', 1, 'Hello'],
    ['after another element', '<p><b>{x}</b> contacts</p>', 1, 'contacts'],
    ['a string as a child', "<p>{'Hello'}</p>", 1, 'Hello'],
    ['a branch', "<p>{x ? y : 'Hello'}</p>", 1, 'Hello'],
    ['what is put together', '<p>{`${x} contacts`}</p>', 1, 'contacts'],
    ['a label', '<button aria-label="Close" />', 1, 'Close'],
    ['a placeholder', "<input placeholder={x ?? 'Search'} />", 1, 'Search'],
    ['a title in a branch', "<p title={x && 'Why'} />", 1, 'Why'],
    ['an entry of a choice', "f([{ value: 'a', label: 'All' }])", 1, 'All'],
    ['a message', "tell.done('Saved')", 1, 'Saved'],
    ['the title of the page', "document.title = 'Contacts'", 1, 'Contacts'],
    ['another script', '<p>Здравствуйте</p>', 1, 'Здравствуйте'],
  ])('is found: %s', (_what, code, line, text) => {
    expect(visibleText('bad.tsx', `const a = () => ${code};`)).toEqual([{ line, text }]);
  });

  it('is told from what only looks like it', () => {
    const code = `
      // <p>Hello</p>
      const say = (key: string) => key;
      const a = <Button className="quiet" variant="subtle" title={say('close')} data-what="Hello there">
        {say('hello')} · {count > 3 && <b>{'…'}</b>} {x === 'all' ? say('a') : say('b')}
      </Button>;`;
    expect(visibleText('good.tsx', code)).toEqual([]);
  });

  it('is found in problems', () => {
    const code =
      "throw new SwitchbookError('file-unreadable', {\n  params: { detail: 'The disk is full' } });";
    expect(textInProblems('bad.ts', code)).toEqual([{ line: 2, text: 'The disk is full' }]);
    expect(textInProblems('good.ts', "new SwitchbookError('bad', { value: 'a b', field: 'name' })")).toEqual(
      [],
    );
  });
});
