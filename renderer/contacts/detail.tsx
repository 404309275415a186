/** The right pane: one contact to read or to edit, the form of a new one, or the selection as a whole. */
import { Button, EmptyState } from '@mantine/core';
import { IconFileExport, IconTrash, IconUser } from '@tabler/icons-react';
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { useChosen } from './chosen.ts';
import { ContactForm } from './form/form.tsx';
import { showPane, usePane } from './pane.ts';
import { ContactView } from './view/view.tsx';

interface Props {
  onDelete: () => void;
  onExport: () => void;
}

export function Detail({ onDelete, onExport }: Props) {
  const say = useText(words);
  const { chosen } = useChosen();
  const { mode } = usePane();
  const id = chosen.size === 1 ? ([...chosen][0] ?? null) : null;
  const { data } = useQuery('contacts.rows', id === null ? null : { ids: [id] });
  const contact = id === null ? undefined : data?.contacts.find((one) => one.id === id);

  if (mode === 'new') return <ContactForm key="new" contact={null} onDone={() => showPane('view')} />;
  if (contact !== undefined && mode === 'edit') {
    return <ContactForm key={contact.id} contact={contact} onDone={() => showPane('view')} />;
  }
  if (contact !== undefined) {
    return <ContactView contact={contact} onDelete={onDelete} onExport={onExport} />;
  }
  return (
    <section className="detail detail-none" aria-label={say('detail')}>
      {chosen.size > 1 ? (
        <EmptyState size="sm" icon={<IconUser />} title={say('chosen', { count: chosen.size })}>
          <EmptyState.Actions>
            <Button variant="default" leftSection={<IconFileExport size={15} />} onClick={onExport}>
              {say('export')}
            </Button>
            <Button variant="default" leftSection={<IconTrash size={15} />} onClick={onDelete}>
              {say('delete')}
            </Button>
          </EmptyState.Actions>
        </EmptyState>
      ) : (
        id === null && <EmptyState size="sm" icon={<IconUser />} description={say('detail.none')} />
      )}
    </section>
  );
}
