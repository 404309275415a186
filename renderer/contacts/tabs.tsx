/** All, those without group, and the initial letters that occur. */
import { Tabs as TabList } from '@mantine/core';
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { browse, useBrowse } from '../state/browse.ts';
import { useQuery } from '../state/query.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';

const ALL = 'all';
const UNGROUPED = 'ungrouped';

export function Tabs() {
  const say = useText(words);
  const all = useSite((state) => state.facets.initials);
  const scope = useBrowse((state) => state.scope);
  const initial = useBrowse((state) => state.initial);
  const { data } = useQuery('contacts.initials', scope.kind === 'group' ? { group: scope.group } : null);
  // An initial that is chosen stays, also when the last contact under it has just gone.
  const initials =
    scope.kind === 'group' && data !== undefined
      ? all.filter((one) => one.initial === initial || data.initials.includes(one.initial))
      : all;
  const whole = scope.kind === 'group' ? scope : ({ kind: 'all' } as const);

  const choose = (tab: string | null) => {
    if (tab === UNGROUPED) browse({ scope: { kind: 'ungrouped' }, initial: null });
    else browse({ scope: whole, initial: tab === ALL ? null : tab });
  };
  return (
    <TabList
      className="contacts-tabs"
      variant="none"
      value={initial ?? (scope.kind === 'ungrouped' ? UNGROUPED : ALL)}
      onChange={choose}
    >
      <TabList.List aria-label={say('tabs')}>
        <TabList.Tab value={ALL}>{say('tab.all')}</TabList.Tab>
        <TabList.Tab value={UNGROUPED}>{say('tab.ungrouped')}</TabList.Tab>
        {initials.map(({ initial: letter, contacts }) => (
          <TabList.Tab
            key={letter}
            value={letter}
            {...(scope.kind !== 'group' && { title: say('shown', { count: contacts }) })}
          >
            {letter}
          </TabList.Tab>
        ))}
      </TabList.List>
    </TabList>
  );
}
