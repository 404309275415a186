/** The photo as the button that changes it, where whoever is signed in may do that. */
import { Tooltip, UnstyledButton } from '@mantine/core';
import { Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Contact, ContactInput } from '../../../core/api/shapes.ts';
import { shownName } from '../../../core/directory/contact.ts';
import words from '../../../resources/translations/renderer-photo.json' with { type: 'json' };
import { useUndo } from '../../frame/undo.tsx';
import { upload } from '../../host/files.ts';
import { useHost } from '../../state/host.ts';
import { useMayFor, type WhyNot } from '../../state/may.ts';
import { useQuery } from '../../state/query.ts';
import { useText } from '../../text.ts';
import { later } from '../../widgets/later.ts';
import { useTell } from '../../widgets/tell.tsx';
import { Face, Portrait } from '../view/portrait.tsx';
import type { ChosenPicture } from './dialog.tsx';
import './photo.css';

const PhotoDialog = later(async () => (await import('./dialog.tsx')).PhotoDialog);

/** The photo of a contact that is stored: changed at once and on its own, unlike the fields around it. */
export function PhotoButton({ contact }: { contact: Contact }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const why = useMayFor([contact.id])('set-photo');
  const store = async (chosen: ChosenPicture | null) => {
    const picture = chosen && { file: await upload(host, chosen.file), square: chosen.square };
    await host.call('contacts.setPhoto', { id: contact.id, picture });
    tell.done(say(chosen === null ? 'removed' : 'stored'), { label: say('undo'), act: () => void undo() });
  };
  return (
    <ChangingButton name={shownName(contact)} hasPhoto={contact.photo !== null} why={why} onChosen={store}>
      <Portrait contact={contact} />
    </ChangingButton>
  );
}

interface NewProps {
  input: ContactInput;
  picture: ChosenPicture | null;
  onPicture: (picture: ChosenPicture | null) => void;
}

/** The same beside fields that are being edited: as it is now, not as it was when the form began. */
export function CurrentPhoto({ id }: { id: number }) {
  const { data } = useQuery('contacts.rows', { ids: [id] });
  const [contact] = data?.contacts ?? [];
  return contact !== undefined && <PhotoButton contact={contact} />;
}

/** The photo of a contact that is not stored yet, and is stored with it. */
export function NewPhotoButton({ input, picture, onPicture }: NewProps) {
  const say = useText(words);
  const address = useMemo(() => picture && URL.createObjectURL(picture.file), [picture]);
  useEffect(() => () => void (address !== null && URL.revokeObjectURL(address)), [address]);
  const name = shownName(input) || say('new');
  return (
    <ChangingButton
      name={name}
      hasPhoto={picture !== null}
      why={null}
      onChosen={(chosen) => Promise.resolve(onPicture(chosen))}
    >
      <Face contact={input} name={name} source={address} square={picture?.square} />
    </ChangingButton>
  );
}

interface Props {
  name: string;
  hasPhoto: boolean;
  /** Why it may not be changed. */
  why: WhyNot;
  onChosen: (chosen: ChosenPicture | null) => Promise<void>;
  children: ReactNode;
}

function ChangingButton({ name, hasPhoto, why, onChosen, children }: Props) {
  const say = useText(words);
  const [opened, setOpened] = useState(false);
  const label = say(hasPhoto ? 'change' : 'add', { name });
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
          {children}
        </UnstyledButton>
      </Tooltip>
      {/* What is typed in the dialog is none of the form's keys around it. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={(event) => event.stopPropagation()}>
        <Suspense>
          {opened && (
            <PhotoDialog
              name={name}
              hasPhoto={hasPhoto}
              onChosen={onChosen}
              onClose={() => setOpened(false)}
            />
          )}
        </Suspense>
      </div>
    </div>
  );
}
