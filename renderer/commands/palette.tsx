/** The command palette: screens, what can be done here, groups, recent sites, and contacts as they are found. */
import { VisuallyHidden } from '@mantine/core';
import { Spotlight, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect } from 'react';
import words from '../../resources/translations/commands.json' with { type: 'json' };
import { goBackFrom } from '../enter.ts';
import { useText } from '../text.ts';
import './palette.css';
import { useEntries } from './entries.tsx';
import { paletteStore } from './palette-store.ts';

const LIST = 'palette-list';
/** As soon as the field is there: the library does it a moment later, in which letters are typed. */
const takeKeyboard = (field: HTMLInputElement | null) => field?.focus({ preventScroll: true });

const entryId = (index: number) => `palette-${index}`;

function Found() {
  const say = useText(words);
  const { query, selected } = useSpotlight(paletteStore);
  const groups = useEntries(query.trim());
  const entries = groups.flatMap(({ entries: own }) => own);
  const chosen = Math.max(0, Math.min(selected, entries.length - 1));
  const found = entries.map(({ key }) => key).join('\n');
  useEffect(() => {
    // What is found anew begins with its first entry.
    if (found !== '') paletteStore.updateState((state) => ({ ...state, selected: 0 }));
  }, [found]);
  return (
    <>
      <Spotlight.Search
        className="palette-search"
        size="md"
        placeholder={say('palette')}
        aria-label={say('palette')}
        ref={takeKeyboard}
        role="combobox"
        aria-expanded
        aria-controls={LIST}
        aria-autocomplete="list"
        aria-activedescendant={entries.length > 0 ? entryId(chosen) : undefined}
        leftSection={<IconSearch size={17} stroke={1.7} />}
      />
      <Spotlight.ActionsList
        id={LIST}
        role="listbox"
        aria-label={say('palette')}
        // What scrolls must be reachable by keyboard.
        tabIndex={0}
      >
        {groups.map(({ title, entries: own }) => (
          <Spotlight.ActionsGroup key={title} label={title} role="group" aria-label={title}>
            {own.map((entry) => {
              const index = entries.indexOf(entry);
              const Icon = entry.icon;
              return (
                <Spotlight.Action
                  key={entry.key}
                  // Spotlight keeps the id that it is given to itself; `aria-activedescendant` needs one.
                  ref={(option) => option?.setAttribute('id', entryId(index))}
                  role="option"
                  aria-selected={index === chosen}
                  data-selected={index === chosen || undefined}
                  label={entry.label}
                  {...(entry.more !== undefined && { description: entry.more })}
                  leftSection={<Icon size={17} stroke={1.6} />}
                  rightSection={entry.keys}
                  onClick={entry.run}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
      {entries.length === 0 && <Spotlight.Empty>{say('palette.nothing')}</Spotlight.Empty>}
      <VisuallyHidden role="status">{say('palette.found', { count: entries.length })}</VisuallyHidden>
    </>
  );
}

export function Palette() {
  const say = useText(words);
  // A command that has taken the frame away, and the palette with it, has left its words behind.
  useEffect(() => paletteStore.updateState((state) => ({ ...state, opened: false, query: '' })), []);
  return (
    <Spotlight.Root
      store={paletteStore}
      shortcut={null}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.35 }}
      // What is typed next belongs into its field.
      transitionProps={{ duration: 0 }}
      returnFocus={false}
      onSpotlightClose={() => goBackFrom(null)}
      attributes={{ content: { 'aria-label': say('palette') } }}
      className="palette"
    >
      <Found />
    </Spotlight.Root>
  );
}
