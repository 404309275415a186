/** The templates that can be chosen, as the site knows them now. */
import { create } from 'zustand';
import type { OutputOf } from '../../core/api/contract.ts';
import type { Host } from '../host/host.ts';
import { useSite } from '../state/site.ts';
import { chooseTemplate, useImport } from './session.ts';

export type KnownTemplate = OutputOf<'templates.list'>['templates'][number];

export const useTemplates = create<{ known: KnownTemplate[] }>()(() => ({ known: [] }));

/** Saving, renaming and deleting are no changes of the contacts: nobody else says that they happened. */
export async function loadTemplates(host: Host): Promise<void> {
  const { templates } = await host.call('templates.list', {});
  useTemplates.setState({ known: templates });
}

/** Keeps how the file is understood now: under a new name, or in place of a template of one's own. */
export async function saveTemplate(host: Host, as: { id?: string; name: string }): Promise<void> {
  const { inspection, mapping, reading, rules } = useImport.getState();
  if (inspection === null) return;
  const headers = inspection.columns.map(({ header }) => header);
  const { sheet: _sheet, ...kept } = reading;
  const { id } = await host.call('templates.save', { ...as, headers, mapping, reading: kept, rules });
  await loadTemplates(host);
  chooseTemplate(host, id);
}

/** Those saved in a site belong to it. */
useSite.subscribe(({ site }, { site: before }) => {
  if (before && site?.path !== before.path) useTemplates.setState({ known: [] });
});
