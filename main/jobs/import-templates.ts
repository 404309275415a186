/** The templates of one site: those of the product and those saved in it. */
import type { ColumnMapping } from '../../core/api/exchange.ts';
import type { SavedContent, Template } from '../../core/exchange/template.ts';
import { savedTemplate, templates } from '../../core/exchange/template.ts';
import type { Site } from '../site/site.ts';

export const templatesOf = (site: Site): Template[] => [
  ...site.templates().flatMap(({ id, name, content }) => savedTemplate(id, name, content) ?? []),
  ...templates(),
];

export const listTemplates = (site: Site): { id: string; name: string; own: boolean }[] =>
  templatesOf(site).map(({ id, name, saved }) => ({ id, name, own: saved !== undefined }));

/** A mapping for the next file with these headers. Returns the template's id. */
export const saveTemplate = (site: Site, name: string, headers: string[], mapping: ColumnMapping): string =>
  site.saveTemplate(name, { headers, mapping } satisfies SavedContent);
