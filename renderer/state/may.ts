/**
 * What whoever is signed in may do, as a sentence that says why not; null where it is allowed. The rule is
 * the one that the services apply: what is greyed out here is refused there with the same words.
 */
import { useMemo } from 'react';
import { mayDo, type Action, type Target } from '../../core/directory/access.ts';
import { problemLine } from '../../core/problem/problem.ts';
import { useLanguage } from '../text.ts';
import { useBrowse } from './browse.ts';
import { useQuery } from './query.ts';
import { useSite } from './site.ts';

const NOTHING: Target = { groups: [] };

export type WhyNot = string | null;

/** The view that actions are offered in; contacts without groups and initials are parts of *All contacts*. */
export const useView = (): NonNullable<Target['view']> =>
  useBrowse(({ scope }) => (scope.kind === 'group' ? 'group' : 'all-contacts'));

export function useMay(): (action: Action, target?: Target) => WhyNot {
  const session = useSite((state) => state.session);
  const language = useLanguage();
  return (action, target = NOTHING) => {
    const answer = mayDo(session, action, target);
    return answer.allowed ? null : problemLine(answer.problem, language);
  };
}

/** For what needs some group that it may be done in, such as a new contact. */
export function useMaySomewhere(): (action: Action) => WhyNot {
  const may = useMay();
  const groups = useSite((state) => state.facets.groups);
  return (action) => {
    const anywhere = may(action);
    return anywhere !== null && groups.some((group) => may(action, { groups: [group] }) === null)
      ? null
      : anywhere;
  };
}

/** For contacts that exist: their groups may be more than this person sees, so the services are asked. */
export function useMayFor(ids: readonly number[]): (action: Action) => WhyNot {
  const view = useView();
  const language = useLanguage();
  // A selection may be long: it is written out only when it has changed.
  const asked = useMemo(() => (ids.length === 0 ? null : { ids: [...ids], view }), [ids, view]);
  // A long range that is still growing is not asked about row by row.
  const { data, stale } = useQuery('contacts.may', asked, ids.length > 100 ? 80 : 0);
  return (action) => {
    // While it is not known it is not greyed out: the services decide in any case.
    const problem = stale ? undefined : data?.refused[action];
    return problem === undefined ? null : problemLine(problem, language);
  };
}
