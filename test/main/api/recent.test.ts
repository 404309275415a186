import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Desk } from '../../../main/api/desk.ts';
import { FileStore } from '../../../main/api/files.ts';
import { RecentSites } from '../../../main/api/recent.ts';
import { MemorySecrets } from '../../../main/api/secrets.ts';
import { Services } from '../../../main/api/services.ts';
import { newSite, somewhere } from '../site/help.ts';

const remembered = (recent: RecentSites): string[] => recent.list().map(({ path }) => path);

describe('recent sites', () => {
  it('are those that were opened or made, the latest first, each once, also by another window', async () => {
    const file = join(dirname(somewhere()), 'deep', 'recent.json');
    const services = new Services(
      new Desk({
        shell: 'browser',
        files: new FileStore(),
        secrets: new MemorySecrets(),
        recent: new RecentSites(file),
      }),
    );
    const [one, two] = [newSite().path, somewhere('Bakery Müller.switchbook')];
    await services.call('site.open', { path: one });
    await services.call('site.create', { path: two, device: 'commander-6000', country: 'FR' });
    await expect(services.call('site.open', { path: `${one}.none` })).rejects.toThrow('site-missing');
    expect((await services.call('site.recent', {})).sites).toMatchObject([
      { path: two, name: 'Bakery Müller', there: true },
      { path: one, name: 'office', there: true },
    ]);
    await services.call('site.open', { path: one });
    expect(remembered(new RecentSites(file))).toEqual([one, two]);
    services.desk.close();
    rmSync(two);
    expect(new RecentSites(file).list().map(({ there }) => there)).toEqual([true, false]);
  });

  it('are at most twelve', () => {
    const recent = new RecentSites(join(dirname(somewhere()), 'recent.json'));
    for (let i = 0; i < 20; i++) recent.add(`/sites/${i}.switchbook`);
    expect(remembered(recent)).toHaveLength(12);
    expect(remembered(recent)[0]).toBe('/sites/19.switchbook');
  });

  it.each(['', '{', '[]', '{"sites":[{"path":3}]}'])(
    'of a file that is not ours (%s) are none',
    (content) => {
      const file = join(dirname(somewhere()), 'recent.json');
      writeFileSync(file, content);
      const recent = new RecentSites(file);
      expect(recent.list()).toEqual([]);
      recent.add('/sites/a.switchbook');
      expect(remembered(recent)).toEqual(['/sites/a.switchbook']);
      expect(readFileSync(file, 'utf8')).toContain('a.switchbook');
    },
  );

  it('are nothing to fail for', () => {
    const folder = join(dirname(somewhere()), 'locked');
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), '');
    chmodSync(folder, 0o500);
    const recent = new RecentSites(join(folder, 'file', 'recent.json'));
    expect(() => recent.add('/sites/a.switchbook')).not.toThrow();
    expect(recent.list()).toEqual([]);
    chmodSync(folder, 0o700);
  });
});
