/** What an operation would do: how many contacts, and the first of them before and after. */
import { VisuallyHidden } from '@mantine/core';
import type { BulkPreview } from '../../../core/api/bulk.ts';
import { problemLine } from '../../../core/problem/problem.ts';
import words from '../../../resources/translations/renderer-bulk.json' with { type: 'json' };
import contactWords from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import { useLanguage, useText } from '../../text.ts';
import './bulk.css';

export function Preview({ preview }: { preview: BulkPreview }) {
  const say = useText(words);
  const contactSay = useText(contactWords);
  const term = useText(terms);
  const language = useLanguage();
  const { contacts, changed, refused, companion, samples } = preview;
  return (
    <section className="bulk-preview" aria-label={say('preview')}>
      <p role="status">{say('changes', { changed, contacts })}</p>
      {refused !== null && (
        <p className="quiet">
          {say('refused', { count: refused.contacts, reason: problemLine(refused.problem, language) })}
        </p>
      )}
      {companion !== null && (
        <p className="quiet">
          {contactSay('companion', { count: companion.contacts, group: companion.group })}
        </p>
      )}
      {samples.length > 0 && (
        // What scrolls must be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="bulk-samples" tabIndex={0} role="region" aria-label={say('preview')}>
          <ul>
            {samples.map(({ id, name, differences }) => (
              <li key={id}>
                <strong>{name || say('empty')}</strong>
                {differences.map(({ field, before, after }, index) => (
                  // Two e-mail addresses of a contact may change alike.
                  <div key={index} className="bulk-difference">
                    <span className="quiet">
                      {term(field === 'group' ? 'field.groups' : `field.${field}`)}
                    </span>
                    <del>{before || say('empty')}</del>
                    <VisuallyHidden>{say('becomes')}</VisuallyHidden>
                    <span aria-hidden>→</span>
                    <ins>{after || say('empty')}</ins>
                  </div>
                ))}
              </li>
            ))}
          </ul>
          {changed > samples.length && (
            <p className="quiet">{say('more', { count: changed - samples.length })}</p>
          )}
        </div>
      )}
    </section>
  );
}
