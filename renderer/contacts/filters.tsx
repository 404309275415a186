/** A field for every part of a contact: what is typed must occur in that part. */
import { TextInput } from '@mantine/core';
import { FILTER_FIELDS } from '../../core/api/shapes.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { browse, useBrowse } from '../state/browse.ts';
import { useText } from '../text.ts';

export function Filters() {
  const say = useText(words);
  const term = useText(terms);
  const filters = useBrowse((state) => state.filters);
  return (
    <form
      className="contacts-filters"
      aria-label={say('filter')}
      onSubmit={(event) => event.preventDefault()}
    >
      {FILTER_FIELDS.map((field) => (
        <TextInput
          key={field}
          label={term(`field.${field}`)}
          value={filters[field] ?? ''}
          onChange={(event) => browse({ filters: { ...filters, [field]: event.currentTarget.value } })}
        />
      ))}
      <div className="contacts-filters-hint quiet">{say('filter.hint')}</div>
    </form>
  );
}
