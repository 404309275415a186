/** Rights of subscribers in a plan, as the command line prints them. */
import type { AccessCell, AccessPlan } from '../../../../core/merge/plan.ts';
import terms from '../../../../resources/translations/access-terms.json' with { type: 'json' };
import { speaker } from '../../../../core/language/text.ts';
import type { Terminal } from '../terminal.ts';

/** Without what only the upload needs. */
export const accessDocument = (terminal: Terminal, { agreed: _agreed, losses, ...access }: AccessPlan) => ({
  ...access,
  losses: losses.map(({ name, problem }) => ({ name, ...terminal.said(problem) })),
});

/** Empty where nothing is to be said. */
export function accessLines(terminal: Terminal, access: AccessPlan): string[] {
  const named = speaker(terms, terminal.language);
  const cell = ({ grant, standard }: AccessCell) => `${named(`grant.${grant}`)}${standard ? ' *' : ''}`;
  const subscribers = access.newSubscribers.length + access.renamedSubscribers.length;
  const changes = (side: AccessPlan['toPbx']): string[] =>
    side.map(
      ({ extension, subscriber, group, before, after }) =>
        `  ~ ${extension} ${subscriber}: ${group} (${cell(before)} → ${cell(after)})`,
    );
  return [
    ...(access.toPbx.length === 0
      ? []
      : [terminal.text('diff-rights-to-pbx', { count: access.toPbx.length })]),
    ...changes(access.toPbx),
    ...(access.toSite.length + subscribers === 0
      ? []
      : [terminal.text('diff-rights-to-site', { count: access.toSite.length, subscribers })]),
    ...access.newSubscribers.map(({ extension, name }) => `  + ${extension} ${name}`),
    ...access.renamedSubscribers.map(({ extension, name }) => `  ~ ${extension} ${name}`),
    ...changes(access.toSite),
    ...access.losses.map(({ name, problem }) => `${name}: ${terminal.said(problem).message}`),
    ...accessConflictLines(terminal, access),
  ];
}

export function accessConflictLines(terminal: Terminal, { conflicts }: AccessPlan): string[] {
  const named = speaker(terms, terminal.language);
  const cell = ({ grant, standard }: AccessCell) => `${named(`grant.${grant}`)}${standard ? ' *' : ''}`;
  return conflicts.map(({ extension, subscriber, group, site, pbx }) =>
    terminal.text('diff-rights-conflict', {
      subscriber: `${extension} ${subscriber}`,
      group,
      site: cell(site),
      pbx: cell(pbx),
    }),
  );
}
