/** What the palette offers for what was typed, in the order of its groups. */
import {
  IconArrowRight,
  IconFileDatabase,
  IconPlayerPlay,
  IconUser,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { commandOf, isGoing, type CommandId } from '../../core/commands/commands.ts';
import { shownName } from '../../core/directory/contact.ts';
import words from '../../resources/translations/commands.json' with { type: 'json' };
import { showContact } from '../contacts/show.ts';
import { enterSite } from '../site/enter.ts';
import { browseScope } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { leaveSafely, usePlace } from '../state/place.ts';
import { useQuery } from '../state/query.ts';
import { useSite } from '../state/site.ts';
import { useLanguage, useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { perform, useDoable } from './doing.ts';
import { Keys } from './keys.tsx';
import { exactFirst, matches, type Offered } from './matching.ts';

interface Entry {
  key: string;
  label: string;
  more?: string;
  icon: Icon;
  keys?: ReactNode;
  run: () => void;
}

const MOST_CONTACTS = 8;
/** Among so many the one is looked for that is called exactly as it was typed. */
const CANDIDATES = 200;
const MOST_GROUPS = 12;
/** The palette itself is open. */
const NOT_OFFERED: readonly CommandId[] = ['palette', 'next-pane', 'previous-pane'];

function useFoundContacts(query: string): Entry[] {
  const asked = query === '' ? null : { search: query, limit: CANDIDATES };
  const { data: page } = useQuery('contacts.page', asked, 60);
  const ids = query === '' ? [] : (page?.ids ?? []);
  const { data } = useQuery('contacts.rows', ids.length === 0 ? null : { ids });
  return (data?.contacts ?? [])
    .filter(({ id }) => ids.includes(id))
    .map((contact) => ({
      key: `contact ${contact.id}`,
      label: shownName(contact) || contact.company,
      more: [contact.company, contact.numbers[0]?.value].filter(Boolean).join(' · '),
      icon: IconUser,
      run: () => showContact(contact.id),
    }));
}

function useRecentSites(): Entry[] {
  const host = useHost();
  const tell = useTell();
  const here = useSite(({ site }) => site?.path);
  const { data } = useQuery('site.recent', {});
  return (data?.sites ?? [])
    .filter(({ path, there }) => there && path !== here)
    .map(({ path, name }) => ({
      key: `site ${path}`,
      label: name,
      more: path,
      icon: IconFileDatabase,
      run: () =>
        leaveSafely(() => void enterSite(host, () => host.call('site.open', { path })).catch(tell.failed)),
    }));
}

export function useEntries(query: string): Offered<Entry>[] {
  const say = useText(words);
  const language = useLanguage();
  const screen = usePlace((state) => state.screen);
  const groups = useSite((state) => state.facets.groups);
  const doable = useDoable().filter((id) => !NOT_OFFERED.includes(id));
  const contacts = useFoundContacts(query);
  const sites = useRecentSites();

  const commands = (wanted: (id: CommandId) => boolean): Entry[] =>
    doable.filter(wanted).map((id) => ({
      key: id,
      label: commandOf(id).label[language],
      icon: isGoing(id) ? IconArrowRight : IconPlayerPlay,
      keys: <Keys of={id} />,
      run: () => void perform(id),
    }));
  const isHere = (id: CommandId) => commandOf(id).screen === screen;
  const groupEntries = groups.map(({ id, name }) => ({
    key: `group ${id}`,
    label: name,
    icon: IconUsers,
    run: () =>
      leaveSafely(() => {
        browseScope({ kind: 'group', group: name });
        usePlace.setState({ screen: 'contacts' });
      }),
  }));
  const among = (entries: Entry[]) =>
    query === '' ? entries : entries.filter(({ label, more = '' }) => matches(`${label} ${more}`, query));

  const found: Offered<Entry>[] = [
    { title: say('palette.on-screen'), entries: among(commands(isHere)) },
    { title: say('palette.go-to'), entries: among(commands(isGoing)) },
    { title: say('palette.everywhere'), entries: among(commands((id) => !isHere(id) && !isGoing(id))) },
    { title: say('palette.groups'), entries: among(groupEntries), most: MOST_GROUPS },
    { title: say('palette.recent'), entries: among(sites) },
    { title: say('palette.contacts'), entries: contacts, most: MOST_CONTACTS },
  ];
  return exactFirst(found, query)
    .map(({ title, entries, most }) => ({ title, entries: entries.slice(0, most) }))
    .filter(({ entries }) => entries.length > 0);
}
