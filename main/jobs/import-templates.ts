/** The templates of one site: those of the product and those saved in it, which travel as files too. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { templateContent, templateName } from '../../core/api/import.ts';
import type { TemplateContent } from '../../core/api/import.ts';
import type { SavedTemplate, Template } from '../../core/exchange/template.ts';
import { savedTemplate, templates } from '../../core/exchange/template.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Site } from '../site/site.ts';

/** Far above a header of a thousand columns in any alphabet. */
const MOST_BYTES = 1024 * 1024;
const LONGEST_NAME = 100;

/** What a shared template says; a later version that means something else gets another number. */
const sharedTemplate = templateContent.extend({ switchbookTemplate: z.literal(1), name: templateName });
const anyVersion = z.object({ switchbookTemplate: z.number() });

interface Saved {
  id: string;
  name: string;
  template: SavedTemplate;
}

const savedOf = (site: Site): Saved[] =>
  site.templates().flatMap(({ id, name, content }) => {
    const template = savedTemplate(id, name, content);
    return template === null ? [] : [{ id, name, template }];
  });

export const templatesOf = (site: Site): Template[] => [
  ...savedOf(site).map(({ template }) => template),
  ...templates(),
];

export const listTemplates = (site: Site): { id: string; name: string; own: boolean }[] =>
  templatesOf(site).map(({ id, name, saved }) => ({ id, name, own: saved !== undefined }));

/**
 * Keeps a mapping for the next file like this one. Without `id` a template of the same name is replaced.
 * Returns the id. Errors: `template-not-own`, `template-name-taken`.
 */
export function saveTemplate(site: Site, name: string, content: TemplateContent, id?: string): string {
  if (id !== undefined) refuseName(site, name, ownTemplate(site, id).id);
  return site.saveTemplate(name, content, id);
}

/** Errors: `template-not-own`, `template-name-taken`. */
export function renameTemplate(site: Site, id: string, name: string): void {
  const { template } = ownTemplate(site, id);
  refuseName(site, name, id);
  site.saveTemplate(name, template.saved, id);
}

/** Errors: `template-not-own`. */
export const deleteTemplate = (site: Site, id: string): void => site.deleteTemplate(ownTemplate(site, id).id);

/** A saved template as a file. Errors: `template-not-own`. */
export function shareTemplate(site: Site, id: string): { bytes: Uint8Array; fileName: string } {
  const { name, template } = ownTemplate(site, id);
  const shared = { switchbookTemplate: 1, name, ...template.saved } satisfies z.input<typeof sharedTemplate>;
  const stem = name.replaceAll(/[\p{Cc}"*/:<>?\\|]/gu, '-').replace(/^\.+|[. ]+$/g, '');
  return {
    bytes: new TextEncoder().encode(`${JSON.stringify(shared, null, 1)}\n`),
    fileName: `${stem === '' ? 'template' : stem}.switchbook-template.json`,
  };
}

/**
 * Saves the template that such a file holds. Taking the same file again changes nothing; another template
 * of the same name keeps it, and the new one gets a number.
 * Errors: `template-file` for anything else, `template-file-newer`.
 */
export function takeTemplate(site: Site, bytes: Uint8Array, fileName: string): { id: string; name: string } {
  const { name, content } = readShared(bytes, fileName);
  const known = new Map(savedOf(site).map((it) => [it.name, it]));
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${name.slice(0, LONGEST_NAME - 8)} (${n})`;
    const taken = known.get(free);
    if (taken === undefined) return { id: site.saveTemplate(free, content), name: free };
    if (isDeepStrictEqual(taken.template.saved, content)) return { id: taken.id, name: free };
  }
}

function readShared(bytes: Uint8Array, fileName: string): { name: string; content: TemplateContent } {
  const raw = bytes.length > MOST_BYTES ? undefined : parseJson(bytes);
  const read = sharedTemplate.safeParse(raw);
  if (read.success) {
    const { switchbookTemplate: _, name, ...content } = read.data;
    return { name, content };
  }
  const version = anyVersion.safeParse(raw);
  const isNewer = version.success && version.data.switchbookTemplate > 1;
  throw new SwitchbookError(isNewer ? 'template-file-newer' : 'template-file', { value: fileName });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Those of the product are named after programs and cannot be changed. */
function ownTemplate(site: Site, id: string): Saved {
  const found = savedOf(site).find((template) => template.id === id);
  if (found === undefined) throw new SwitchbookError('template-not-own', { value: id });
  return found;
}

function refuseName(site: Site, name: string, id: string): void {
  if (site.templates().some((it) => it.name === name && it.id !== id)) {
    throw new SwitchbookError('template-name-taken', { value: name });
  }
}
