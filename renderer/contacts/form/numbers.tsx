/** The numbers of a contact: kind, number as typed, and at once what is wrong with it. */
import { TextInput } from '@mantine/core';
import type { ContactInput } from '../../../core/api/shapes.ts';
import { nextNumberKind, NUMBER_KINDS } from '../../../core/directory/contact.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { problemLine } from '../../../core/problem/problem.ts';
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import { useLanguage, useText } from '../../text.ts';
import { Several } from './several.tsx';

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
  const problemOf = (typed: string): string | null => {
    const value = typed.trim();
    const problem = value === '' ? undefined : problems.find((one) => one.value === value);
    return problem === undefined ? null : problemLine(problem, language);
  };
  return (
    <Several
      field="numbers"
      heading={term('field.numbers')}
      what={what}
      kinds={NUMBER_KINDS}
      kindLabel={(kind) => term(`number.${kind}`)}
      items={numbers}
      onChange={onChange}
      add={say('number.add')}
      fresh={() => ({ kind: nextNumberKind(numbers), value: '' })}
    >
      {({ value }, set, n) => (
        <TextInput
          type="tel"
          aria-label={say('value.of', { what, n })}
          value={value}
          onChange={(event) => set({ value: event.currentTarget.value })}
          error={problemOf(value)}
        />
      )}
    </Several>
  );
}
