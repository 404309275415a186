/** A plan as the command line prints it: as a document for programs and as lines for people. */
import type { Comparison } from '../../../../core/api/upload.ts';
import type { Direction, PlannedContact } from '../../../../core/merge/plan.ts';
import { conflictKeys } from '../../../../core/merge/decide.ts';
import { accessDocument, accessLines } from './rights.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';

const planned = (contacts: readonly PlannedContact[]) =>
  contacts.map(({ contactId, remoteId, name, changes, overruledBy }) => ({
    contactId,
    remoteId,
    name,
    changes,
    overruledBy,
  }));

export const direction = ({ groups, create, update, delete: remove }: Direction) => ({
  groups,
  create: planned(create),
  update: planned(update),
  delete: planned(remove),
});

const differenceDocument = (terminal: Terminal, { upload, notes }: Comparison) => ({
  toPbx: direction(upload.toPbx),
  toSite: direction(upload.toSite),
  conflicts: upload.conflicts,
  access: accessDocument(terminal, upload.access),
  unchanged: upload.unchanged,
  losses: upload.losses.map(({ contactId, name, problem }) => ({
    contactId,
    name,
    ...terminal.said(problem),
  })),
  massLoss: upload.massLoss,
  notes: notes.map((note) => terminal.said(note)),
});

export const counts = ({ groups, create, update, delete: remove }: Direction) => ({
  groups: groups.length,
  create: create.length,
  update: update.length,
  delete: remove.length,
});

const sign = (terminal: Terminal, mark: string, contacts: readonly PlannedContact[]): string[] =>
  contacts.map(({ name, changes, overruledBy }) => {
    const fields = changes.length === 0 ? '' : ` (${changes.map(({ field }) => field).join(', ')})`;
    const why = overruledBy === null ? '' : ` — ${terminal.text(`overruled-${overruledBy}`)}`;
    return `  ${mark} ${name}${fields}${why}`;
  });

/** A line a contact. */
export const side = (terminal: Terminal, { create, update, delete: remove }: Direction): string[] => [
  ...sign(terminal, '+', create),
  ...sign(terminal, '~', update),
  ...sign(terminal, '-', remove),
];

function differenceLines(terminal: Terminal, { upload, notes }: Comparison): string[] {
  return [
    ...notes.map((note) => terminal.said(note).message),
    terminal.text('diff-to-pbx', counts(upload.toPbx)),
    ...side(terminal, upload.toPbx),
    terminal.text('diff-to-site', counts(upload.toSite)),
    ...side(terminal, upload.toSite),
    ...upload.conflicts.map(({ name, fields }) =>
      terminal.text('diff-conflict', { name, fields: fields.map(({ field }) => field).join(', ') }),
    ),
    ...accessLines(terminal, upload.access),
    terminal.text('diff-unchanged', { count: upload.unchanged }),
  ];
}

export function showDifference(terminal: Terminal, comparison: Comparison): ExitCode {
  terminal.result(differenceDocument(terminal, comparison), () => differenceLines(terminal, comparison));
  return conflictKeys(comparison.upload).length > 0 ? EXIT.conflicts : EXIT.done;
}
