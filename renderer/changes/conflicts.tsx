/** Contacts and rights that were changed on both sides: side by side, decided one by one or all at once. */
import { Button, Group, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AccessConflict, Conflict, Decision } from '../../core/merge/plan.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';
import { FieldValue } from '../widgets/field-value.tsx';
import { useCellText } from './cell.ts';
import { decideAll, useChanges } from './state.ts';

interface CardProps {
  /** The key of the conflict. */
  id: string;
  name: string;
  kind: Conflict['kind'];
  /** What is in dispute: its name, then before, here and there. */
  rows: { name: string; base: ReactNode; site: ReactNode; pbx: ReactNode }[];
}

function ConflictCard({ id, name, kind, rows }: CardProps) {
  const say = useText(words);
  const decision = useChanges((state) => state.decisions[id]);
  const decide = (value: Decision) =>
    useChanges.setState(({ decisions }) => ({ decisions: { ...decisions, [id]: value } }));
  return (
    <article className="conflict" aria-label={name}>
      <header className="conflict-head">
        <strong className="grow cut">{name}</strong>
        <span className="quiet">{say(`conflict.${kind}`)}</span>
        <SegmentedControl
          size="xs"
          aria-label={say('decide', { name })}
          value={decision ?? ''}
          onChange={(value) => decide(value === 'pbx' ? 'pbx' : 'local')}
          data={[
            { value: 'local', label: say('keep.local') },
            { value: 'pbx', label: say('keep.pbx') },
          ]}
        />
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
              <td data-kept={decision === 'local' || undefined}>{row.site}</td>
              <td data-kept={decision === 'pbx' || undefined}>{row.pbx}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

function ContactConflict({ conflict }: { conflict: Conflict }) {
  const term = useText(terms);
  const rows = conflict.fields.map(({ field, base, site, pbx }) => ({
    name: term(`field.${field}`),
    base: <FieldValue field={field} content={base ?? ''} />,
    site: <FieldValue field={field} content={site} />,
    pbx: <FieldValue field={field} content={pbx} />,
  }));
  return <ConflictCard id={conflict.key} name={conflict.name} kind={conflict.kind} rows={rows} />;
}

function RightConflict({ conflict }: { conflict: AccessConflict }) {
  const cell = useCellText();
  const { key, extension, subscriber, group, base, site, pbx } = conflict;
  const rows = [{ name: group, base: cell(base), site: cell(site), pbx: cell(pbx) }];
  return <ConflictCard id={key} name={`${extension} ${subscriber}`.trim()} kind="both-changed" rows={rows} />;
}

interface Props {
  conflicts: readonly Conflict[];
  rights: readonly AccessConflict[];
}

export function Conflicts({ conflicts, rights }: Props) {
  const say = useText(words);
  const count = conflicts.length + rights.length;
  if (count === 0) return null;
  return (
    <section className="changes-section" aria-label={say('conflicts', { count })}>
      <Group gap="xs" mb="xs">
        <h2 className="changes-title grow">{say('conflicts', { count })}</h2>
        {count > 1 && (
          <>
            <Button size="compact-xs" variant="default" onClick={() => decideAll('local')}>
              {say('keep.all.local')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => decideAll('pbx')}>
              {say('keep.all.pbx')}
            </Button>
          </>
        )}
      </Group>
      {conflicts.map((conflict) => (
        <ContactConflict key={conflict.key} conflict={conflict} />
      ))}
      {rights.map((conflict) => (
        <RightConflict key={conflict.key} conflict={conflict} />
      ))}
    </section>
  );
}
