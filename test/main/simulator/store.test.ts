import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { STEPS } from '../../../main/simulator/commander/schema.ts';
import { Store } from '../../../main/simulator/commander/store.ts';
import { temporaryFolder } from './client.ts';

it('brings the state of an earlier version to this one, rights included', () => {
  const file = join(temporaryFolder(), 'commander.sqlite');
  const before = new Database(file);
  before.exec(STEPS[0] ?? '');
  before.exec(`
    INSERT INTO contact_group VALUES (1, 'Clients', 'standard', 1), (2, 'Personnel', 'standard', 0);
    INSERT INTO subscriber VALUES ('admin', 'password-0', 'administrator', 1),
      ('21', 'password-1', 'subscriber', 1), ('22', 'password-2', 'subscriber', 0);
    INSERT INTO reads VALUES ('22', 2)`);
  before.close();
  for (let opened = 0; opened < 2; opened++) {
    const store = new Store(file);
    expect(store.subscribers().map(({ name, reads, appPassword }) => [name, reads, appPassword])).toEqual([
      ['admin', [1, 2], null],
      ['21', [1, 2], null],
      ['22', [2], null],
    ]);
    expect(
      store.permissions().map(({ extension, group, read, write }) => [extension, group, read, write]),
    ).toEqual([
      ['21', 1, true, false],
      ['21', 2, true, false],
      ['22', 1, false, false],
      ['22', 2, true, false],
    ]);
    store.close();
  }
});
