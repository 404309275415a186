/** What will change on one side, contact by contact and field by field. */
import { Badge } from '@mantine/core';
import type { Direction, PlannedContact } from '../../core/merge/plan.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';
import { FieldChanges, FieldValues } from '../widgets/field-value.tsx';
import { countOf } from './state.ts';

type Line =
  | { mark: 'create' | 'update' | 'delete'; contact: PlannedContact }
  | { mark: 'create-group' | 'rename-group' | 'delete-group'; name: string };

const linesOf = ({ groups, create, update, delete: remove }: Direction): Line[] => [
  ...groups.map(({ kind, name }) => ({ mark: kind, name })),
  ...update.map((contact) => ({ mark: 'update' as const, contact })),
  ...create.map((contact) => ({ mark: 'create' as const, contact })),
  ...remove.map((contact) => ({ mark: 'delete' as const, contact })),
];

function ChangeName({ line }: { line: Line }) {
  const say = useText(words);
  const name = 'contact' in line ? line.contact.name : line.name;
  const revived = 'contact' in line && line.contact.revived;
  return (
    <>
      <span className="change-name">{name}</span>
      {revived && <span className="quiet"> {say('revived')}</span>}
    </>
  );
}

function ChangeLine({ line }: { line: Line }) {
  const say = useText(words);
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
        {line.mark === 'update' && contact !== null && <FieldChanges changes={contact.changes} />}
      </div>
    </>
  );
}

/** Lines outside of the window are not laid out: a book of thousands stays light. */
export function DirectionList({ title, direction }: { title: string; direction: Direction }) {
  if (countOf(direction) === 0) return null;
  return (
    <section className="changes-section" aria-label={title}>
      <h2 className="changes-title">{title}</h2>
      <ul className="change-list">
        {linesOf(direction).map((line, index) => (
          // A comparison is replaced as a whole: its lines keep their places.
          <li key={index} className="change">
            <ChangeLine line={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}
