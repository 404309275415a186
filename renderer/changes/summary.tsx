/** The comparison in numbers, one tile a direction. */
import { conflictKeys } from '../../core/merge/decide.ts';
import type { Direction, UploadPlan } from '../../core/merge/plan.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';

function Tile({ title, direction, rights }: { title: string; direction: Direction; rights: number }) {
  const say = useText(words);
  const { number } = useFormats();
  return (
    <div className="tile">
      <h2 className="tile-title">{title}</h2>
      <dl className="tile-counts">
        {(['create', 'update', 'delete'] as const).map((kind) => (
          <div key={kind} data-none={direction[kind].length === 0 || undefined}>
            <dd>{number(direction[kind].length)}</dd>
            <dt>{say(`count.${kind}`, { count: direction[kind].length })}</dt>
          </div>
        ))}
        {direction.groups.length > 0 && (
          <div>
            <dd>{number(direction.groups.length)}</dd>
            <dt>{say('count.groups', { count: direction.groups.length })}</dt>
          </div>
        )}
        {rights > 0 && (
          <div>
            <dd>{number(rights)}</dd>
            <dt>{say('count.rights', { count: rights })}</dt>
          </div>
        )}
      </dl>
    </div>
  );
}

export function Summary({ plan }: { plan: UploadPlan }) {
  const say = useText(words);
  const { number } = useFormats();
  const conflicts = conflictKeys(plan).length;
  return (
    <div className="tiles">
      <Tile title={say('to-pbx')} direction={plan.toPbx} rights={plan.access.toPbx.length} />
      <Tile title={say('to-site')} direction={plan.toSite} rights={plan.access.toSite.length} />
      <div className="tile">
        <h2 className="tile-title">{say('both')}</h2>
        <dl className="tile-counts">
          <div data-warn={conflicts > 0 || undefined} data-none={conflicts === 0 || undefined}>
            <dd>{number(conflicts)}</dd>
            <dt>{say('count.conflicts', { count: conflicts })}</dt>
          </div>
          <div>
            <dd>{number(plan.unchanged)}</dd>
            <dt>{say('count.unchanged', { count: plan.unchanged })}</dt>
          </div>
        </dl>
      </div>
    </div>
  );
}
