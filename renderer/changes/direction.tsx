/** What will change on one side, contact by contact and field by field. */
import { Badge } from '@mantine/core';
import type { AccessChange, AccessPlan, Direction, PlannedContact } from '../../core/merge/plan.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';
import { FieldChanges, FieldValues } from '../widgets/field-value.tsx';
import { useCellText } from './cell.ts';
import { countOf } from './state.ts';

type Line =
  | { mark: 'create' | 'update' | 'delete'; contact: PlannedContact }
  | { mark: 'create-group' | 'rename-group' | 'mark-group' | 'delete-group'; name: string }
  | { mark: 'create-subscriber' | 'rename-subscriber'; name: string }
  | { mark: 'set-grant'; name: string; right: AccessChange };

type Side = Pick<AccessPlan, 'newSubscribers' | 'renamedSubscribers'> & { rights: readonly AccessChange[] };

const linesOf = (
  { groups, create, update, delete: remove }: Direction,
  { newSubscribers, renamedSubscribers, rights }: Side,
): Line[] => [
  ...groups.map(({ kind, name }) => ({ mark: kind, name })),
  ...newSubscribers.map((one) => ({ mark: 'create-subscriber' as const, name: subscriberName(one) })),
  ...renamedSubscribers.map((one) => ({ mark: 'rename-subscriber' as const, name: subscriberName(one) })),
  ...rights.map((right) => ({ mark: 'set-grant' as const, name: accessName(right), right })),
  ...update.map((contact) => ({ mark: 'update' as const, contact })),
  ...create.map((contact) => ({ mark: 'create' as const, contact })),
  ...remove.map((contact) => ({ mark: 'delete' as const, contact })),
];

const subscriberName = ({ extension, name }: { extension: string; name: string }): string =>
  `${extension} ${name}`.trim();

const accessName = ({ extension, subscriber, group }: AccessChange): string =>
  `${extension} ${subscriber}`.trim() + `: ${group}`;

function ChangeName({ line }: { line: Line }) {
  const say = useText(words);
  const name = 'contact' in line ? line.contact.name : line.name;
  const revived = 'contact' in line && line.contact.revived;
  const overruledBy = 'contact' in line ? line.contact.overruledBy : null;
  return (
    <>
      <span className="change-name">{name}</span>
      {revived && overruledBy === null && <span className="quiet"> {say('revived')}</span>}
      {overruledBy !== null && <span className="quiet"> {say(`overruled.${overruledBy}`)}</span>}
    </>
  );
}

function ChangeLine({ line }: { line: Line }) {
  const say = useText(words);
  const cell = useCellText();
  const contact = 'contact' in line ? line.contact : null;
  return (
    <>
      <Badge variant="default" size="sm" tt="none" className="change-mark" data-mark={line.mark}>
        {say(`mark.${line.mark}`)}
      </Badge>
      <div className="grow">
        {line.mark === 'create' ? (
          <details className="change-whole">
            <summary>
              <ChangeName line={line} />
            </summary>
            <FieldValues contact={contact?.record ?? null} />
          </details>
        ) : (
          <ChangeName line={line} />
        )}
        {'right' in line && (
          <div className="quiet">
            {say('right.change', { before: cell(line.right.before), after: cell(line.right.after) })}
          </div>
        )}
        {line.mark === 'update' && contact !== null && <FieldChanges changes={contact.changes} />}
      </div>
    </>
  );
}

/** Lines outside of the window are not laid out: a book of thousands stays light. */
interface Props {
  title: string;
  direction: Direction;
  access: Side;
}

export function DirectionList({ title, direction, access }: Props) {
  const { newSubscribers, renamedSubscribers, rights } = access;
  const changes = newSubscribers.length + renamedSubscribers.length + rights.length;
  if (countOf(direction) + changes === 0) return null;
  return (
    <section className="changes-section" aria-label={title}>
      <h2 className="changes-title">{title}</h2>
      <ul className="change-list">
        {linesOf(direction, access).map((line, index) => (
          // A comparison is replaced as a whole: its lines keep their places.
          <li key={index} className="change">
            <ChangeLine line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}
