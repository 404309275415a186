import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../core/language/text.ts';
import { readGuide } from '../../../packaging/guide.ts';
import frame from '../../../resources/translations/renderer-frame.json' with { type: 'json' };

const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'guide');
const pagesIn = (language: Language) => readGuide(join(folder, language));
const filesIn = (...names: string[]): string[] => readdirSync(join(folder, ...names)).sort();

/** Of which scene; that in the dark is one picture for all languages. */
const sceneOf = (picture: string): string =>
  basename(picture).endsWith('-dark.png') ? basename(picture) : basename(picture).replace(/-\w\w-light/, '');

describe('the user guide', () => {
  const english = pagesIn('en');

  it.each(LANGUAGES)('has in %s every page, and none that its index does not name', (language) => {
    const pages = pagesIn(language).map(({ id }) => id);
    expect(pages).toEqual(english.map(({ id }) => id));
    expect(filesIn(language)).toEqual(pages.map((id) => `${id}.md`).sort());
  });

  it.each(LANGUAGES)(
    'shows in %s the same pictures, in its own words, each of which is there',
    (language) => {
      for (const [i, page] of pagesIn(language).entries()) {
        expect(page.pictures.map(sceneOf), page.id).toEqual(english[i]?.pictures.map(sceneOf));
        for (const picture of page.pictures) {
          expect(statSync(picture).size, picture).toBeGreaterThan(2000);
          if (picture.endsWith('-light.png')) expect(basename(picture)).toContain(`-${language}-`);
        }
      }
    },
  );

  it.each(LANGUAGES)(
    'says in %s what can go wrong with each job, and leads to pages that are there',
    (language) => {
      const pages = pagesIn(language);
      const ids = pages.map(({ id }) => id);
      for (const { id, links, pieces } of pages) {
        expect(ids, id).toEqual(expect.arrayContaining(links));
        if (id !== 'index')
          expect(pieces.join(''), id).toMatch(
            /<h2>(What can go wrong|Ce qui peut mal tourner|Was schiefgehen kann)/,
          );
      }
    },
  );

  it('has a page for every screen', () => {
    const screens = Object.keys(frame)
      .filter((key) => key.startsWith('screen.'))
      .map((key) => key.replace('screen.', ''));
    expect(screens.length).toBeGreaterThan(9);
    expect(english.map(({ id }) => id)).toEqual(expect.arrayContaining(screens));
  });

  it('uses every picture that was taken, and they stay small', () => {
    const used = LANGUAGES.flatMap((language) => pagesIn(language).flatMap(({ pictures }) => pictures));
    expect(filesIn('pictures')).toEqual([...new Set(used.map((path) => basename(path)))].sort());
    const bytes = filesIn('pictures').reduce(
      (sum, name) => sum + statSync(join(folder, 'pictures', name)).size,
      0,
    );
    expect(bytes).toBeLessThan(12e6);
  });

  it('keeps the spaces of French typography', () => {
    for (const name of filesIn('fr')) {
      const prose = readFileSync(join(folder, 'fr', name), 'utf8').replaceAll(
        /```[\s\S]*?```|`[^`\n]*`/g,
        '',
      );
      expect(prose, name).not.toMatch(/ [:;?!»]|« |[^\s\u{202F}:/]»/u);
    }
  });
});
