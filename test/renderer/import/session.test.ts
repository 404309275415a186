/** The window's import on the real services: what a person chooses reaches the plan. */
import { describe, expect, it } from 'vitest';
import type { Call, Host } from '../../../renderer/host/host.ts';
import { browserSurroundings } from '../../../renderer/host/surroundings.ts';
import {
  chooseRule,
  inspectAgain,
  makePreview,
  mapColumns,
  resetImport,
  useImport,
} from '../../../renderer/import/session.ts';
import { loadTemplates, saveTemplate, useTemplates } from '../../../renderer/import/templates.ts';
import { Desk } from '../../../main/api/desk.ts';
import { FileStore } from '../../../main/api/files.ts';
import { MemorySecrets } from '../../../main/api/secrets.ts';
import { Services } from '../../../main/api/services.ts';
import { somewhere } from '../../main/site/help.ts';
import { eventually } from '../../eventually.ts';

async function office(): Promise<{ host: Host; take: () => Promise<void> } & Disposable> {
  const desk = new Desk({ shell: 'browser', files: new FileStore(), secrets: new MemorySecrets() });
  const services = new Services(desk);
  await services.call('site.create', { path: somewhere(), device: 'commander-6000', country: 'DE' });
  const call: Call = (name, input) => services.call(name, input);
  const host: Host = {
    call,
    subscribe: () => () => undefined,
    surroundings: browserSurroundings(call),
  };
  const bytes = new TextEncoder().encode('Kunde;Rufnr. tagsüber\nWerft Osterkamp;030 23125 401\n');
  return {
    host,
    /** The file is with the services already: how it travels is another test's business. */
    take: async () => {
      resetImport();
      useImport.setState({ file: { id: desk.files.add('kunden.csv', bytes), name: 'kunden.csv' } });
      inspectAgain(host);
      await eventually(() => expect(useImport.getState().inspection).not.toBeNull());
    },
    [Symbol.dispose]: () => desk.close(),
  };
}

const preview = () => useImport.getState().preview;

describe('an import of the window', () => {
  it('plans again as soon as a rule is switched, and shows the last plan until then', async () => {
    using site = await office();
    const { host } = site;
    await site.take();
    mapColumns([{ field: 'company' }, { field: 'number', slot: 1, kind: 'work' }]);
    await makePreview(host);
    const first = preview();
    expect(first?.rules).toMatchObject({ spacing: true, case: false });
    chooseRule(host, 'case', true);
    expect(preview()).toBe(first);
    await eventually(() => expect(preview()?.plan).not.toBe(first?.plan));
    expect(preview()?.rules).toMatchObject({ spacing: true, case: true });
  });

  it('keeps columns and rules in a template, and replaces that template by its id', async () => {
    using site = await office();
    const { host } = site;
    await site.take();
    mapColumns([{ field: 'company' }, null]);
    chooseRule(host, 'titles', false);
    await saveTemplate(host, { name: 'Customers' });
    await eventually(() => expect(useImport.getState().inspection?.template?.name).toBe('Customers'));
    const [own] = useTemplates.getState().known.filter((template) => template.own);
    expect(own?.name).toBe('Customers');

    mapColumns([{ field: 'company' }, { field: 'number', slot: 1, kind: 'work' }]);
    await saveTemplate(host, { id: own?.id ?? '', name: 'Customers' });
    await loadTemplates(host);
    expect(useTemplates.getState().known.filter((template) => template.own)).toEqual([own]);

    await site.take();
    expect(useImport.getState().inspection?.template?.name).toBe('Customers');
    expect(useImport.getState().mapping).toMatchObject([
      { field: 'company' },
      { field: 'number', kind: 'work' },
    ]);
    await makePreview(host);
    expect(preview()).toMatchObject({ created: 1, rules: { titles: false, spacing: true } });
  });
});
