/** The column heads of the list: each sorts by its column, and again the other way round. */
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { browse, useBrowse } from '../state/browse.ts';
import { useText } from '../text.ts';

const COLUMNS = [
  { field: 'name', label: 'field.name' },
  { field: 'company', label: 'field.company' },
  { field: 'number', label: 'field.number' },
  { field: 'group', label: 'field.groups' },
] as const;

export function ListHead({ height }: { height: number }) {
  const term = useText(terms);
  const sort = useBrowse((state) => state.sort);
  return (
    <div className="list-head" role="rowgroup" style={{ height }}>
      <div className="list-line" role="row" aria-rowindex={1}>
        {COLUMNS.map(({ field, label }, index) => {
          const sorted = sort.field === field;
          const Arrow = sort.descending ? IconChevronDown : IconChevronUp;
          return (
            <div
              key={field}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              data-column={field}
            >
              <UnstyledButton
                className="list-sort"
                onClick={() => browse({ sort: { field, descending: sorted && !sort.descending } })}
              >
                <span className="cut">{term(label)}</span>
                {sorted && <Arrow size={14} />}
              </UnstyledButton>
            </div>
          );
        })}
      </div>
    </div>
  );
}
