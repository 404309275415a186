/** A rule with what it rests on, or a finding below it, from which one goes to the contact's field. */
import { Badge, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { fieldOf, type CheckedRule } from '../../core/device/rule.ts';
import type { Catalogue } from '../../core/language/text.ts';
import { say as sayIn } from '../../core/language/text.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-check.json' with { type: 'json' };
import { putRight } from '../contacts/show.ts';
import { useFormats, useLanguage, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import type { Line, RuleGroup } from './groups.ts';
import { toggleRule, useCheckPlace } from './place.ts';

const WORDS: Catalogue = words;
const TERMS: Catalogue = terms;

/** The name of a rule; with the field, where one rule says the same of several. */
function useRuleName(): (rule: CheckedRule) => string {
  const say = useText(words);
  const language = useLanguage();
  return ({ code, field }) => {
    const sentence = WORDS[`rule.${code}`];
    const name = sentence === undefined ? say('rule.other') : sayIn(sentence, language);
    const term = TERMS[`field.${field ?? ''}`];
    const isOfMany = code === 'device-length' || code === 'device-characters' || code === 'device-accents';
    return isOfMany && term !== undefined
      ? say('rule.of-field', { name, field: sayIn(term, language) })
      : name;
  };
}

function Rule({ group: { key, rule, findings } }: { group: RuleGroup }) {
  const say = useText(words);
  const name = useRuleName()(rule);
  const { number } = useFormats();
  const isClosed = useCheckPlace((state) => state.closed.has(key));
  const Icon = isClosed ? IconChevronRight : IconChevronDown;
  return (
    <div className="check-rule">
      <UnstyledButton aria-expanded={!isClosed} className="check-rule-name" onClick={() => toggleRule(key)}>
        <Icon size={16} stroke={1.8} aria-hidden />
        <strong>{name}</strong>
        <Badge variant="light" size="sm" flex="none">
          {number(findings.length)}
        </Badge>
      </UnstyledButton>
      {rule.certainty !== null && (
        <span className="check-source">
          <span data-certainty={rule.certainty}>{say(`certainty.${rule.certainty}`)}</span>
          {rule.source !== '' && (
            <span className="quiet cut" title={rule.source}>
              {rule.source}
            </span>
          )}
        </span>
      )}
    </div>
  );
}

export function CheckLine({ line, index }: { line: Line; index: number }) {
  const say = useText(words);
  if (line.kind === 'rule') return <Rule group={line.group} />;
  const { contactId, name, problem } = line.finding;
  const go = (id: number) => {
    useCheckPlace.setState({ left: index });
    putRight(id, { field: fieldOf(problem) ?? 'familyName', value: problem.value ?? '' });
  };
  return (
    <div className="check-row">
      {contactId === null ? (
        <span className="check-name">{say('whole')}</span>
      ) : (
        <UnstyledButton
          className="check-name cut"
          data-finding={index}
          aria-label={say('show', { name })}
          onClick={() => go(contactId)}
        >
          {name}
        </UnstyledButton>
      )}
      <ProblemLine problem={problem} />
    </div>
  );
}
