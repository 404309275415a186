/** Stores what a form holds. Where somebody else was quicker nothing is stored, and nothing that was typed is lost. */
import { useState } from 'react';
import { inputOf, type ContactInput } from '../../../core/api/shapes.ts';
import { mergeEdit, type EditField } from '../../../core/merge/edit.ts';
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import { useUndo } from '../../frame/undo.tsx';
import { upload } from '../../host/files.ts';
import { useHost } from '../../state/host.ts';
import { usePlace } from '../../state/place.ts';
import { problemOf } from '../../state/problem.ts';
import { useText } from '../../text.ts';
import { useTell } from '../../widgets/tell.tsx';
import { chooseOnly } from '../chosen.ts';
import type { ChosenPicture } from '../photo/dialog.tsx';

/** What two people have made of the same fields. */
export interface CollidingEdit {
  fields: EditField[];
  now: ContactInput;
  /** As it is now, with what was changed here. */
  merged: ContactInput;
  from: ContactInput;
}

/** `id`: null for a new contact; `picture`: of a new one. */
export function useSaving(id: number | null, picture: ChosenPicture | null, onDone: () => void) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const [busy, setBusy] = useState(false);
  const [gone, setGone] = useState(false);
  const [colliding, setColliding] = useState<CollidingEdit | null>(null);

  const done = (stored: number) => {
    usePlace.setState({ unsaved: null });
    chooseOnly(stored);
    onDone();
    tell.done(say('saved'), { label: say('undo'), act: () => void undo() });
  };

  const create = async (contact: ContactInput) =>
    host.call('contacts.create', {
      contact,
      ...(picture !== null && {
        picture: { file: await upload(host, picture.file), square: picture.square },
      }),
    });

  const compare = async (from: ContactInput, fields: ContactInput) => {
    const { contacts } = await host.call('contacts.rows', { ids: id === null ? [] : [id] });
    const [contact] = contacts;
    if (contact === undefined) return setGone(true);
    const now = inputOf(contact);
    const { collisions, merged } = mergeEdit(from, fields, now);
    return setColliding({ fields: collisions, now, merged, from });
  };

  const work = async (store: () => Promise<{ id: number }>, otherwise: () => Promise<void>) => {
    setBusy(true);
    setColliding(null);
    try {
      const stored = await store();
      done(stored.id);
      return true;
    } catch (error) {
      const { code } = problemOf(error);
      if (code === 'contact-collides' || code === 'contact-missing') {
        await otherwise().catch(tell.failed);
      } else tell.failed(error);
      return false;
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    /** The contact was deleted meanwhile. */
    gone,
    colliding,
    forget: () => setColliding(null),
    /** True when it was stored. `from`: what the form began with. */
    save: (from: ContactInput, fields: ContactInput): Promise<boolean> =>
      work(
        () => (id === null ? create(fields) : host.call('contacts.edit', { id, from, contact: fields })),
        () => compare(from, fields),
      ),
    saveAsNew: (fields: ContactInput): Promise<boolean> =>
      work(
        () => create(fields),
        () => Promise.resolve(),
      ),
  };
}
