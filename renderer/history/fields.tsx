/** What a change did to the fields of a record, in the person's words. */
import type { RecordChange } from '../../core/api/history.ts';
import { fieldText } from '../../core/exchange/target-text.ts';
import { useLanguage } from '../text.ts';
import { FieldChange } from '../widgets/field-value.tsx';

export function ChangedFields({ fields }: { fields: RecordChange['fields'] }) {
  const language = useLanguage();
  if (fields.length === 0) return null;
  return (
    <dl className="fields">
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{fieldText(field, language)}</dt>
          <dd>
            <FieldChange field={field} before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
