/** The user guide as the window shows it: Markdown of docs/guide made into HTML when the page is built. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Marked } from 'marked';
import type { Plugin } from 'vite';

export interface GuidePage {
  /** Of a screen where one has the same name: its file’s name without ending. */
  id: string;
  title: string;
  html: string;
}

interface Source extends Omit<GuidePage, 'html'> {
  /** HTML in pieces; between each two stands the address of a picture. */
  pieces: string[];
  /** Paths of the pictures. */
  pictures: string[];
  /** Pages that it leads to. */
  links: string[];
}

const BETWEEN = '\u{0}';
const PAGE = /^([\w-]+)\.md$/;

/** One file of a language’s folder. A link that leads to no page of it is an error: there is no network to follow it into. */
function readPage(file: string): Source {
  const pictures: string[] = [];
  const links: string[] = [];
  const marked = new Marked({
    renderer: {
      image({ href, text }) {
        pictures.push(resolve(dirname(file), href));
        return `<img src="${BETWEEN}" alt="${text.replaceAll('"', '&quot;')}" loading="lazy">`;
      },
      link({ href, tokens }) {
        const page = PAGE.exec(href)?.[1];
        if (page === undefined) throw new Error(`${file}: ${href} is no page of the guide`);
        links.push(page);
        return `<a href="#${page}" data-page="${page}">${this.parser.parseInline(tokens)}</a>`;
      },
    },
  });
  const source = readFileSync(file, 'utf8');
  const title = /^# (.+)$/m.exec(source)?.[1];
  if (title === undefined) throw new Error(`${file} has no title`);
  const html = marked.parse(source, { async: false });
  return { id: basename(file, '.md'), title, pieces: html.split(BETWEEN), pictures, links };
}

/** The pages of a language in the order in which its index names them, itself first. */
export function readGuide(folder: string): Source[] {
  const index = readPage(join(folder, 'index.md'));
  return [index, ...index.links.map((id) => readPage(join(folder, `${id}.md`)))];
}

/** A language’s index.md, when it is imported, is the whole guide of that language. */
export const guide: Plugin = {
  name: 'guide',
  load(id) {
    if (!/\/docs\/guide\/\w\w\/index\.md$/.test(id)) return null;
    const folder = dirname(id);
    const pages = readGuide(folder);
    // One that is not taken yet is missing in the window, and in a test: pictures are taken of what was built.
    const pictures = [...new Set(pages.flatMap((page) => page.pictures))].filter((path) => existsSync(path));
    for (const page of pages) this.addWatchFile(join(folder, `${page.id}.md`));
    const text = ({ pieces, pictures: own }: Source): string =>
      pieces
        .map((piece, i) => {
          const picture = own[i];
          const known = picture === undefined ? -1 : pictures.indexOf(picture);
          return `${JSON.stringify(piece)}${known < 0 ? '' : ` + p${known}`}`;
        })
        .join(' + ');
    return [
      ...pictures.map((path, i) => `import p${i} from ${JSON.stringify(path)};`),
      'export const pages = [',
      ...pages.map(
        (page) =>
          `{ id: ${JSON.stringify(page.id)}, title: ${JSON.stringify(page.title)}, html: ${text(page)} },`,
      ),
      '];',
    ].join('\n');
  },
};
