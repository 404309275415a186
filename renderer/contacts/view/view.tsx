/** One contact to read: who it is, how it is reached, what the device makes of it, and what has happened to it. */
import { Tabs } from '@mantine/core';
import { IconFileExport, IconPencil, IconPrinter, IconQrcode, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Contact } from '../../../core/api/shapes.ts';
import { commandOf } from '../../../core/commands/commands.ts';
import { shownName } from '../../../core/directory/contact.ts';
import words from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { ContactHistory } from '../../history/contact.tsx';
import { PrivacyMenu } from '../../privacy/menu.tsx';
import { useMay, useMayFor } from '../../state/may.ts';
import { useCommand } from '../../commands/doing.ts';
import { useHost } from '../../state/host.ts';
import { useLanguage, useText } from '../../text.ts';
import { usePaper } from '../../widgets/on-paper.tsx';
import { PermittedButton, PermittedIcon } from '../../widgets/permitted.tsx';
import { useTell } from '../../widgets/tell.tsx';
import { DragOut } from '../drag-out.tsx';
import { startEdit } from '../pane.ts';
import { PhotoButton } from '../photo/button.tsx';
import { Facts } from './facts.tsx';
import { ContactPaper } from './paper.tsx';
import { QrDialog } from './qr.tsx';
import './view.css';

interface Props {
  contact: Contact;
  onDelete: () => void;
  onExport: () => void;
}

export function ContactView({ contact, onDelete, onExport }: Props) {
  const say = useText(words);
  const may = useMay();
  const mayFor = useMayFor([contact.id]);
  const [qr, setQr] = useState(false);
  /** Stays from one contact to the next. */
  const [shown, setShown] = useState<string | null>('facts');
  const keepsSite = may('manage-site') === null;
  const name = shownName(contact) || say('unnamed');
  const under = [contact.position, contact.company === name ? '' : contact.company]
    .filter(Boolean)
    .join(' · ');
  const host = useHost();
  const tell = useTell();
  const language = useLanguage();
  const { print, paper } = usePaper();
  const printCard = async () => {
    try {
      const { svg } = await host.call('contacts.qr', { id: contact.id });
      print?.(<ContactPaper contact={contact} name={name} svg={svg} />);
    } catch (error) {
      tell.failed(error);
    }
  };
  const toPrint = () => void printCard();
  const printLabel = commandOf('print-contact').label[language];
  useCommand('print-contact', print && toPrint, mayFor('export-vcard'));
  const tools = [
    { label: say('qr'), icon: IconQrcode, action: 'show-qr', act: () => setQr(true) },
    ...(print ? [{ label: printLabel, icon: IconPrinter, action: 'print', act: toPrint } as const] : []),
    { label: say('export'), icon: IconFileExport, action: 'export-vcard', act: onExport },
    { label: say('delete'), icon: IconTrash, action: 'delete', act: onDelete },
  ] as const;
  return (
    <section className="detail" aria-label={say('detail')}>
      <header className="screen-head detail-head">
        <PermittedButton
          label={say('edit')}
          icon={IconPencil}
          why={mayFor('edit')}
          onClick={() => startEdit(contact.id)}
        />
        <span className="grow" />
        {tools.map(({ label, icon, action, act }) => (
          <PermittedIcon
            key={action}
            label={label}
            icon={icon}
            why={mayFor(action === 'print' ? 'export-vcard' : action)}
            onClick={act}
          />
        ))}
        {keepsSite && <PrivacyMenu id={contact.id} name={name} />}
      </header>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="screen-body detail-body" tabIndex={0} role="region" aria-label={name}>
        <div className="detail-who">
          <PhotoButton contact={contact} />
          <DragOut id={contact.id} why={mayFor('export-vcard')}>
            <h2>{name}</h2>
            {under !== '' && <div className="quiet">{under}</div>}
          </DragOut>
        </div>
        {keepsSite ? (
          <Tabs value={shown} onChange={setShown} keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="facts">{say('facts')}</Tabs.Tab>
              <Tabs.Tab value="history">{say('history')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="facts" pt="xs">
              <Facts contact={contact} />
            </Tabs.Panel>
            <Tabs.Panel value="history" pt="xs">
              <ContactHistory key={contact.id} id={contact.id} />
            </Tabs.Panel>
          </Tabs>
        ) : (
          <Facts contact={contact} />
        )}
      </div>
      {qr && <QrDialog id={contact.id} name={name} onClose={() => setQr(false)} />}
      {paper}
    </section>
  );
}
