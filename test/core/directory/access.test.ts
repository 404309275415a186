import { describe, expect, it } from 'vitest';
import type { Action, Actor, Target } from '../../../core/directory/access.ts';
import { ACTIONS, mayDo } from '../../../core/directory/access.ts';
import { LANGUAGES } from '../../../core/language/text.ts';
import { problemText } from '../../../core/problem/problem.ts';

const STAFF = { name: 'Staff', kind: 'standard' } as const;
const CLIENTS = { name: 'Clients', kind: 'standard' } as const;
const GMAIL = { name: 'Gmail', kind: 'google' } as const;

const admin: Actor = { role: 'administrator', grants: {} };
const subAdmin: Actor = { role: 'sub-administrator', grants: {} };
const stranger: Actor = { role: 'subscriber', grants: {} };
const reader: Actor = { role: 'subscriber', grants: { Staff: 'read' } };
const writer: Actor = { role: 'subscriber', grants: { Staff: 'write', Gmail: 'write' } };

const staff: Target = { groups: [STAFF] };
const may = (actor: Actor, action: Action, target: Target = staff) => mayDo(actor, action, target).allowed;

/** The rows of the vendor's matrix: may strangers, readers, writers, administrators? */
const MATRIX: [Action, boolean, boolean, boolean, boolean][] = [
  // "For users: read access to at least one contact group."
  ['search', false, true, true, true],
  ['view', false, true, true, true],
  ['show-qr', false, true, true, true],
  ['export-vcard', false, true, true, true],
  ['export-csv', false, true, true, true],
  // "Soft Call. Requirements: logged in as subscriber."
  ['soft-call', false, true, true, false],
  ['create', false, false, true, true],
  ['edit', false, false, true, true],
  ['set-photo', false, false, true, true],
  ['set-short-code', false, false, true, true],
  ['import-vcard', false, false, true, true],
  ['adopt-call', false, false, true, true],
  ['assign', false, false, true, true],
  ['unassign', false, false, true, true],
  ['set-standard-group', false, false, true, true],
  // "Proceed as follows for subscribers: write access to at least one contact group."
  ['delete', false, false, true, true],
  // "As administrator or sub-administrator, all contacts can be deleted at the same time."
  ['delete-all', false, false, false, true],
  // "Importation CSV is not available for subscribers."
  ['import-csv', false, false, false, true],
  ['change-groups', false, false, false, true],
  ['change-access', false, false, false, true],
  ['manage-site', false, false, false, true],
];

describe('the access matrix', () => {
  it('has a row for every action', () => {
    expect(MATRIX.map(([action]) => action).toSorted()).toEqual([...ACTIONS].sort());
  });

  it.each(MATRIX)('%s', (action, none, read, write, administrators) => {
    expect([may(stranger, action), may(reader, action), may(writer, action)]).toEqual([none, read, write]);
    expect([may(admin, action), may(subAdmin, action)]).toEqual([administrators, administrators]);
  });
});

describe('contacts of several groups', () => {
  const both: Target = { groups: [STAFF, CLIENTS] };
  it('"Only contacts that are assigned to the contact groups for which the subscriber has write access"', () => {
    expect(may(writer, 'delete', both)).toBe(false);
    expect(may({ ...writer, grants: { Staff: 'write', Clients: 'read' } }, 'delete', both)).toBe(false);
    expect(may({ ...writer, grants: { Staff: 'write', Clients: 'write' } }, 'delete', both)).toBe(true);
  });

  it('are seen through one of them and edited through one of them', () => {
    expect([may(reader, 'view', both), may(writer, 'edit', both)]).toEqual([true, true]);
  });

  it('of no group are the administrators’ business', () => {
    for (const action of ['view', 'edit', 'delete', 'create'] as const) {
      expect([may(writer, action, { groups: [] }), may(admin, action, { groups: [] })]).toEqual([
        false,
        true,
      ]);
    }
  });

  it('are exported group by group, each of which must be readable', () => {
    expect([may(reader, 'export-csv', both), may(reader, 'export-csv', { groups: [] })]).toEqual([
      false,
      true,
    ]);
  });
});

describe('Google groups', () => {
  it('are read-only for everybody: "you must first delete it in Google"', () => {
    for (const actor of [admin, subAdmin, writer]) {
      for (const action of ['create', 'edit', 'import-vcard', 'delete', 'assign', 'unassign'] as const) {
        expect(mayDo(actor, action, { groups: [GMAIL] })).toMatchObject({
          allowed: false,
          problem: { code: 'access-google-read-only', value: 'Gmail' },
        });
      }
    }
  });

  it('can be read, exported and copied from', () => {
    expect([may(writer, 'view', { groups: [GMAIL] }), may(writer, 'assign')]).toEqual([true, true]);
  });
});

it('"Supprimer", "Tout supprimer" and CSV import are "only available in the view Tous les contacts"', () => {
  for (const action of ['delete', 'delete-all', 'import-csv'] as const) {
    expect(may(admin, action, { groups: [STAFF], view: 'all-contacts' })).toBe(true);
    expect(mayDo(admin, action, { groups: [STAFF], view: 'group' })).toMatchObject({
      problem: { code: 'access-all-contacts-only' },
    });
  }
});

it('does not take what every object has for a grant', () => {
  expect(may(stranger, 'view', { groups: [{ name: 'constructor', kind: 'standard' }] })).toBe(false);
});

it('says why in every language', () => {
  const refusals = ACTIONS.flatMap((action) =>
    [stranger, reader, admin].map((actor) => mayDo(actor, action, { groups: [STAFF, GMAIL], view: 'group' })),
  ).filter((answer) => !answer.allowed);
  expect(refusals.length).toBeGreaterThan(20);
  for (const { problem } of refusals) {
    for (const language of LANGUAGES) {
      expect(problemText(problem, language).remedy).not.toBe('');
    }
  }
});
