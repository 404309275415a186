/** Which fields of the contacts are in the file; none chosen is all. */
import { MultiSelect } from '@mantine/core';
import type { ExportField } from '../../core/api/export.ts';
import { EXPORT_FIELDS } from '../../core/api/export.ts';
import { fieldText } from '../../core/exchange/target-text.ts';
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import { useLanguage, useText } from '../text.ts';

interface Props {
  fields: readonly ExportField[];
  value: readonly ExportField[];
  onChange: (fields: ExportField[]) => void;
}

export function FieldChoice({ fields, value, onChange }: Props) {
  const say = useText(words);
  const language = useLanguage();
  return (
    <MultiSelect
      label={say('fields')}
      description={say('fields.hint')}
      inputWrapperOrder={['label', 'input', 'description']}
      placeholder={value.length === 0 ? say('fields.all') : ''}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': say('fields.all') }}
      value={[...value]}
      data={fields.map((field) => ({ value: field, label: fieldText(field, language) }))}
      onChange={(chosen) => onChange(EXPORT_FIELDS.filter((field) => chosen.includes(field)))}
    />
  );
}
