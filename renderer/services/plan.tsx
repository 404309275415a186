/** What a change would come to: requests in their order, every service reached, what the vendor asks for. */
import type { PlannedContacts } from '../../core/api/services.ts';
import { ruleParams } from '../../core/services/words.ts';
import words from '../../resources/translations/renderer-services.json' with { type: 'json' };
import terms from '../../resources/translations/service-terms.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';
import { ProblemList } from '../widgets/problems.tsx';

export function PlanView({ planned: { plan, running } }: { planned: PlannedContacts }) {
  const say = useText(words);
  const term = useText(terms);
  const { list } = useFormats();
  return (
    <section className="plan" aria-label={say('plan.title')}>
      <ProblemList problems={plan.problems} />
      {running !== null && <p>{term('plan.running')}</p>}
      <ol className="plan-steps">
        {plan.steps.map((step, index) => (
          <li key={index}>
            <strong>
              {term('plan.step', {
                step: index + 1,
                roles: list(step.map(({ role }) => term(`role.${role}`))),
              })}
            </strong>
            {step.map(({ role, from, to }) => (
              <div key={role}>{term('plan.change', { role: term(`role.${role}`), from, to })}</div>
            ))}
          </li>
        ))}
      </ol>
      {plan.steps.length > 1 && <p>{term('plan.last')}</p>}
      <h3>{term('plan.reached', { count: plan.reached.length })}</h3>
      {plan.kind === 'group' && <p>{term('plan.spreads')}</p>}
      <ul className="plan-reached">
        {plan.reached.map(({ kind, name, changes }) => (
          <li key={name}>
            {name} <span className="quiet">{term(`kind.${kind}`)}</span>
            {changes.length === 0 && <span className="quiet"> · {term('plan.already')}</span>}
          </li>
        ))}
      </ul>
      <h3>{say('prerequisites')}</h3>
      <ul className="plan-rules">
        {plan.prerequisites.map((one, index) => (
          <li key={index} data-standing={one.standing}>
            {term(`rule.${one.rule}`, ruleParams(one))}
            <span className="plan-standing"> · {term(`standing.${one.standing}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
