/** One contact to read: who it is, how it is reached, and what the device makes of it. */
import { Badge } from '@mantine/core';
import { IconFileExport, IconPencil, IconQrcode, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { inputOf, type Contact } from '../../../core/api/shapes.ts';
import type { TextField } from '../../../core/directory/contact.ts';
import { shownName } from '../../../core/directory/contact.ts';
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { CallButton } from '../../call/button.tsx';
import { useMayFor } from '../../state/may.ts';
import { useText } from '../../text.ts';
import { PermittedButton, PermittedIcon } from '../../widgets/permitted.tsx';
import { DeviceFit, useFit } from '../device-fit.tsx';
import { startEdit } from '../pane.ts';
import { Entry } from './entry.tsx';
import { Portrait } from './portrait.tsx';
import { QrDialog } from './qr.tsx';
import './view.css';

/** What the head of the pane does not already show. */
const TEXTS: readonly TextField[] = ['salutation', 'department', 'birthday', 'shortCode', 'note'];

interface Props {
  contact: Contact;
  onDelete: () => void;
  onExport: () => void;
}

const lines = ({ street, postalCode, city, region, country }: Contact['addresses'][number]) =>
  [street, [postalCode, city].filter(Boolean).join(' '), region, country].filter(Boolean).join('\n');

export function ContactView({ contact, onDelete, onExport }: Props) {
  const say = useText(words);
  const term = useText(terms);
  const fit = useFit(inputOf(contact));
  const mayFor = useMayFor([contact.id]);
  const whyNotCall = mayFor('soft-call');
  const [qr, setQr] = useState(false);
  const name = shownName(contact);
  const under = [contact.position, contact.company === name ? '' : contact.company]
    .filter(Boolean)
    .join(' · ');
  const texts = TEXTS.filter((field) => contact[field] !== '');
  const tools = [
    { label: say('qr'), icon: IconQrcode, action: 'show-qr', act: () => setQr(true) },
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
          <PermittedIcon key={action} label={label} icon={icon} why={mayFor(action)} onClick={act} />
        ))}
      </header>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="screen-body detail-body" tabIndex={0} role="region" aria-label={name}>
        <div className="detail-who">
          <Portrait contact={contact} />
          <div className="grow">
            <h2>{name || say('unnamed')}</h2>
            {under !== '' && <div className="quiet">{under}</div>}
          </div>
        </div>

        <dl className="entries">
          {contact.numbers.map(({ kind, value, e164 }, index) => (
            <Entry
              key={index}
              label={term(`number.${kind}`)}
              text={value}
              detail={e164 === value ? null : e164}
              copy
            >
              <CallButton contactId={contact.id} number={index} text={value} why={whyNotCall} />
            </Entry>
          ))}
          {contact.emails.map(({ kind, value }, index) => (
            <Entry key={index} label={`${term('field.email')}, ${term(`place.${kind}`)}`} text={value} copy />
          ))}
          {contact.urls.map(({ kind, value }, index) => (
            <Entry key={index} label={`${term('field.url')}, ${term(`place.${kind}`)}`} text={value} copy />
          ))}
          {contact.addresses.map((address, index) => (
            <Entry
              key={index}
              label={`${term('field.address')}, ${term(`place.${address.kind}`)}`}
              text={lines(address)}
              copy
            />
          ))}
          {texts.map((field) => (
            <Entry key={field} label={term(`field.${field}`)} text={contact[field]} />
          ))}
          <div className="entry">
            <dt>{term('field.groups')}</dt>
            <dd className="detail-groups">
              {contact.groups.map((group) => (
                <Badge key={group} variant="default" tt="none" fw={500} size="md" radius="sm">
                  {group}
                </Badge>
              ))}
              {contact.groups.length === 0 && <span className="quiet">{say('no.groups')}</span>}
            </dd>
          </div>
        </dl>
        <DeviceFit fit={fit} />
      </div>
      <QrDialog id={contact.id} name={name} opened={qr} onClose={() => setQr(false)} />
    </section>
  );
}
