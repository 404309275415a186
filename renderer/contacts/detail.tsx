/** The right pane: one contact to read or to edit, the form of a new one, or the selection as a whole. */
import { Button, EmptyState } from '@mantine/core';
import { IconArrowLeft, IconFileExport, IconTrash, IconUser } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { Contact } from '../../core/api/shapes.ts';
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { isNowhere } from '../enter.ts';
import { useHost } from '../state/host.ts';
import { useMayFor } from '../state/may.ts';
import { goTo } from '../state/place.ts';
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { PermittedButton } from '../widgets/permitted.tsx';
import { useTell } from '../widgets/tell.tsx';
import { WaitingRows } from '../widgets/waiting.tsx';
import { useChosen } from './chosen.ts';
import { LIST_ID } from './list.tsx';
import { findDraft, keptDraft } from './form/draft.ts';
import { ContactForm } from './form/form.tsx';
import { resume, showView, usePane, type FormPlace } from './pane.ts';
import { ContactView } from './view/view.tsx';

interface Props {
  onDelete: () => void;
  onExport: () => void;
}

/** The contact as it was when its form was opened, whatever becomes of it meanwhile. */
function EditForm({ id, at }: { id: number; at?: FormPlace | undefined }) {
  const { data } = useQuery('contacts.rows', { ids: [id] });
  const [contact, setContact] = useState<Contact | null>(null);
  const [read] = data?.contacts ?? [];
  if (contact === null && read !== undefined) setContact(read);
  // Deleted before the form could be opened again: what was typed becomes a new contact.
  const kept = data?.contacts.length === 0 ? keptDraft() : null;
  if (contact === null && kept?.id === id)
    return <ContactForm contact={null} kept={kept} onDone={showView} />;
  if (contact === null) return <WaitingRows height={44} />;
  return <ContactForm contact={contact} at={at} onDone={showView} />;
}

function Shown(props: Props) {
  const { writing, serial } = usePane();
  const isWriting = writing !== null;
  const host = useHost();
  const tell = useTell();
  useEffect(() => {
    const look = async () => {
      const kept = await findDraft(host);
      if (kept !== null && usePane.getState().writing === null) resume(kept.id);
    };
    if (!isWriting) look().catch(tell.failed);
    // Once, when the screen is shown: later on a form that is closed stays closed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    if (!isWriting) return undefined;
    // A form that closes takes the keyboard with it: the list has the contact.
    return () => {
      if (isNowhere()) document.querySelector<HTMLElement>(`#${LIST_ID}`)?.focus();
    };
  }, [isWriting]);
  if (writing === null) return <Reading {...props} />;
  if (writing.kind === 'edit') return <EditForm key={serial} id={writing.id} at={writing.at} />;
  return <ContactForm key={serial} contact={null} number={writing.number ?? ''} onDone={showView} />;
}

/** Back to the screen that has sent the person to this contact, as long as it is this one. */
function WayBack() {
  const say = useText(frame);
  const { sent, writing } = usePane();
  const chosen = useChosen((state) => state.chosen);
  if (sent === null) return null;
  const isShown = writing?.kind === 'edit' ? writing.id === sent.id : chosen.has(sent.id);
  if (!isShown || writing?.kind === 'new') return null;
  return (
    <Button
      className="detail-back"
      variant="light"
      size="compact-sm"
      leftSection={<IconArrowLeft size={15} />}
      onClick={() => goTo(sent.by)}
    >
      {say('back-to', { screen: say(`screen.${sent.by}`) })}
    </Button>
  );
}

export function Detail(props: Props) {
  return (
    <>
      <WayBack />
      <Shown {...props} />
    </>
  );
}

function Reading({ onDelete, onExport }: Props) {
  const say = useText(words);
  const { chosen } = useChosen();
  const mayFor = useMayFor(useMemo(() => [...chosen], [chosen]));
  const id = chosen.size === 1 ? ([...chosen][0] ?? null) : null;
  const { data, stale } = useQuery('contacts.rows', id === null ? null : { ids: [id] });
  const exact = data?.contacts.find((one) => one.id === id);
  // The contact before stays in view until the next one is there: nothing flickers.
  const contact = id === null ? undefined : (exact ?? (stale ? data?.contacts[0] : undefined));

  if (contact !== undefined) {
    return <ContactView contact={contact} onDelete={onDelete} onExport={onExport} />;
  }
  return (
    <section className="detail detail-none" aria-label={say('detail')}>
      {chosen.size > 1 ? (
        <EmptyState size="sm" icon={<IconUser />} title={say('chosen', { count: chosen.size })}>
          <EmptyState.Actions>
            <PermittedButton
              label={say('export')}
              icon={IconFileExport}
              why={mayFor('export-vcard')}
              onClick={onExport}
            />
            <PermittedButton
              label={say('delete')}
              icon={IconTrash}
              why={mayFor('delete')}
              onClick={onDelete}
            />
          </EmptyState.Actions>
        </EmptyState>
      ) : (
        id === null && <EmptyState size="sm" icon={<IconUser />} description={say('detail.none')} />
      )}
    </section>
  );
}
