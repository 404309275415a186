/** The path of a site file: typed, or chosen in the system's own dialog where there is one. */
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useText } from '../text.ts';

interface Props {
  example: string;
  value: string;
  onChange: (path: string) => void;
  error: string | null;
  /** Absent in a browser, which tells no page where a file lies. */
  choose: (() => Promise<string | null>) | undefined;
}

export function PathField({ example, value, onChange, error, choose }: Props) {
  const say = useText(words);
  const ask = async () => {
    const path = await choose?.();
    if (path) onChange(path);
  };
  return (
    <TextInput
      label={say('path')}
      description={say('path.hint', { example })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      rightSection={
        choose && (
          <Tooltip label={say('path.choose')}>
            <ActionIcon variant="subtle" aria-label={say('path.choose')} onClick={() => void ask()}>
              <IconFolderOpen size={17} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )
      }
    />
  );
}
