/** People who were deleted and are still held: undo could bring them back until they are erased. */
import { Button, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Departed } from '../../core/api/history.ts';
import words from '../../resources/translations/renderer-privacy.json' with { type: 'json' };
import { useQuery } from '../state/query.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { EraseDialog } from './erase.tsx';
import './privacy.css';
import { useTellAll } from './tell-all.ts';

const SHOWN = 100;

export function DepartedPeople() {
  const say = useText(words);
  const { moment } = useFormats();
  const tellAll = useTellAll();
  const [search, setSearch] = useState('');
  const [erasing, setErasing] = useState<Departed | null>(null);
  const { data, problem } = useQuery('privacy.departed', { search, limit: SHOWN }, 120);
  const nameOf = ({ id, name }: Departed) => name || say('unnamed', { id });
  return (
    <>
      <Text size="sm" c="dimmed">
        {say('departed.more')}
      </Text>
      <TextInput
        mt="xs"
        type="search"
        maw={340}
        aria-label={say('departed.search')}
        placeholder={say('departed.search')}
        leftSection={<IconSearch size={15} stroke={1.8} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {problem !== null && <ProblemLine problem={problem} />}
      {data?.people.length === 0 && (
        <Text size="sm" mt="xs">
          {say('departed.none')}
        </Text>
      )}
      <ul className="privacy-list privacy-people" aria-label={say('departed')}>
        {data?.people.map((one) => (
          <li key={one.id} className="privacy-person">
            <span className="grow">
              <strong>{nameOf(one)}</strong>{' '}
              <span className="quiet">
                {[one.company === one.name ? '' : one.company, one.at === null ? '' : moment(one.at)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={say('export.of', { name: nameOf(one) })}
              onClick={() => void tellAll(one.id)}
            >
              {say('export.short')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={say('erase.of', { name: nameOf(one) })}
              onClick={() => setErasing(one)}
            >
              {say('erase.short')}
            </Button>
          </li>
        ))}
      </ul>
      {data?.people.length === SHOWN && (
        <Text size="sm" c="dimmed">
          {say('departed.first', { count: SHOWN })}
        </Text>
      )}
      {erasing !== null && (
        <EraseDialog id={erasing.id} name={nameOf(erasing)} onClose={() => setErasing(null)} />
      )}
    </>
  );
}
