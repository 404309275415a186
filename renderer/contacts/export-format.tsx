/** The choice of the kind of file, by what it is for. */
import { Select } from '@mantine/core';
import type { ExportFormat } from '../../core/api/export.ts';
import { EXPORT_FORMATS } from '../../core/api/export.ts';
import { groupedFormats } from '../../core/exchange/export-groups.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import { useText } from '../text.ts';

interface Props {
  value: ExportFormat;
  onChange: (format: ExportFormat) => void;
}

const asFormat = (value: string | null) => EXPORT_FORMATS.find((one) => one === value);

export function FormatChoice({ value, onChange }: Props) {
  const say = useText(words);
  const term = useText(terms);
  return (
    <Select
      label={say('format')}
      description={say(`hint.${value}`)}
      inputWrapperOrder={['label', 'input', 'description']}
      searchable
      nothingFoundMessage={say('format.find')}
      maxDropdownHeight={340}
      value={value}
      data={groupedFormats().map(({ group, formats }) => ({
        group: say(`group.${group}`),
        items: formats.map((format) => ({ value: format, label: term(`format.${format}`) })),
      }))}
      renderOption={({ option }) => {
        const format = asFormat(option.value);
        return (
          <span className="export-format">
            {option.label}
            {format && <span className="quiet">{say(`hint.${format}`)}</span>}
          </span>
        );
      }}
      onChange={(chosen) => {
        const format = asFormat(chosen);
        if (format) onChange(format);
      }}
    />
  );
}
