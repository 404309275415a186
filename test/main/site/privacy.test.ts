import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Site } from '../../../main/site/site.ts';
import { openSite } from '../../../main/site/open.ts';
import { codeOf } from '../../problem-of.ts';
import { add, byHand, closing, draft, newSite, somewhere } from './help.ts';

const NAME = 'Wilhelmine Zyxwvut';
const NUMBER = '0698765432';
const WRITTEN = [NAME, 'Zyxwvut', NUMBER, 'Geheim GmbH', 'wz@example.org'];

/** A site that knows a person in every place there is. */
function office(): { path: string; site: Site; id: number; other: number } {
  const path = somewhere();
  const site = newSite(path);
  const other = add(site, { givenName: 'Anna' });
  const id = site.change('create-contact', NAME, { kind: 'hand' }, (change) =>
    change.createContact(
      draft({
        givenName: 'Wilhelmine',
        familyName: 'Zyxwvut',
        numbers: [{ kind: 'work', value: NUMBER, e164: null }],
        emails: [{ kind: 'work', value: 'wz@example.org' }],
        photo: { type: 'image/png', data: new TextEncoder().encode('Geheim GmbH as a picture') },
      }),
    ),
  );
  site.change('edit-contact', NAME, { kind: 'hand' }, (change) =>
    change.updateContact(id, { company: 'Geheim GmbH' }),
  );
  byHand(site, (change) => change.updateContact(other, { note: 'stays' }));
  const record = { ...draft({}), familyName: 'Zyxwvut', givenName: 'Wilhelmine', numbers: [] };
  const { photo: _photo, card: _card, ...base } = record;
  site.memory.setBaseContact({ contactId: id, remoteId: '9', record: base });
  site.reports.save('import', '2026-01-01T00:00:00.000Z', { rows: [{ name: NAME }, { name: 'Anna' }] });
  const about = { at: '2026-01-01', model: 'm', serial: 's', firmware: 'f', contacts: 1, groups: 0 };
  site.backups.add(about, { contacts: [{ record: { numbers: [{ value: NUMBER }] } }] });
  site.backups.add(about, { contacts: [] });
  site.safety.keep('hand');
  return { path, site, id, other };
}

const traces = (path: string): string[] => {
  const bytes = readFileSync(path);
  return WRITTEN.filter((text) => bytes.includes(text));
};

describe('a person', () => {
  it('is erased for good: no byte of the file tells of it, and what else does is listed', () => {
    const { path, site, id, other } = office();
    const [copy] = site.safety.copies();
    const shown = site.privacy.erase([id], { copies: false, preview: true });
    expect(site.find({})).toHaveLength(2);
    const erasure = site.privacy.erase([id], { copies: false });
    expect(shown).toEqual(erasure);
    expect(erasure).toEqual({
      contacts: 1,
      entries: 2,
      reports: 1,
      onPbx: 1,
      pbxBackups: [1],
      copies: [copy?.path],
    });
    expect(site.find({})).toEqual([other]);
    expect(site.memory.baseContacts().size).toBe(0);
    // Open, and after closing.
    expect(traces(path)).toEqual([]);
    expect(codeOf(() => site.privacy.export(id))).toBe('contact-missing');
    expect(site.past.ofContact(id, 10)).toEqual([]);
    expect(site.history(10).map(({ subject }) => subject)).not.toContain(NAME);
    while (site.undo() !== null);
    expect(site.find({})).toEqual([]);
    while (site.redo() !== null);
    expect(site.contacts([other])[0]?.note).toBe('stays');
    expect(site.safety.check().faults).toEqual([]);
    site.close();
    expect(traces(path)).toEqual([]);
    const again = closing(openSite(path));
    expect(again.privacy.erase([other], { copies: true }).copies).toEqual([copy?.path]);
    expect(again.safety.copies()).toEqual([]);
  });

  it('is found by what it was once called, and where it was merged away', () => {
    const { path, site, id, other } = office();
    byHand(site, (change) =>
      change.updateContact(id, { givenName: 'Mina', numbers: [{ kind: 'home', value: '0123', e164: null }] }),
    );
    site.change('merge-contacts', 'Mina Zyxwvut', { kind: 'hand' }, (change) => {
      change.updateContact(other, { note: 'merged' });
      change.deleteContact(id);
    });
    expect(site.privacy.departed('zyxw', 10)).toMatchObject([
      { id, name: 'Mina Zyxwvut', company: 'Geheim GmbH', at: expect.stringMatching(/^20/) },
    ]);
    expect(site.privacy.departed('anna', 10)).toEqual([]);
    expect(JSON.stringify(site.privacy.export(id))).toContain('image/png');
    expect(site.privacy.erase([id], { copies: false })).toMatchObject({ reports: 1, pbxBackups: [1] });
    expect(site.privacy.departed('', 10)).toEqual([]);
    expect(traces(path)).toEqual([]);
    expect(site.history(10).map(({ subject }) => subject)).not.toContain('Mina Zyxwvut');
    expect(site.contacts([other])[0]?.note).toBe('merged');
  });

  it('is erased after it was deleted too, and not when it is unknown', () => {
    const { path, site, id } = office();
    byHand(site, (change) => change.deleteContact(id));
    expect(codeOf(() => site.privacy.erase([999], { copies: false }))).toBe('contact-missing');
    site.privacy.erase([id], { copies: false });
    expect(traces(path)).toEqual([]);
  });

  it('is named by no step that told it apart, or merged others into it', () => {
    const { path, site, id, other } = office();
    const [kept] = site.contacts([id]);
    const twin = byHand(site, (change) => change.createContact(draft({ note: 'twin' })));
    site.change('keep-distinct', NAME, { kind: 'hand' }, (change) => change.keepDistinct(id, other));
    site.change('merge-contacts', NAME, { kind: 'hand' }, (change) => {
      change.updateContact(id, { note: kept?.note ?? '' });
      change.deleteContact(twin);
    });
    site.privacy.erase([id], { copies: false });
    expect(traces(path)).toEqual([]);
    expect(site.history(2).map(({ subject }) => subject)).toEqual(['–', '–']);
  });

  it('takes no picture of others with it, which a redo would show again', () => {
    const { site, id, other } = office();
    const photo = { type: 'image/png', data: new TextEncoder().encode('Anna') };
    byHand(site, (change) => change.updateContact(other, {}, photo));
    site.undo();
    site.privacy.erase([id], { copies: false });
    site.redo();
    expect(new Uint8Array(site.photo(other)?.data ?? [])).toEqual(photo.data);
  });

  it('is told everything that is held on it', () => {
    const { site, id } = office();
    const told = JSON.stringify(site.privacy.export(id));
    for (const text of ['Zyxwvut', NUMBER, 'Geheim GmbH', 'wz@example.org', 'history', 'lastReadFromPbx'])
      expect(told).toContain(text);
    expect(site.privacy.export(id)).toMatchObject({
      reports: [1],
      pbxBackups: [1],
      copies: [site.safety.copies()[0]?.path],
    });
  });
});

describe('keeping', () => {
  it('lets deleted contacts and reports go after their days, and keeps all else', () => {
    const { site, id } = office();
    byHand(site, (change) => change.deleteContact(id));
    expect(site.privacy.compact()).toMatchObject({ contacts: 0, reports: 0, steps: 0 });
    site.safety.setKeeping({ copies: 10, copyDays: null, deletedDays: 1, reportDays: 30 });
    expect(site.privacy.compact()).toMatchObject({ contacts: 0, reports: 1 });
    expect(site.undo()).not.toBeNull();
    expect(site.find({})).toContain(id);
  });

  it('never loses the last 10 000 steps', () => {
    const site = newSite();
    const id = add(site, { givenName: 'N' });
    const gone = add(site, { givenName: 'gone' });
    byHand(site, (change) => change.deleteContact(gone));
    site.memory.together(() => {
      for (let i = 0; i < 10_000; i += 1)
        byHand(site, (change) => change.updateContact(id, { note: `${i}` }));
    });
    expect(site.privacy.compact()).toMatchObject({ steps: 3 });
    expect(site.history(1000)).toHaveLength(1000);
    expect(codeOf(() => site.privacy.export(gone))).toBe('contact-missing');
    let undone = 0;
    site.memory.together(() => {
      while (site.undo() !== null) undone += 1;
    });
    expect(undone).toBe(10_000);
    expect(site.contacts([id])[0]?.note).toBe('');
    expect(site.safety.check().faults).toEqual([]);
  });
});
