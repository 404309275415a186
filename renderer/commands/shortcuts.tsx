/** Every shortcut there is, for who asks with `?`; and the switch that turns the single letters off. */
import { Kbd, Switch, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { COMMAND_IDS, commandOf, isByWindow, isGoing, type CommandId } from '../../core/commands/commands.ts';
import { shownKeys } from '../../core/commands/keys.ts';
import words from '../../resources/translations/commands.json' with { type: 'json' };
import keyWords from '../../resources/translations/keys.json' with { type: 'json' };
import { prefer, usePreferences } from '../state/preferences.ts';
import { useLanguage, useText } from '../text.ts';
import { useDoing } from './doing.ts';
import { isMac, Keys } from './keys.tsx';
import { Dialog } from '../widgets/dialog.tsx';

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th fw={400}>{label}</Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  const key = useText(keyWords);
  const language = useLanguage();
  const letterKeys = usePreferences((state) => state.letterKeys);
  const doing = useDoing((state) => state.doing);
  const linesOf = (wanted: (id: CommandId) => boolean) => (
    <Table.Tbody>
      {COMMAND_IDS.filter(
        // A browser has windows of its own, and a site has not every screen.
        (id) =>
          wanted(id) &&
          commandOf(id).keys !== undefined &&
          (!(isByWindow(id) || isGoing(id)) || doing[id] !== undefined),
      ).map((id) => (
        <Line key={id} label={commandOf(id).label[language]}>
          <Keys of={id} />
        </Line>
      ))}
    </Table.Tbody>
  );
  const inLists = [
    [say('palette.move'), key('arrows')],
    [say('palette.range'), `${key('shift')}+${key('arrows')}`],
    [say('palette.toggle'), key('space')],
    [say('palette.all'), shownKeys('mod+A', language, isMac)],
    [say('palette.open'), key('enter')],
    [say('palette.remove'), key('delete')],
    [say('palette.back'), key('escape')],
  ] as const;
  return (
    <Dialog onClose={onClose} title={commandOf('shortcuts').label[language]} size={620}>
      <Switch
        size="xs"
        mb="sm"
        label={say('palette.letters')}
        description={say('palette.letters.more')}
        checked={letterKeys}
        onChange={(event) => prefer({ letterKeys: event.currentTarget.checked })}
      />
      <div className="shortcuts">
        <Table className="shortcuts-table" verticalSpacing={3} aria-label={say('palette.everywhere')}>
          <Table.Caption>{say('palette.everywhere')}</Table.Caption>
          {linesOf((id) => !isGoing(id))}
        </Table>
        <Table className="shortcuts-table" verticalSpacing={3} aria-label={say('palette.go-to')}>
          <Table.Caption>{say('palette.go-to')}</Table.Caption>
          {linesOf(isGoing)}
        </Table>
        <Table className="shortcuts-table" verticalSpacing={3} aria-label={say('palette.in-lists')}>
          <Table.Caption>{say('palette.in-lists')}</Table.Caption>
          <Table.Tbody>
            {inLists.map(([label, keys]) => (
              <Line key={label} label={label}>
                <Kbd className="keys" size="xs">
                  {keys}
                </Kbd>
              </Line>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Dialog>
  );
}
