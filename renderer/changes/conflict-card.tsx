/** One conflict, both sides beside each other: the keys that decide it stand on its buttons. */
import { Button, Kbd, Radio } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Conflict, Decision } from '../../core/merge/plan.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';
import { decideOne } from './deciding.ts';

/** Where the values stand: ours to the left, the PBX's to the right. */
const KEYS: Partial<Record<string, Decision>> = { ArrowLeft: 'local', ArrowRight: 'pbx' };
const SIDES = [
  { decision: 'local', key: '←' },
  { decision: 'pbx', key: '→' },
] as const;

export interface Dispute {
  name: string;
  base: ReactNode;
  site: ReactNode;
  pbx: ReactNode;
  decision: Decision | undefined;
  /** Absent where the conflict is one value. */
  onDecide?: (decision: Decision) => void;
}

interface Props {
  /** The key of the conflict. */
  id: string;
  name: string;
  kind: Conflict['kind'];
  rows: readonly Dispute[];
}

function Value({ id, row, side }: { id: string; row: Dispute; side: Decision }) {
  const say = useText(words);
  const { name, decision, onDecide } = row;
  const value = side === 'local' ? row.site : row.pbx;
  return (
    <td data-kept={decision === side || undefined}>
      {onDecide === undefined ? (
        value
      ) : (
        <div className="conflict-value">
          <Radio
            size="xs"
            name={`${id} ${name}`}
            aria-label={say(`field.${side}`, { field: name })}
            checked={decision === side}
            onChange={() => onDecide(side)}
          />
          <div>{value}</div>
        </div>
      )}
    </td>
  );
}

export function ConflictCard({ id, name, kind, rows }: Props) {
  const say = useText(words);
  const all = (side: Decision) => rows.every(({ decision }) => decision === side);
  const isOpen = rows.some(({ decision }) => decision === undefined);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // A radio has its own arrow keys.
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const decision = KEYS[event.key];
    if (decision === undefined) return;
    decideOne(id, decision);
    event.preventDefault();
  };
  return (
    // The arrow keys go from one conflict to the next, so each can have the focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className="conflict"
      aria-label={name}
      data-open={isOpen || undefined}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className="conflict-head">
        <strong className="grow cut">{name}</strong>
        <span className="quiet">{say(`conflict.${kind}`)}</span>
        <Button.Group aria-label={say('decide', { name })}>
          {SIDES.map(({ decision, key }) => (
            <Button
              key={decision}
              size="compact-sm"
              variant={all(decision) ? 'filled' : 'default'}
              aria-pressed={all(decision)}
              rightSection={<Kbd size="xs">{key}</Kbd>}
              onClick={() => decideOne(id, decision)}
            >
              {say(`keep.${decision}`)}
            </Button>
          ))}
        </Button.Group>
      </header>
      <table className="conflict-fields">
        <thead>
          <tr>
            <th scope="col">{say('field')}</th>
            <th scope="col">{say('before')}</th>
            <th scope="col">{say('here')}</th>
            <th scope="col">{say('there')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{row.base}</td>
              <Value id={id} row={row} side="local" />
              <Value id={id} row={row} side="pbx" />
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
