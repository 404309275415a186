import { describe, expect, it } from 'vitest';
import type { Site } from '../../../main/site/site.ts';
import { codeOf } from '../../problem-of.ts';
import { add, byHand, draft, newSite } from './help.ts';

const latest = (site: Site): number => site.history(1)[0]?.id ?? 0;
const names = (site: Site): string[] => [...site.eachContact()].map(({ givenName }) => givenName);

/** An import of three into a group of its own, and later changes by hand. */
function office() {
  const site = newSite();
  const anna = add(site, { givenName: 'Anna', company: 'Old' });
  site.signedIn({ role: 'sub-administrator', by: '20' });
  site.change('import', 'book.csv', { kind: 'file', name: 'book.csv' }, (change) => {
    change.ensureGroup('Imported', 'standard');
    for (const givenName of ['B', 'C', 'D']) change.createContact(draft({ givenName, groups: ['Imported'] }));
    change.updateContact(anna, { company: 'New', note: 'from the file' });
  });
  return { site, anna, step: latest(site) };
}
const plainly = { keepChanged: false, preview: false };

describe('one step taken back', () => {
  it('an import, after changes that do not touch it', () => {
    const { site, step } = office();
    add(site, { givenName: 'E' });
    expect(site.past.undoStep(step, { ...plainly, preview: true })).toMatchObject({ done: false, count: 5 });
    expect(names(site)).toEqual(['Anna', 'B', 'C', 'D', 'E']);
    expect(site.past.undoStep(step, plainly)).toEqual({ done: true, count: 5, collisions: [], collided: 0 });
    expect(names(site)).toEqual(['Anna', 'E']);
    expect(site.groups()).toEqual([]);
    expect(site.contacts([1])[0]).toMatchObject({ company: 'Old', note: '' });
    expect(site.history(10).find(({ id }) => id === step)?.takenBackBy).toBe(latest(site));
    expect(site.past.undoStep(step, plainly)).toMatchObject({ done: false, count: 0 });
    site.undo();
    expect(names(site)).toEqual(['Anna', 'B', 'C', 'D', 'E']);
    expect(site.history(10).find(({ id }) => id === step)?.takenBackBy).toBeNull();
  });

  it('says what was changed since, and takes back the rest where that is wanted', () => {
    const { site, anna, step } = office();
    byHand(site, (change) => change.updateContact(2, { note: 'mine' }));
    byHand(site, (change) => change.updateContact(anna, { company: 'Newer' }));
    byHand(site, (change) => change.deleteContact(3));
    const before = [...site.eachContact()];
    const undo = site.past.undoStep(step, plainly);
    expect(undo).toMatchObject({ done: false, collided: 3 });
    expect(undo.collisions).toEqual([
      { record: 'contact', id: anna, name: 'Anna', field: 'company', reason: 'changed-later' },
      { record: 'contact', id: 2, name: 'B', field: null, reason: 'changed-later' },
      { record: 'group', id: 1, name: 'Imported', field: null, reason: 'in-use' },
    ]);
    expect([...site.eachContact()]).toEqual(before);
    expect(site.past.undoStep(step, { ...plainly, keepChanged: true })).toMatchObject({
      done: true,
      count: 2,
    });
    expect([...site.eachContact()]).toMatchObject([
      { givenName: 'Anna', company: 'Newer', note: '' },
      { givenName: 'B', note: 'mine', groups: ['Imported'] },
    ]);
  });

  it('brings nobody back into a group that is gone: the group returns with those it had', () => {
    const site = newSite();
    for (const name of ['Clients', 'Famille']) byHand(site, (change) => change.ensureGroup(name, 'standard'));
    const anna = add(site, { givenName: 'Anna', groups: ['Clients'] });
    byHand(site, (change) => change.updateContact(anna, { groups: ['Famille'] }));
    const moved = latest(site);
    byHand(site, (change) => change.deleteGroup(1));
    expect(site.past.undoStep(moved, plainly)).toMatchObject({
      done: false,
      collisions: [{ record: 'group', id: 1, name: 'Clients', reason: 'deleted-later' }],
    });
    expect(site.past.undoStep(moved, { ...plainly, keepChanged: true }).done).toBe(true);
    expect(site.contacts([anna])[0]?.groups).toEqual([]);
    site.undo();
    site.undo();
    expect(site.contacts([anna])[0]?.groups).toEqual(['Famille']);
  });

  it('brings back what it deleted, unless another one has its name now', () => {
    const site = newSite();
    const group = byHand(site, (change) => change.ensureGroup('Clients', 'standard'));
    byHand(site, (change) => change.deleteGroup(group));
    const step = latest(site);
    const other = byHand(site, (change) => change.ensureGroup('Clients', 'standard'));
    expect(site.past.undoStep(step, plainly).collisions).toMatchObject([
      { reason: 'taken', name: 'Clients' },
    ]);
    byHand(site, (change) => change.editGroup(other, { name: 'Others' }));
    expect(site.past.undoStep(step, plainly)).toMatchObject({ done: true, count: 1 });
    expect(site.groups().map(({ name }) => name)).toEqual(['Clients', 'Others']);
  });

  it('not a step that is undone, and none that is not there', () => {
    const { site, step } = office();
    site.undo();
    expect(codeOf(() => site.past.undoStep(step, plainly))).toBe('step-undone');
    expect(codeOf(() => site.past.undoStep(999, plainly))).toBe('step-missing');
  });

  it('5000 contacts of an import, of which one was edited', () => {
    const site = newSite();
    byHand(site, (change) => {
      for (let i = 0; i < 5000; i += 1) change.createContact(draft({ givenName: `N${i}` }));
    });
    const step = latest(site);
    byHand(site, (change) => change.updateContact(2500, { note: 'x' }));
    expect(site.past.undoStep(step, { ...plainly, keepChanged: true })).toMatchObject({
      count: 4999,
      collided: 1,
    });
    expect(site.find({})).toEqual([2500]);
    expect(site.past.changes(latest(site), 0, 10)).toMatchObject([
      { change: 'vanish', first: 1, last: 2499 },
      { change: 'vanish', first: 2501, last: 5000 },
    ]);
    site.undo();
    expect(site.find({})).toHaveLength(5000);
  });
});

describe('the history of a contact', () => {
  it('says who, when, from where, and what it held before and after', () => {
    const { site, anna, step } = office();
    site.signedIn({ role: 'administrator' });
    byHand(site, (change) =>
      change.updateContact(anna, {
        numbers: [{ kind: 'work', value: '0612', e164: '+33612' }],
        groups: ['Imported'],
      }),
    );
    const changes = site.past.ofContact(anna, 10);
    expect(changes.map(({ step: of, change }) => [of.role, of.by, of.source, change.change])).toEqual([
      ['administrator', undefined, { kind: 'hand' }, 'edit'],
      ['sub-administrator', '20', { kind: 'file', name: 'book.csv' }, 'edit'],
      [null, undefined, { kind: 'hand' }, 'appear'],
    ]);
    expect(changes[0]?.change.fields).toEqual([
      { field: 'numbers', before: [], after: [{ kind: 'work', value: '0612', e164: '+33612' }] },
      { field: 'groups', before: [], after: ['Imported'] },
    ]);
    expect(changes[1]?.change.fields).toEqual([
      { field: 'company', before: 'Old', after: 'New' },
      { field: 'note', before: '', after: 'from the file' },
    ]);
    // One of a row of ids that appeared together.
    expect(site.past.ofContact(3, 10)).toMatchObject([
      { change: { change: 'appear', first: 3, last: 3, name: 'C' } },
    ]);
    expect(site.past.changes(step, 0, 100)).toMatchObject([
      { record: 'group', change: 'appear', name: 'Imported' },
      { record: 'contact', first: 2, last: 4 },
      { record: 'contact', first: anna, change: 'edit' },
    ]);
  });
});
