/** One contact in the list. Drawn again only when something of it has changed. */
import { Tooltip } from '@mantine/core';
import type { MouseEvent } from 'react';
import { memo } from 'react';
import type { Contact } from '../../core/api/shapes.ts';
import { shownName } from '../../core/directory/contact.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { RowCallButton } from '../call/button.tsx';
import { useMay } from '../state/may.ts';
import { useText } from '../text.ts';
import { NumberIcon } from './number-icon.tsx';

export const rowId = (id: number) => `contact-${id}`;

interface Props {
  id: number;
  /** Undefined while it is being read. */
  contact: Contact | undefined;
  index: number;
  top: number;
  height: number;
  chosen: boolean;
  focus: boolean;
  onClick: (event: MouseEvent, id: number) => void;
  onOpen: () => void;
}

function Cells({ contact }: { contact: Contact }) {
  const say = useText(words);
  const term = useText(terms);
  const [number, ...others] = contact.numbers;
  const name = shownName(contact);
  // Every kind of group may be read to call; a contact that is listed stands in one that is.
  const whyNotCall = useMay()('soft-call', {
    groups: contact.groups.map((group) => ({ name: group, kind: 'standard' })),
  });
  return (
    <>
      <div role="gridcell" aria-colindex={1} className="cut list-name" title={name}>
        {name || <span className="quiet">{say('unnamed')}</span>}
      </div>
      <div role="gridcell" aria-colindex={2} className="cut" data-column="company" title={contact.company}>
        {contact.company}
      </div>
      <div role="gridcell" aria-colindex={3} className="list-number" data-column="number">
        {number && (
          <>
            <NumberIcon kind={number.kind} label={term(`number.${number.kind}`)} />
            <span className="cut">{number.value}</span>
            <RowCallButton contactId={contact.id} number={0} text={number.value} why={whyNotCall} />
            {others.length > 0 && (
              <Tooltip
                label={others.map(({ kind, value }) => `${term(`number.${kind}`)}: ${value}`).join(' · ')}
              >
                <span className="quiet" aria-label={say('more.numbers', { count: others.length })} role="img">
                  +{others.length}
                </span>
              </Tooltip>
            )}
          </>
        )}
      </div>
      <div
        role="gridcell"
        aria-colindex={4}
        className="cut quiet"
        data-column="group"
        title={contact.groups.join(', ')}
      >
        {contact.groups.join(', ')}
      </div>
    </>
  );
}

function Blank() {
  const say = useText(frame);
  return <div role="gridcell" aria-colindex={1} aria-label={say('loading')} className="list-blank" />;
}

export const ListRow = memo(({ id, contact, index, top, height, chosen, focus, onClick, onOpen }: Props) => (
  // Keys act on the grid, whose active descendant the row is.
  // eslint-disable-next-line jsx-a11y/click-events-have-key-events
  <div
    id={rowId(id)}
    role="row"
    className="list-line list-row"
    aria-rowindex={index + 2}
    aria-selected={chosen}
    data-focus={focus || undefined}
    style={{ height, transform: `translateY(${top}px)` }}
    onClick={(event) => onClick(event, id)}
    onDoubleClick={onOpen}
  >
    {contact === undefined ? <Blank /> : <Cells contact={contact} />}
  </div>
));
ListRow.displayName = 'ListRow';
