/** A value and, beside it while the pointer or the keyboard is there, the button that copies it. */
import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import words from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { useText } from '../../text.ts';
import { Broken } from '../../widgets/broken.tsx';

export function Copied({ value, className = '' }: { value: string; className?: string }) {
  const say = useText(words);
  return (
    <span className="copied">
      <span className={`entry-text ${className}`}>
        <Broken text={value} />
      </span>
      <CopyButton value={value}>
        {({ copied, copy }) => {
          const label = copied ? say('copied') : say('copy.number', { value });
          return (
            <Tooltip label={label}>
              <ActionIcon className="entry-copy" size={24} aria-label={label} onClick={copy}>
                {copied ? <IconCheck size={15} /> : <IconCopy size={15} stroke={1.7} />}
              </ActionIcon>
            </Tooltip>
          );
        }}
      </CopyButton>
    </span>
  );
}
