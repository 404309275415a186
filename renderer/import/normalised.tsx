/** What tidying up made of a row's values: before, after, and by which rule. */
import type { Normalised } from '../../core/api/rules.ts';
import { fieldText } from '../../core/exchange/target-text.ts';
import { visible } from '../../core/language/visible.ts';
import rules from '../../resources/translations/renderer-rules.json' with { type: 'json' };
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useLanguage, useText } from '../text.ts';

export function NormalisedValues({ changes }: { changes: readonly Normalised[] }) {
  const say = useText(words);
  const rule = useText(rules);
  const language = useLanguage();
  if (changes.length === 0) return null;
  return (
    <>
      <h4>{say('detail.normalised')}</h4>
      <dl className="fields import-normalised">
        {changes.map(({ rule: by, field, column, before, after }, index) => (
          // Two values of a column may read the same.
          <div key={index}>
            <dt>{column ?? fieldText(field, language)}</dt>
            <dd>
              <del className="field-part">{by === 'spacing' ? visible(before) : before}</del>
              {after !== '' && <ins className="field-part">{after}</ins>}
              <span className="quiet">{rule(by)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
