/** Where the contacts go, what becomes of those that exist, and how their numbers are read. */
import { Radio, Select, Stack, TagsInput } from '@mantine/core';
import { useMemo } from 'react';
import type { ImportPolicy } from '../../core/api/import.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useSite } from '../state/site.ts';
import { useFormats, useLanguage, useText } from '../text.ts';
import { chooseOptions, useImport } from './session.ts';
import { StepTitle } from './step-title.tsx';

function Groups() {
  const say = useText(words);
  const { list } = useFormats();
  const groups = useImport((state) => state.groups);
  const known = useSite((state) => state.facets.groups);
  const names = useMemo(() => known.filter(({ kind }) => kind !== 'google').map(({ name }) => name), [known]);
  const standard = known.filter(({ standardForNew }) => standardForNew).map(({ name }) => name);
  const fresh = groups.filter((name) => !known.some((one) => one.name.toLowerCase() === name.toLowerCase()));
  return (
    <div>
      <TagsInput
        size="xs"
        label={say('groups')}
        description={say('groups.hint')}
        placeholder={groups.length === 0 ? say('groups.add') : ''}
        data={names}
        value={groups}
        splitChars={[]}
        onChange={(value) => chooseOptions({ groups: value })}
      />
      <p className="quiet import-note" aria-live="polite">
        {groups.length === 0
          ? say('groups.none', {
              standard: standard.length === 0 ? say('groups.none.standard') : list(standard),
            })
          : fresh.length > 0 && say('groups.new', { groups: list(fresh) })}
      </p>
    </div>
  );
}

/** The usual one first. */
const POLICIES = ['update', 'add', 'replace', 'version-1'] as const satisfies ImportPolicy[];

function Policies() {
  const say = useText(words);
  const policy = useImport((state) => state.policy);
  return (
    <Radio.Group
      label={say('policy')}
      value={policy}
      onChange={(value) => chooseOptions({ policy: POLICIES.find((one) => one === value) ?? 'update' })}
    >
      <div className="import-policies">
        {POLICIES.map((one) => (
          <Radio.Card key={one} value={one} className="import-policy">
            <Radio.Indicator size="xs" mt={2} />
            <span>
              <strong>{say(`policy.${one}`)}</strong>
              <span className="quiet">{say(`policy.${one}.more`)}</span>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}

function Country() {
  const say = useText(words);
  const language = useLanguage();
  const chosen = useImport((state) => state.country);
  const country = useSite((state) => state.site?.country ?? null);
  const codes = useSite((state) => state.app?.countries);
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    return (codes ?? [])
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .sort((a, b) => a.label.localeCompare(b.label, language));
  }, [codes, language]);
  return (
    <Select
      label={say('country')}
      description={say('country.hint')}
      maw={320}
      searchable
      value={chosen ?? country}
      data={data}
      onChange={(value) => value !== null && chooseOptions({ country: value })}
    />
  );
}

export function Options() {
  const say = useText(words);
  return (
    <div className="import-body import-options">
      <StepTitle>{say('options.title')}</StepTitle>
      <Stack gap="lg">
        <Groups />
        <Policies />
        <Country />
      </Stack>
    </div>
  );
}
