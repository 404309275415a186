/** The comparison in numbers, one tile a direction. */
import type { Direction, UploadPlan } from '../../core/merge/plan.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';

function Tile({ title, direction }: { title: string; direction: Direction }) {
  const say = useText(words);
  const { number } = useFormats();
  return (
    <div className="tile">
      <h2 className="tile-title">{title}</h2>
      <dl className="tile-counts">
        {(['create', 'update', 'delete'] as const).map((kind) => (
          <div key={kind} data-none={direction[kind].length === 0 || undefined}>
            <dd>{number(direction[kind].length)}</dd>
            <dt>{say(`count.${kind}`)}</dt>
          </div>
        ))}
        {direction.groups.length > 0 && (
          <div>
            <dd>{number(direction.groups.length)}</dd>
            <dt>{say('count.groups', { count: direction.groups.length })}</dt>
          </div>
        )}
      </dl>
    </div>
  );
}

export function Summary({ plan }: { plan: UploadPlan }) {
  const say = useText(words);
  const { number } = useFormats();
  return (
    <div className="tiles">
      <Tile title={say('to-pbx')} direction={plan.toPbx} />
      <Tile title={say('to-site')} direction={plan.toSite} />
      <div className="tile">
        <h2 className="tile-title">{say('both')}</h2>
        <dl className="tile-counts">
          <div
            data-warn={plan.conflicts.length > 0 || undefined}
            data-none={plan.conflicts.length === 0 || undefined}
          >
            <dd>{number(plan.conflicts.length)}</dd>
            <dt>{say('count.conflicts')}</dt>
          </div>
          <div>
            <dd>{number(plan.unchanged)}</dd>
            <dt>{say('count.unchanged')}</dt>
          </div>
        </dl>
      </div>
    </div>
  );
}
