/** What an operation needs to know. */
import { Checkbox, NativeSelect, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { REPLACE_FIELDS } from '../../../core/api/bulk.ts';
import { TEXT_FIELDS } from '../../../core/directory/contact.ts';
import words from '../../../resources/translations/renderer-bulk.json' with { type: 'json' };
import rules from '../../../resources/translations/renderer-rules.json' with { type: 'json' };
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import { useSite } from '../../state/site.ts';
import { useLanguage, useText } from '../../text.ts';
import type { Draft } from './draft.ts';

interface Props {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
}

function GroupField({ draft, onChange }: Props) {
  const say = useText(words);
  const groups = useSite((state) => state.facets.groups);
  return (
    <NativeSelect
      label={say('group')}
      data={['', ...groups.map(({ name }) => name)]}
      value={draft.group}
      onChange={(event) => onChange({ group: event.currentTarget.value })}
    />
  );
}

function SetFields({ draft, onChange }: Props) {
  const say = useText(words);
  const term = useText(terms);
  return (
    <>
      <NativeSelect
        label={say('field')}
        data={TEXT_FIELDS.map((field) => ({ value: field, label: term(`field.${field}`) }))}
        value={draft.field}
        onChange={(event) => {
          const field = TEXT_FIELDS.find((one) => one === event.currentTarget.value);
          if (field !== undefined) onChange({ field });
        }}
      />
      <TextInput
        label={say('value')}
        description={say(draft.field === 'birthday' ? 'birthday.hint' : 'value.hint')}
        value={draft.value}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
    </>
  );
}

function ReplaceFields({ draft, onChange }: Props) {
  const say = useText(words);
  const term = useText(terms);
  return (
    <>
      <NativeSelect
        label={say('field')}
        data={REPLACE_FIELDS.map((field) => ({
          value: field,
          label: field === 'all' ? say('field.all') : term(`field.${field}`),
        }))}
        value={draft.replaceField}
        onChange={(event) => {
          const replaceField = REPLACE_FIELDS.find((one) => one === event.currentTarget.value);
          if (replaceField !== undefined) onChange({ replaceField });
        }}
      />
      <TextInput
        label={say('find')}
        value={draft.find}
        onChange={(event) => onChange({ find: event.currentTarget.value })}
      />
      <TextInput
        label={say('replacement')}
        value={draft.replacement}
        onChange={(event) => onChange({ replacement: event.currentTarget.value })}
      />
      <Checkbox
        label={say('matchCase')}
        checked={draft.matchCase}
        onChange={(event) => onChange({ matchCase: event.currentTarget.checked })}
      />
    </>
  );
}

function TidyFields({ draft, onChange }: Props) {
  const rule = useText(rules);
  return (
    <>
      {(['spacing', 'case'] as const).map((name) => (
        <Checkbox
          key={name}
          label={rule(name)}
          description={rule(`${name}.hint`)}
          checked={draft[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
        />
      ))}
    </>
  );
}

function CountryField({ draft, onChange }: Props) {
  const say = useText(words);
  const language = useLanguage();
  const codes = useSite((state) => state.app?.countries);
  const countries = useMemo(() => {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    return (codes ?? [])
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .toSorted((a, b) => a.label.localeCompare(b.label, language));
  }, [codes, language]);
  return (
    <Select
      label={say('country')}
      description={say('country.hint')}
      data={countries}
      value={draft.country}
      onChange={(country) => country !== null && onChange({ country })}
      searchable
      allowDeselect={false}
    />
  );
}

export function OperationFields(props: Props) {
  switch (props.draft.kind) {
    case 'join':
    case 'leave':
      return <GroupField {...props} />;
    case 'set':
      return <SetFields {...props} />;
    case 'replace':
      return <ReplaceFields {...props} />;
    case 'tidy':
      return <TidyFields {...props} />;
    case 'numbers':
      return <CountryField {...props} />;
    case 'delete':
    default:
      return null;
  }
}
