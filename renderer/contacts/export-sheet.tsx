/** How a printed directory looks. */
import { Group, Input, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useId } from '@mantine/hooks';
import type { DirectorySheet } from '../../core/api/export.ts';
import { PAPERS, SECTIONS } from '../../core/api/export.ts';
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';

interface Props {
  value: DirectorySheet;
  onChange: (sheet: DirectorySheet) => void;
}

export function SheetChoice({ value, onChange }: Props) {
  const say = useText(words);
  const columns = useId();
  const site = useSite((state) => state.site?.name ?? '');
  return (
    <Stack gap="sm">
      <TextInput
        label={say('sheet.title')}
        placeholder={site}
        maxLength={200}
        value={value.title}
        onChange={(event) => onChange({ ...value, title: event.currentTarget.value })}
      />
      <Group grow align="end">
        <Select
          label={say('sheet.by')}
          value={value.by}
          data={SECTIONS.map((by) => ({ value: by, label: say(`sheet.by.${by}`) }))}
          onChange={(chosen) => {
            const by = SECTIONS.find((one) => one === chosen);
            if (by) onChange({ ...value, by });
          }}
        />
        <Select
          label={say('sheet.paper')}
          value={value.paper}
          data={PAPERS.map((paper) => ({ value: paper, label: say(`sheet.paper.${paper}`) }))}
          onChange={(chosen) => {
            const paper = PAPERS.find((one) => one === chosen);
            if (paper) onChange({ ...value, paper });
          }}
        />
        <Stack gap={2}>
          <Input.Label labelElement="div" size="xs" id={columns}>
            {say('sheet.columns')}
          </Input.Label>
          <SegmentedControl
            size="xs"
            aria-labelledby={columns}
            value={String(value.columns)}
            data={['1', '2']}
            onChange={(chosen) => onChange({ ...value, columns: chosen === '1' ? 1 : 2 })}
          />
        </Stack>
      </Group>
    </Stack>
  );
}
