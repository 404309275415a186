import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LANGUAGES } from '../../../core/language/text.ts';

const sentence = z.strictObject({ en: z.string().min(1), fr: z.string().min(1), de: z.string().min(1) });
const catalogue = z.record(z.string(), sentence);
const problems = z.record(z.string(), z.strictObject({ message: sentence, remedy: sentence.optional() }));

const root = join(import.meta.dirname, '..', '..', '..');
const resources = join(root, 'resources');
const read = (folder: string, name: string): unknown =>
  JSON.parse(readFileSync(join(resources, folder, name), 'utf8'));

const codes = readdirSync(join(resources, 'problems')).flatMap((name) =>
  Object.entries(problems.parse(read('problems', name))),
);

/** Every line of the product in which a problem is thrown with nothing but its code. */
const bare = ['core', 'main', 'renderer'].flatMap((folder) =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/SwitchbookError\(\s*'([\w-]+)',?\s*\)/g)].map(
      ([, code = '']) => ({ file, code }),
    ),
  ),
);

const sentences = [
  ...readdirSync(join(resources, 'translations')).flatMap((name) =>
    Object.entries(catalogue.parse(read('translations', name))).map(
      ([key, text]) => [`${name} ${key}`, text] as const,
    ),
  ),
  ...readdirSync(join(resources, 'problems')).flatMap((name) =>
    Object.entries(problems.parse(read('problems', name))).flatMap(([code, { message, remedy }]) => [
      [`${name} ${code}`, message] as const,
      ...(remedy ? [[`${name} ${code} remedy`, remedy] as const] : []),
    ]),
  ),
];

/** The names of a sentence's parameters, those inside of plurals too. */
function parameters(pattern: string, language: string): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    const part = z.looseObject({ type: z.number(), value: z.string() }).safeParse(node);
    // 0 is plain text, 7 the `#` of a plural; everything else names a parameter.
    if (part.success && part.data.type !== 0) found.add(part.data.value);
    const options = z
      .looseObject({ options: z.record(z.string(), z.object({ value: z.unknown() })) })
      .safeParse(node);
    if (options.success) Object.values(options.data.options).forEach(({ value }) => visit(value));
  };
  visit(new IntlMessageFormat(pattern, language, undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

describe('the sentences of the product', () => {
  it('are well formed and take the same parameters in every language', () => {
    expect(sentences.length).toBeGreaterThan(300);
    const differing = sentences.filter(
      ([, text]) =>
        new Set(LANGUAGES.map((language) => parameters(text[language], language).join(' '))).size > 1,
    );
    expect(differing.map(([name]) => name)).toEqual([]);
  });

  it('stand without the ASCII apostrophe, which ICU takes for a quotation', () => {
    const quoting = sentences.filter(([, text]) =>
      LANGUAGES.some((language) => text[language].includes("'")),
    );
    expect(quoting.map(([name]) => name)).toEqual([]);
  });

  it('count one as people do', () => {
    const counting = sentences.filter(
      ([name, { fr }]) =>
        /^cli\.json (?:salvage-.*-|compact-done)|fits\.more|group\.count$/.test(name) &&
        parameters(fr, 'fr').length > 0,
    );
    expect(counting.length).toBeGreaterThan(7);
    const said = ({ fr }: { fr: string }, count: number) => {
      const values = Object.fromEntries(parameters(fr, 'fr').map((name) => [name, count]));
      return String(new IntlMessageFormat(fr, 'fr', undefined, { ignoreTag: true }).format(values));
    };
    const alike = counting.filter(([, text]) => said(text, 1) === said(text, 2).replaceAll('2', '1'));
    expect(alike.map(([name]) => name)).toEqual([]);
  });

  it('keep French punctuation on the line of the word before it', () => {
    const loose = sentences.filter(([, { fr }]) => / [;!?»]|[^\s{] :(?!\S)|« /.test(fr));
    expect(loose.map(([name, { fr }]) => `${name}: ${fr}`)).toEqual([]);
  });
});

describe('a problem', () => {
  it('has its code alone: the later of two would be said for both', () => {
    const names = codes.map(([code]) => code);
    expect(names.filter((code, at) => names.indexOf(code) !== at)).toEqual([]);
  });

  it('is not thrown without what its sentences name', () => {
    const said = new Map(codes.map(([code, { message, remedy }]) => [code, [message, remedy ?? []].flat()]));
    const needs = (code: string): string[] =>
      (said.get(code) ?? []).flatMap(({ en }) => parameters(en, 'en'));
    expect(bare.length).toBeGreaterThan(30);
    expect(bare.filter(({ code }) => needs(code).length > 0)).toEqual([]);
  });
});
