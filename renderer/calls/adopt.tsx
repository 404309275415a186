/** Puts the number of a call into the address book: as a new contact, or to one that is there. */
import { Button, Menu, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { shownName } from '../../core/directory/contact.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import words from '../../resources/translations/renderer-calls.json' with { type: 'json' };
import { startNewWith } from '../contacts/pane.ts';
import { useUndo } from '../frame/undo.tsx';
import { useHost } from '../state/host.ts';
import { useMaySomewhere } from '../state/may.ts';
import { usePlace } from '../state/place.ts';
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { PermittedButton } from '../widgets/permitted.tsx';
import { useTell } from '../widgets/tell.tsx';

/** More are found by typing more of the name. */
const SHOWN = 12;

function ContactChoice({ number, onDone }: { number: string; onDone: () => void }) {
  const say = useText(words);
  const frameSay = useText(frame);
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const [search, setSearch] = useState('');
  const typed = search.trim();
  const found = useQuery('contacts.find', typed === '' ? null : { search: typed }, 100);
  const ids = found.data?.ids.slice(0, SHOWN) ?? [];
  const { data } = useQuery('contacts.rows', ids.length === 0 ? null : { ids });
  const contacts = typed === '' || ids.length === 0 ? [] : (data?.contacts ?? []);
  const adopt = async (id: number) => {
    try {
      const contact = await host.call('calls.adopt', { number, id });
      tell.done(say('adopted', { number, name: shownName(contact) }), {
        label: say('undo'),
        act: () => void undo(),
      });
      onDone();
    } catch (error) {
      tell.failed(error);
    }
  };
  return (
    <Stack gap="sm">
      <TextInput
        type="search"
        label={say('search')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        data-autofocus
      />
      <ul className="calls-found" aria-label={say('found')}>
        {contacts.map((contact) => (
          <li key={contact.id}>
            <UnstyledButton onClick={() => void adopt(contact.id)}>
              <span>{shownName(contact)}</span>
              <span className="quiet">
                {[contact.company, contact.numbers[0]?.value].filter(Boolean).join(' · ')}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {typed !== '' && found.data?.ids.length === 0 && <p className="quiet">{say('found.none')}</p>}
      <DialogEnd>
        <Button variant="default" onClick={onDone}>
          {frameSay('cancel')}
        </Button>
      </DialogEnd>
    </Stack>
  );
}

export function Adopt({ number }: { number: string }) {
  const say = useText(words);
  const why = useMaySomewhere()('adopt-call');
  const [choosing, setChoosing] = useState(false);
  const label = say('adopt', { number });
  if (why !== null) return <PermittedButton label={label} icon={IconUserPlus} why={why} onClick={() => {}} />;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconUserPlus size={14} />}
            aria-label={label}
          >
            {say('adopt.short')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => startNewWith(number, () => usePlace.setState({ screen: 'contacts' }))}>
            {say('adopt.new')}
          </Menu.Item>
          <Menu.Item onClick={() => setChoosing(true)}>{say('adopt.existing')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {choosing && (
        <Dialog onClose={() => setChoosing(false)} title={label}>
          <ContactChoice number={number} onDone={() => setChoosing(false)} />
        </Dialog>
      )}
    </>
  );
}
