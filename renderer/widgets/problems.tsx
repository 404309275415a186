/** Complaints as people read them: what is wrong, then what to do about it. */
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { Problem } from '../../core/problem/problem.ts';
import { problemText } from '../../core/problem/problem.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { useLanguage, useText } from '../text.ts';
import './problems.css';

export function ProblemLine({ problem }: { problem: Problem }) {
  const { message, remedy } = problemText(problem, useLanguage());
  const say = useText(terms);
  const Icon = problem.severity === 'error' ? IconAlertCircle : IconAlertTriangle;
  return (
    <div className="problem" data-severity={problem.severity}>
      <Icon size={16} stroke={1.8} role="img" aria-label={say(`severity.${problem.severity}`)} />
      <div>
        {message} {remedy !== '' && <span className="quiet">{remedy}</span>}
      </div>
    </div>
  );
}

export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="problems">
      {problems.map((problem, index) => (
        // Complaints have no identity of their own and are replaced as a whole.
        <li key={index}>
          <ProblemLine problem={problem} />
        </li>
      ))}
    </ul>
  );
}
