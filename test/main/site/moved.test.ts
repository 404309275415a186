/** A site file that is renamed, deleted or replaced while it is open: nothing is written to where nobody looks. */
import { copyFileSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSite } from '../../../main/site/open.ts';
import type { Site } from '../../../main/site/site.ts';
import { codeOf } from '../../problem-of.ts';
import { add, closing, newSite, somewhere } from './help.ts';

/** Whatever writes, in a transaction or on its own. */
const writes = (site: Site): unknown[] =>
  [
    () => add(site, { givenName: 'Late' }),
    () => site.undo(),
    () => site.memory.setRead('1', 'now'),
    () => site.saveTemplate('late', {}),
  ].map(codeOf);

const REFUSED = Array.from({ length: 4 }, () => 'site-moved');
const names = (site: Site): string[] => [...site.eachContact()].map(({ givenName }) => givenName);

describe.skipIf(process.platform === 'win32')('an open site file', () => {
  const held = (): { path: string; site: Site } => {
    const path = somewhere();
    const site = newSite(path);
    add(site, { givenName: 'Anna' });
    return { path, site };
  };

  it('that is renamed is read on, refuses every write and says why, until it has its name again', () => {
    const { path, site } = held();
    renameSync(path, `${path}.elsewhere`);
    expect(site.info().locked?.code).toBe('site-moved');
    expect(writes(site)).toEqual(REFUSED);
    expect(names(site)).toEqual(['Anna']);
    renameSync(`${path}.elsewhere`, path);
    expect(site.info().locked).toBeNull();
    add(site, { givenName: 'Bea' });
    site.close();
    expect(names(closing(openSite(path)))).toEqual(['Anna', 'Bea']);
  });

  it('that is renamed and closed holds all of it under its new name', () => {
    const { path, site } = held();
    renameSync(path, `${path}.elsewhere`);
    site.close();
    expect(readdirSync(dirname(path))).toEqual(['office.switchbook.elsewhere']);
    expect(names(closing(openSite(`${path}.elsewhere`)))).toEqual(['Anna']);
  });

  it('that is deleted can still be saved under another name', () => {
    const { path, site } = held();
    rmSync(path);
    expect(writes(site)).toEqual(REFUSED);
    site.safety.copyTo(`${path}.saved.switchbook`);
    expect(names(closing(openSite(`${path}.saved.switchbook`)))).toEqual(['Anna']);
  });

  it('that another one has taken the place of does not write into that one', () => {
    const { path, site } = held();
    const other = somewhere();
    const another = newSite(other);
    add(another, { givenName: 'Zoé' });
    another.close();
    // As a program does that keeps folders in step.
    copyFileSync(other, `${path}.new`);
    renameSync(`${path}.new`, path);
    const before = readFileSync(path);
    expect(writes(site)).toEqual(REFUSED);
    site.close();
    expect(readFileSync(path)).toEqual(before);
    const theirs = closing(openSite(path));
    expect(names(theirs)).toEqual(['Zoé']);
    expect(theirs.safety.check().faults).toEqual([]);
  });
});
