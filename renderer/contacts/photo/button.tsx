/** The photo as the button that changes it, where whoever is signed in may do that. */
import { Tooltip, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Contact } from '../../../core/api/shapes.ts';
import { shownName } from '../../../core/directory/contact.ts';
import words from '../../../resources/translations/renderer-photo.json' with { type: 'json' };
import { useMayFor } from '../../state/may.ts';
import { useText } from '../../text.ts';
import { Portrait } from '../view/portrait.tsx';
import { PhotoDialog } from './dialog.tsx';
import './photo.css';

export function PhotoButton({ contact }: { contact: Contact }) {
  const say = useText(words);
  const why = useMayFor([contact.id])('set-photo');
  const [opened, setOpened] = useState(false);
  const label = say(contact.photo === null ? 'add' : 'change', { name: shownName(contact) });
  return (
    <div>
      <Tooltip label={why === null ? label : `${label}: ${why}`} multiline maw={320}>
        <UnstyledButton
          className="photo-button"
          aria-label={label}
          aria-disabled={why !== null}
          {...(why !== null && { 'aria-description': why })}
          onClick={() => why === null && setOpened(true)}
        >
          <Portrait contact={contact} />
        </UnstyledButton>
      </Tooltip>
      {/* What is typed in the dialog is none of the form's keys around it. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={(event) => event.stopPropagation()}>
        <PhotoDialog contact={contact} opened={opened} onClose={() => setOpened(false)} />
      </div>
    </div>
  );
}
