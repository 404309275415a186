/** Finds subscribers by extension or name. */
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** Goes on to what was found. */
  onLeave: () => void;
}

export function SubscriberSearch({ value, onChange, onLeave }: Props) {
  const say = useText(words);
  return (
    <TextInput
      className="rights-search"
      type="search"
      aria-label={say('search')}
      placeholder={say('search')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('');
        if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave();
      }}
      leftSection={<IconSearch size={14} stroke={1.8} />}
      rightSection={
        value !== '' && (
          <CloseButton size="xs" aria-label={say('search.clear')} onClick={() => onChange('')} />
        )
      }
    />
  );
}
