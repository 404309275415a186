/** Why the list is empty, and the way on. */
import { Button, EmptyState } from '@mantine/core';
import { IconAddressBook, IconSearchOff } from '@tabler/icons-react';
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { browseScope, queryOf, useBrowse } from '../state/browse.ts';
import { goTo } from '../state/place.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { Begin } from '../widgets/begin.tsx';
import { startNew } from './pane.ts';

export function NoContacts() {
  const say = useText(words);
  const whole = useSite((state) => state.facets.all);
  const choices = useBrowse();
  const { group, sort: _sort, ...others } = queryOf(choices);
  const emptyGroup = group !== undefined && Object.keys(others).length === 0;
  return (
    <div className="screen-body contacts-none">
      {whole === 0 ? (
        <EmptyState size="sm" icon={<IconAddressBook />} title={say('empty')} description={say('empty.hint')}>
          <EmptyState.Actions>
            <Button onClick={() => goTo('import')}>{say('import')}</Button>
            <Button variant="default" onClick={startNew}>
              {say('new')}
            </Button>
            <Begin of="compare" />
          </EmptyState.Actions>
        </EmptyState>
      ) : (
        <EmptyState
          size="sm"
          icon={<IconSearchOff />}
          title={say(emptyGroup ? 'none.group' : 'none')}
          description={say(emptyGroup ? 'none.group.hint' : 'none.hint')}
        >
          <EmptyState.Actions>
            {emptyGroup && <Begin of="import" primary />}
            <Button variant="default" onClick={() => browseScope({ kind: 'all' })}>
              {say('none.reset')}
            </Button>
          </EmptyState.Actions>
        </EmptyState>
      )}
    </div>
  );
}
