/**
 * One contact in the list. Light: while a list scrolls, every frame draws many of them. Drawn again only when
 * something of it has changed; what is clicked in it is the list's to know.
 */
import type { ReactNode } from 'react';
import { memo } from 'react';
import type { Contact } from '../../core/api/shapes.ts';
import { RowCallButton } from '../call/button.tsx';
import { useMay } from '../state/may.ts';
import type { Speech } from './cells.tsx';
import { cellText, elsewhere, NumberCell, shownNumber, textCell } from './cells.tsx';
import type { ColumnId } from './columns.ts';
import type { Sought } from './hits.ts';
import { hitsIn, isNothing } from './hits.ts';
import { marked } from './marked.tsx';

/** Letters before a hit that are shown. */
const LEAD = 6;

/** The heads are row 1. */
export const FIRST_ROW = 2;
export const rowId = (id: number) => `contact-${id}`;

interface Props {
  id: number;
  /** Undefined while it is being read. */
  contact: Contact | undefined;
  columns: readonly ColumnId[];
  sought: Sought;
  speech: Speech;
  /** What is said of a row that is being read. */
  loading: string;
  index: number;
  top: number;
  chosen: boolean;
  focus: boolean;
  /** The pointer is over it. */
  pointed: boolean;
}

/** Only where the pointer is: the keyboard finds the number beside the contact. */
function Call({ contact, sought }: { contact: Contact; sought: Sought }) {
  const index = shownNumber(contact, sought);
  const number = contact.numbers[index];
  // Every kind of group may be read to call; a contact that is listed stands in one that is.
  const why = useMay()('soft-call', {
    groups: contact.groups.map((group) => ({ name: group, kind: 'standard' })),
  });
  return number && <RowCallButton contactId={contact.id} number={index} text={number.value} why={why} />;
}

/** Beside the name: what the contact was found by, where no column tells. */
function Elsewhere({
  contact,
  columns,
  sought,
  speech,
}: Pick<Props, 'columns' | 'sought' | 'speech'> & { contact: Contact }) {
  const found = elsewhere(contact, columns, sought);
  if (found === null) return null;
  const [[from] = [0]] = hitsIn(found.text, sought);
  // The hit stands near the beginning, where it is not cut off.
  const near = from > LEAD ? `…${found.text.slice(from - LEAD / 2)}` : found.text;
  const text = speech.list('hit', { field: speech.term(found.label), text: near });
  return (
    <span className="quiet list-elsewhere" title={text}>
      {marked(text, hitsIn(text, sought))}
    </span>
  );
}

function contentOf(
  column: ColumnId,
  contact: Contact,
  { columns, sought, speech, pointed }: Props,
): ReactNode {
  if (column === 'number') {
    return (
      <>
        <NumberCell contact={contact} sought={sought} speech={speech} pointed={pointed} />
        {pointed && <Call contact={contact} sought={sought} />}
      </>
    );
  }
  const text = textCell(column, contact, sought, speech);
  // One text by itself is changed in its place.
  if (column !== 'name' || isNothing(sought)) return text;
  return (
    <>
      {text}
      <Elsewhere contact={contact} columns={columns} sought={sought} speech={speech} />
    </>
  );
}

/** By its first letter, so that the browser need not look through each cell (`auto`). */
const RIGHT_TO_LEFT = /^\P{L}*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

export const ListRow = memo((props: Props) => {
  const { id, contact, columns, index, top, chosen, focus, pointed } = props;
  return (
    <div
      id={focus ? rowId(id) : undefined}
      role="row"
      className="list-line list-row"
      aria-rowindex={index + FIRST_ROW}
      aria-selected={chosen}
      aria-label={contact === undefined ? props.loading : undefined}
      data-blank={contact === undefined || undefined}
      data-focus={focus || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column, at) => {
        const text = contact === undefined || column === 'number' ? undefined : cellText(column, contact);
        return (
          <div
            key={column}
            role="gridcell"
            aria-colindex={at + 1}
            data-column={column}
            dir={text !== undefined && isRightToLeft(text) ? 'rtl' : undefined}
            title={pointed ? text : undefined}
          >
            {contact === undefined ? '' : contentOf(column, contact, props)}
          </div>
        );
      })}
    </div>
  );
});
ListRow.displayName = 'ListRow';
