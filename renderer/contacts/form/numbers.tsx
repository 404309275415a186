/** The numbers of a contact: kind, number as typed, and at once what is wrong with it. */
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ContactInput } from '../../../core/api/shapes.ts';
import { nextNumberKind, NUMBER_KINDS } from '../../../core/directory/contact.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { problemLine } from '../../../core/problem/problem.ts';
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import { useLanguage, useText } from '../../text.ts';

type Numbers = ContactInput['numbers'];

interface Props {
  numbers: Numbers;
  onChange: (numbers: Numbers) => void;
  problems: readonly Problem[];
}

export function Numbers({ numbers, onChange, problems }: Props) {
  const say = useText(words);
  const term = useText(terms);
  const language = useLanguage();
  const what = term('field.number');
  const set = (index: number, changes: Partial<Numbers[number]>) =>
    onChange(numbers.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  return (
    <fieldset className="form-list" data-field="numbers">
      <legend>{term('field.numbers')}</legend>
      {numbers.map(({ kind, value }, index) => {
        const n = index + 1;
        const problem = problems.find(
          (one) => one.value !== undefined && one.value === value.trim() && value !== '',
        );
        return (
          // Rows are known by their place: they are never reordered, and two may be equal.
          <div className="form-row" key={index}>
            <NativeSelect
              aria-label={say('kind.of', { what, n })}
              value={kind}
              onChange={(event) =>
                set(index, { kind: NUMBER_KINDS.find((one) => one === event.currentTarget.value) ?? kind })
              }
              data={NUMBER_KINDS.map((one) => ({ value: one, label: term(`number.${one}`) }))}
            />
            <TextInput
              type="tel"
              aria-label={say('value.of', { what, n })}
              value={value}
              onChange={(event) => set(index, { value: event.currentTarget.value })}
              error={problem === undefined ? null : problemLine(problem, language)}
            />
            <ActionIcon
              aria-label={say('remove', { what, n })}
              onClick={() => onChange(numbers.filter((_, at) => at !== index))}
            >
              <IconX size={15} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...numbers, { kind: nextNumberKind(numbers), value: '' }])}
      >
        {say('number.add')}
      </Button>
    </fieldset>
  );
}
