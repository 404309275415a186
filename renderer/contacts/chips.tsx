/** The filters that hold now: each is taken away by itself, or all at once. */
import { Button, Pill } from '@mantine/core';
import { FILTER_FIELDS } from '../../core/api/shapes.ts';
import listWords from '../../resources/translations/renderer-list.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { browse, useBrowse } from '../state/browse.ts';
import { useText } from '../text.ts';

export function Chips() {
  const say = useText(words);
  const list = useText(listWords);
  const term = useText(terms);
  const filters = useBrowse((state) => state.filters);
  const held = FILTER_FIELDS.filter((field) => (filters[field] ?? '').trim() !== '');
  if (held.length === 0) return null;
  return (
    <div className="contacts-chips" role="group" aria-label={list('chips')}>
      {held.map((field) => {
        const label = term(`field.${field}`);
        return (
          <Pill
            key={field}
            withRemoveButton
            removeButtonProps={{
              'aria-label': list('chip.remove', { field: label }),
              'aria-hidden': false,
              tabIndex: 0,
            }}
            onRemove={() => browse({ filters: { ...filters, [field]: '' } })}
          >
            {list('chip', { field: label, text: filters[field] ?? '' })}
          </Pill>
        );
      })}
      <Button size="compact-xs" variant="subtle" onClick={() => browse({ filters: {} })}>
        {say('filter.clear')}
      </Button>
    </div>
  );
}
