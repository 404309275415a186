/** Operations on many contacts: what is shown is what is done, once, within the rights. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BulkOperation, BulkScope } from '../../../core/api/bulk.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import type { Services } from '../../../main/api/services.ts';
import type { Progress } from '../../../main/jobs/job.ts';
import { codeAfter } from '../../problem-of.ts';
import { byHand } from '../site/help.ts';
import { atNewSite } from './help.ts';

let services: Services;

beforeEach(async () => {
  services = await atNewSite();
  for (const name of ['Staff', 'Clients', 'Board']) {
    await services.call('groups.create', { name, kind: 'standard' });
  }
  const people: [string, string[]][] = [
    ['ANNA', ['Staff']],
    ['BRUNO', ['Clients']],
    ['CLARA', ['Staff', 'Board']],
    ['DORA', []],
  ];
  byHand(services.desk.file, (change) => {
    for (const [familyName, groups] of people) {
      change.createContact({ ...emptyDraft(), familyName, company: 'Acme', groups });
    }
  });
});
afterEach(() => services.desk.close());

const ALL: BulkScope = { query: {} };
const preview = (operation: BulkOperation, scope: BulkScope = ALL) =>
  services.call('bulk.preview', { scope, operation });
const apply = async (operation: BulkOperation, scope: BulkScope = ALL): Promise<number> => {
  const { revision, changed } = await preview(operation, scope);
  const done = await services.call('bulk.apply', { scope, operation, revision });
  expect(done.changed).toBe(changed);
  return changed;
};
const held = () => [...services.desk.file.eachContact()];
const names = () => held().map(({ familyName }) => familyName);
const members = (group: string) => names().filter((_, i) => held()[i]?.groups.includes(group));

const operations: [string, BulkOperation, number][] = [
  ['joining', { kind: 'join', group: 'Staff' }, 2],
  ['leaving', { kind: 'leave', group: 'Staff' }, 2],
  ['setting', { kind: 'set', field: 'company', value: 'Zeta' }, 4],
  ['replacing', { kind: 'replace', field: 'all', find: 'a', replacement: 'o', matchCase: false }, 4],
  ['tidying', { kind: 'tidy', rules: ['case'] }, 4],
  ['deleting', { kind: 'delete' }, 4],
];

describe('an operation on many contacts', () => {
  it.each(operations)('%s: is shown, done as one step, and undone', async (_, operation, changed) => {
    const before = held();
    const steps = services.desk.file.history(100).length;
    const shown = await preview(operation);
    expect(shown).toMatchObject({ contacts: 4, changed, refused: null });
    expect(shown.samples).toHaveLength(changed);
    expect(held()).toEqual(before);
    expect(await apply(operation)).toBe(changed);
    expect(held()).not.toEqual(before);
    expect(services.desk.file.history(100)).toHaveLength(steps + 1);
    expect(services.desk.file.info().undo?.count).toBe(changed);
    await services.call('history.undo', {});
    expect(held()).toEqual(before);
    // What is done is done: a second time there is nothing left, and no step is made of nothing.
    await services.call('history.redo', {});
    if (operation.kind !== 'replace') expect(await apply(operation)).toBe(0);
  });

  it('takes a selection or the filter of the list', async () => {
    const [first = 0, second = 0] = services.desk.file.find({});
    await apply({ kind: 'join', group: 'Board' }, { ids: [second, second, first, 999] });
    expect(members('Board')).toEqual(['ANNA', 'BRUNO', 'CLARA']);
    await apply({ kind: 'set', field: 'note', value: 'x' }, { query: { search: 'ra', group: 'Board' } });
    expect(held().filter(({ note }) => note === 'x')).toMatchObject([{ familyName: 'CLARA' }]);
  });

  it('shows the first contacts with what would differ', async () => {
    const { samples } = await preview({ kind: 'tidy', rules: ['case'] }, { query: { search: 'anna' } });
    expect(samples).toMatchObject([
      { name: 'ANNA', differences: [{ field: 'familyName', before: 'ANNA', after: 'Anna' }] },
    ]);
  });

  it('is not done when the site is no longer the one that was shown', async () => {
    const operation: BulkOperation = { kind: 'delete' };
    const { revision } = await preview(operation);
    await services.call('groups.create', { name: 'New', kind: 'standard' });
    expect(await codeAfter(services.call('bulk.apply', { scope: ALL, operation, revision }))).toBe(
      'bulk-moved',
    );
    expect(held()).toHaveLength(4);
  });

  it('says when a group is missing', async () => {
    expect(await codeAfter(preview({ kind: 'join', group: 'Nowhere' }))).toBe('group-missing');
  });

  it('reports how far it is, and leaves nothing behind when it is cancelled', async () => {
    byHand(services.desk.file, (change) => {
      for (let i = 0; i < 6000; i++) change.createContact({ ...emptyDraft(), familyName: `p${i}` });
    });
    const before = held();
    const operation: BulkOperation = { kind: 'set', field: 'note', value: 'x' };
    const { revision } = await preview(operation);
    const stop = new AbortController();
    const seen: Progress[] = [];
    const progress = (report: Progress): void => {
      seen.push(report);
      if (report.done >= 3000) stop.abort();
    };
    const input = { scope: ALL, operation, revision };
    expect(await codeAfter(services.call('bulk.apply', input, { progress, signal: stop.signal }))).toBe(
      'cancelled',
    );
    expect(seen.at(-1)).toMatchObject({ phase: 'store', done: 3000, total: 6004 });
    expect(held()).toEqual(before);
    expect(
      await codeAfter(
        services.call('bulk.preview', { scope: ALL, operation }, { progress, signal: stop.signal }),
      ),
    ).toBe('cancelled');
  });
});

describe('as a subscriber', () => {
  beforeEach(async () => {
    await services.call('subscribers.save', { extension: '21', name: '', role: 'subscriber' });
    await services.call('access.set', { extension: '21', group: 'Staff', grant: 'write' });
    await services.call('access.set', { extension: '21', group: 'Clients', grant: 'read' });
    await services.call('session.signIn', { extension: '21' });
  });

  it('changes what may be changed, leaves the rest, and says why', async () => {
    const edit: BulkOperation = { kind: 'set', field: 'note', value: 'x' };
    expect(await preview(edit)).toMatchObject({
      contacts: 3,
      changed: 2,
      refused: { contacts: 1, problem: { code: 'access-no-write' } },
    });
    await apply(edit);
    expect(held().map(({ note }) => note)).toEqual(['x', '', 'x', '']);
    // Clara also stands in a group that is not this subscriber's.
    expect(await preview({ kind: 'delete' })).toMatchObject({ changed: 1, refused: { contacts: 2 } });
    await apply({ kind: 'delete' });
    expect(names()).toEqual(['BRUNO', 'CLARA', 'DORA']);
  });

  it('reaches nobody by id who may not be seen, and moves nobody out of an unseen group', async () => {
    const dora = services.desk.file.find({ search: 'dora' });
    expect(await preview({ kind: 'join', group: 'Staff' }, { ids: dora })).toMatchObject({ changed: 0 });
    await apply({ kind: 'leave', group: 'Staff' });
    expect(members('Board')).toEqual(['CLARA']);
    expect(members('Staff')).toEqual([]);
    expect(await codeAfter(preview({ kind: 'join', group: 'Clients' }))).toBe('access-no-write');
    expect(await codeAfter(preview({ kind: 'join', group: 'Board' }))).toBe('group-missing');
  });
});
