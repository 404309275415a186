/** A plan as the command line prints it: as a document for programs and as lines for people. */
import type { Comparison } from '../../../../core/api/upload.ts';
import type { Direction, PlannedContact } from '../../../../core/merge/plan.ts';
import { conflictKeys } from '../../../../core/merge/decide.ts';
import { accessDocument, accessLines } from './rights.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';

const planned = (contacts: readonly PlannedContact[]) =>
  contacts.map(({ contactId, remoteId, name, changes }) => ({ contactId, remoteId, name, changes }));

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

const sign = (mark: string, contacts: readonly PlannedContact[]): string[] =>
  contacts.map(
    ({ name, changes }) =>
      `  ${mark} ${name}${changes.length === 0 ? '' : ` (${changes.map(({ field }) => field).join(', ')})`}`,
  );

/** A line a contact. */
export const side = ({ create, update, delete: remove }: Direction): string[] => [
  ...sign('+', create),
  ...sign('~', update),
  ...sign('-', remove),
];

function differenceLines(terminal: Terminal, { upload, notes }: Comparison): string[] {
  return [
    ...notes.map((note) => terminal.said(note).message),
    terminal.text('diff-to-pbx', counts(upload.toPbx)),
    ...side(upload.toPbx),
    terminal.text('diff-to-site', counts(upload.toSite)),
    ...side(upload.toSite),
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
