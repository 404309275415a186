/**
 * The whole matrix of rights: every action, by role and grant, for every kind of group. What is expected is
 * written out here from the sentences that are cited, a row of sentences a row of the table.
 *
 * S: the vendor's page "Contacts" (COMmander 6000, Help V36). P: contact group authorisations and standard
 * contact groups (COMpact 5000, Help V22). G: Google contact groups (COMmander 6000, Help V34).
 * D: docs/protocols/commander.md, where the vendor says nothing and the device is assumed to.
 */
import { describe, expect, it } from 'vitest';
import type { Action, Actor, Target } from '../../../core/directory/access.ts';
import { ACTIONS, mayDo } from '../../../core/directory/access.ts';
import { GROUP_KINDS, type GroupKind } from '../../../core/directory/group.ts';
import type { Grant } from '../../../core/directory/subscriber.ts';
import type { ProblemCode } from '../../../core/problem/problem.ts';

/** Allowed, or the rule that refuses. */
const MEANING: Readonly<Record<string, ProblemCode | 'allowed'>> = {
  '+': 'allowed',
  r: 'access-no-read',
  w: 'access-no-write',
  a: 'access-administrator-only',
  s: 'access-subscriber-only',
  g: 'access-google-read-only',
  h: 'access-google-hidden',
  v: 'access-all-contacts-only',
};

/** The columns of the tables: a subscriber without a right, with read, with write; sub-administrator, administrator. */
const COLUMNS = ['none', 'read', 'write', 'sub-administrator', 'administrator'] as const;

type Row = readonly [action: Action, cells: string, source: string];

/** On a contact of one group of the kinds standard, DECT 900, DECT 900C and phone book version 1. */
const ORDINARY: readonly Row[] = [
  ['search', 'r++++', 'S: "For users: read access to at least one contact group"'],
  ['view', 'r++++', 'S: "Buttons for each contact for: View", under the same requirement'],
  ['show-qr', 'r++++', 'S: "Displaying the QR code", under the same requirement'],
  ['export-vcard', 'r++++', 'S: "Exporting a vCard (Format vCard 2.1)", under the same requirement'],
  [
    'export-csv',
    'r++++',
    'S: "Exporter le CSV. Requirements: for users: read access to at least one contact group"',
  ],
  ['soft-call', 'r++ss', 'S: "Soft Call. Requirements: logged in as subscriber"'],
  ['create', 'ww+++', 'P: write access lets subscribers create contacts'],
  ['edit', 'ww+++', 'P: write access lets subscribers edit contacts'],
  ['set-photo', 'ww+++', 'P: write access lets subscribers add a contact image'],
  ['set-short-code', 'ww+++', 'P: write access lets subscribers enter a short-code number'],
  ['import-vcard', 'ww+++', 'P: write access lets subscribers import a vCard'],
  ['adopt-call', 'ww+++', 'P: write access lets subscribers adopt contacts from the call list'],
  [
    'delete',
    'ww+++',
    'S: "Only contacts that are assigned to the contact groups for which the subscriber has write access"',
  ],
  ['assign', 'ww+++', 'P: write access lets subscribers assign contacts to the group'],
  ['unassign', 'ww+++', 'P: write access lets subscribers remove contacts from the group'],
  ['set-standard-group', 'ww+++', 'P: write access lets subscribers make the group their standard group'],
  [
    'import-csv',
    'aaa++',
    'S: "Importation CSV is not available for subscribers"; "admin or sub-admin rights"',
  ],
  [
    'delete-all',
    'aaa++',
    'S: "As administrator or sub-administrator, all contacts can be deleted at the same time"',
  ],
  ['change-groups', 'aaa++', 'P: contact groups are set up by administrator and sub-administrator'],
  [
    'change-access',
    'aaa++',
    'P: read, write and standard group are set by administrator and sub-administrator',
  ],
  ['manage-site', 'aaa++', 'D, 3: logins to the other pages are for administrator and sub-administrator'],
];

/** On a contact of one Google group. What a right to write to one would allow does not exist. */
const GOOGLE: readonly Row[] = [
  ['search', 'r++++', 'G: Google contact groups are shown like others'],
  ['view', 'r++++', 'G: the contents are read-only, and so can be read'],
  ['show-qr', 'r++++', 'S: the button stands at each contact'],
  ['export-vcard', 'r++++', 'S: the button stands at each contact'],
  ['export-csv', 'r++++', 'S: "You can export contact groups", with read access'],
  ['soft-call', 'r++ss', 'S: "Requirements: logged in as subscriber"'],
  ['create', 'hgggg', 'G: changes are made at Google and arrive with the next synchronisation'],
  ['edit', 'hgggg', 'G: changes are made at Google and arrive with the next synchronisation'],
  ['set-photo', 'hgggg', 'G: changes are made at Google and arrive with the next synchronisation'],
  ['set-short-code', 'hgggg', 'D, 4: any change of a contact of a Google group is refused'],
  ['import-vcard', 'hgggg', 'D, 4: joining a Google group is refused'],
  ['adopt-call', 'hgggg', 'D, 4: joining a Google group is refused'],
  ['delete', 'hgggg', 'S: "To delete a contact from this group, you must first delete it in Google"'],
  ['assign', 'hgggg', 'D, 4: joining a Google group is refused'],
  ['unassign', 'hgggg', 'D, 4: leaving a Google group is refused'],
  [
    'set-standard-group',
    'hgggg',
    'D, 5a: new contacts land in a standard group, and nothing is written to Google’s',
  ],
  ['import-csv', 'aaa++', 'S: "Admin or sub-admin rights"; the groups are chosen in the import'],
  [
    'delete-all',
    'aaa++',
    'S: "all contacts contained in standard or DECT contact groups": those of Google stay',
  ],
  ['change-groups', 'hgggg', 'D, 5: everything about a Google group is refused'],
  ['change-access', 'aaa++', 'P: rights to read are given for every group'],
  ['manage-site', 'aaa++', 'D, 3: logins to the other pages are for administrator and sub-administrator'],
];

/** On a contact of no group ("Contacts sans groupes de contacts"), by a subscriber with that right elsewhere. */
const UNGROUPED: readonly Row[] = [
  ['search', 'r++++', 'S: "read access to at least one contact group": all that may be read is searched'],
  ['view', 'rrr++', 'P: rights are given for groups; none of them shows this contact'],
  ['show-qr', 'rrr++', 'P: rights are given for groups; none of them shows this contact'],
  ['export-vcard', 'rrr++', 'P: rights are given for groups; none of them shows this contact'],
  ['export-csv', 'r++++', 'S: "read access to at least one contact group": all that may be read is exported'],
  ['soft-call', 'rrrss', 'S: "logged in as subscriber", who does not see this contact'],
  ['create', 'www++', 'P: write access is to a group, and the contact would stand in none'],
  ['edit', 'www++', 'P: write access is to a group, and the contact stands in none'],
  ['set-photo', 'www++', 'P: write access is to a group, and the contact stands in none'],
  ['set-short-code', 'www++', 'P: write access is to a group, and the contact stands in none'],
  ['import-vcard', 'www++', 'P: write access is to a group, and the contact would stand in none'],
  ['adopt-call', 'www++', 'P: write access is to a group, and the contact would stand in none'],
  [
    'delete',
    'www++',
    'S: "Only contacts that are assigned to the contact groups for which the subscriber has write access"',
  ],
  ['import-csv', 'aaa++', 'S: "Admin or sub-admin rights"'],
  ['delete-all', 'aaa++', 'S: "As administrator or sub-administrator"'],
  ['change-groups', 'aaa++', 'P: contact groups are set up by administrator and sub-administrator'],
  [
    'change-access',
    'aaa++',
    'P: read, write and standard group are set by administrator and sub-administrator',
  ],
  ['manage-site', 'aaa++', 'D, 3: logins to the other pages are for administrator and sub-administrator'],
];

/** In the view of a group; everything else does not depend on the view. */
const IN_A_GROUP: readonly Row[] = [
  ['delete', 'vvvvv', 'S: "Supprimer is only available in the view Tous les contacts"'],
  ['delete-all', 'vvvvv', 'S: "Tout supprimer is only available in the view Tous les contacts"'],
  ['import-csv', 'vvvvv', 'S: "only available in the following view: Tous les contacts"'],
  ['unassign', 'ww+++', 'P: removing from the group is what its view offers'],
  ['view', 'r++++', 'S: "via contact groups by clicking a contact group"'],
  ['show-qr', 'r++++', 'S: the button stands at each contact, in every view'],
  ['edit', 'ww+++', 'S: the button stands at each contact, in every view'],
];

/** The grants to the two groups of a contact of both, then the two roles above the subscribers. */
const PAIRS = ['none+none', 'none+read', 'none+write', 'read+read', 'read+write', 'write+write'] as const;
const TWO_GROUPS: readonly Row[] = [
  ['view', 'r+++++++', 'S: "read access to at least one contact group" shows its contacts'],
  ['show-qr', 'r+++++++', 'S: the button stands at each contact that is shown'],
  ['export-vcard', 'r+++++++', 'S: the button stands at each contact that is shown'],
  ['soft-call', 'r+++++ss', 'S: the button stands at each contact that is shown; "logged in as subscriber"'],
  ['edit', 'ww+w++++', 'P: write access to one of its groups'],
  ['set-photo', 'ww+w++++', 'P: write access to one of its groups'],
  ['set-short-code', 'ww+w++++', 'P: write access to one of its groups'],
  [
    'delete',
    'wwwww+++',
    'S: "Only contacts that are assigned to the contact groups for which the subscriber has write access": all of them',
  ],
  ['create', 'wwwww+++', 'P: a new contact is written to each of its groups'],
  ['import-vcard', 'wwwww+++', 'P: a new contact is written to each of its groups'],
  ['adopt-call', 'wwwww+++', 'P: a new contact is written to each of its groups'],
  ['export-csv', 'rrr+++++', 'S: "You can export contact groups": each of those exported must be readable'],
];

const ORDINARY_KINDS = GROUP_KINDS.filter((kind) => kind !== 'google');
const KIND_PAIRS: readonly (readonly [GroupKind, GroupKind])[] = [
  ['standard', 'standard'],
  ['standard', 'version-1'],
  ['dect-900', 'version-1'],
  ['dect-900c', 'version-1'],
];

const subscriber = (grants: Record<string, Grant>): Actor => ({ role: 'subscriber', grants });
const HIGHER: readonly Actor[] = [
  { role: 'sub-administrator', grants: {} },
  { role: 'administrator', grants: {} },
];
const single: readonly Actor[] = [
  subscriber({}),
  subscriber({ Staff: 'read' }),
  subscriber({ Staff: 'write' }),
  ...HIGHER,
];
const paired: readonly Actor[] = [
  subscriber({}),
  subscriber({ Club: 'read' }),
  subscriber({ Club: 'write' }),
  subscriber({ Staff: 'read', Club: 'read' }),
  subscriber({ Staff: 'read', Club: 'write' }),
  subscriber({ Staff: 'write', Club: 'write' }),
  ...HIGHER,
];

interface Cell {
  name: string;
  source: string;
  actor: Actor;
  action: Action;
  target: Target;
  expected: string | undefined;
}

function cells(
  rows: readonly Row[],
  where: string,
  target: Target,
  actors: readonly Actor[],
  columns: readonly string[],
): Cell[] {
  return rows.flatMap(([action, marks, source]) =>
    actors.map((actor, i) => ({
      name: `${action}, ${where}, ${columns[i] ?? ''}`,
      source,
      actor,
      action,
      target,
      expected: MEANING[marks[i] ?? ''],
    })),
  );
}

const of = (kind: GroupKind): Target => ({ groups: [{ name: 'Staff', kind }] });
const ALL: readonly Cell[] = [
  ...ORDINARY_KINDS.flatMap((kind) => cells(ORDINARY, kind, of(kind), single, COLUMNS)),
  ...cells(GOOGLE, 'google', of('google'), single, COLUMNS),
  ...cells(UNGROUPED, 'no group', { groups: [] }, single, COLUMNS),
  ...ORDINARY_KINDS.flatMap((kind) =>
    cells(IN_A_GROUP, `${kind} in its own view`, { ...of(kind), view: 'group' }, single, COLUMNS),
  ),
  ...KIND_PAIRS.flatMap(([one, other]) =>
    cells(
      TWO_GROUPS,
      `${one} and ${other}`,
      {
        groups: [
          { name: 'Staff', kind: one },
          { name: 'Club', kind: other },
        ],
      },
      paired,
      [...PAIRS, 'sub-administrator', 'administrator'],
    ),
  ),
];

describe('the matrix of rights', () => {
  it('has a cell for every action, role, grant and kind of group: more than 400', () => {
    expect(ALL.length).toBeGreaterThan(400);
    expect(ORDINARY.map(([action]) => action).toSorted()).toEqual([...ACTIONS].sort());
    expect(GOOGLE.map(([action]) => action).toSorted()).toEqual([...ACTIONS].sort());
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
    expect(ALL.filter(({ expected }) => expected === undefined)).toEqual([]);
  });

  it.each(ALL)('$name: $expected ($source)', ({ actor, action, target, expected }) => {
    const answer = mayDo(actor, action, target);
    expect(answer.allowed ? 'allowed' : answer.problem.code).toBe(expected);
  });
});

it('refuses in every view what is refused anywhere, and names no group that may not be read', () => {
  const both: Target = {
    groups: [
      { name: 'Staff', kind: 'standard' },
      { name: 'Secret', kind: 'standard' },
    ],
  };
  expect(mayDo(subscriber({ Staff: 'write' }), 'delete', both)).toMatchObject({
    allowed: false,
    problem: { code: 'access-no-write', value: '' },
  });
  expect(mayDo(subscriber({ Staff: 'write', Secret: 'read' }), 'delete', both)).toMatchObject({
    problem: { code: 'access-no-write', value: 'Secret' },
  });
});
