/** Contacts that were changed on both sides: side by side, decided one by one or all at once. */
import { Button, Group, SegmentedControl } from '@mantine/core';
import type { Conflict, Decision } from '../../core/merge/plan.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';
import { FieldValue } from '../widgets/field-value.tsx';
import { decideAll, useChanges } from './state.ts';

function ConflictCard({ conflict }: { conflict: Conflict }) {
  const say = useText(words);
  const term = useText(terms);
  const decision = useChanges((state) => state.decisions[conflict.key]);
  const decide = (value: Decision) =>
    useChanges.setState(({ decisions }) => ({ decisions: { ...decisions, [conflict.key]: value } }));
  return (
    <article className="conflict" aria-label={conflict.name}>
      <header className="conflict-head">
        <strong className="grow cut">{conflict.name}</strong>
        <span className="quiet">{say(`conflict.${conflict.kind}`)}</span>
        <SegmentedControl
          size="xs"
          aria-label={say('decide', { name: conflict.name })}
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
          {conflict.fields.map(({ field, base, site, pbx }) => (
            <tr key={field}>
              <th scope="row">{term(`field.${field}`)}</th>
              <td>
                <FieldValue field={field} content={base ?? ''} />
              </td>
              <td data-kept={decision === 'local' || undefined}>
                <FieldValue field={field} content={site} />
              </td>
              <td data-kept={decision === 'pbx' || undefined}>
                <FieldValue field={field} content={pbx} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

export function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  const say = useText(words);
  if (conflicts.length === 0) return null;
  return (
    <section className="changes-section" aria-label={say('conflicts', { count: conflicts.length })}>
      <Group gap="xs" mb="xs">
        <h2 className="changes-title grow">{say('conflicts', { count: conflicts.length })}</h2>
        {conflicts.length > 1 && (
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
        <ConflictCard key={conflict.key} conflict={conflict} />
      ))}
    </section>
  );
}
