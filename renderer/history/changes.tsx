/** What a step changed: each record with what it held before and after. */
import words from '../../resources/translations/renderer-history.json' with { type: 'json' };
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { ChangedFields } from './fields.tsx';

const SHOWN = 200;

export function StepChanges({ step }: { step: number }) {
  const say = useText(words);
  const { data, problem } = useQuery('history.step', { step, after: 0, limit: SHOWN });
  return (
    <>
      {problem !== null && <ProblemLine problem={problem} />}
      <ul className="history-changes">
        {data?.changes.map(({ entry, change, record, name, first, last, fields }) => (
          <li key={entry}>
            {say(`change.${change}`, { record: say(`record.${record}`), count: last - first + 1 })}{' '}
            <strong>{name}</strong>
            <ChangedFields fields={fields} />
          </li>
        ))}
      </ul>
      {data?.changes.length === SHOWN && <p className="quiet">{say('changes.more', { count: SHOWN })}</p>}
    </>
  );
}
