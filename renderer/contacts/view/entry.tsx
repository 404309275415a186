/** One thing that a contact holds, with its name before it; what is used elsewhere can be copied. */
import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import words from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { useText } from '../../text.ts';

interface Props {
  label: string;
  text: string;
  /** The same in another form, smaller below it. */
  detail?: string | null;
  copy?: boolean;
  /** What else can be done with it. */
  children?: ReactNode;
}

export function Entry({ label, text, detail = null, copy = false, children }: Props) {
  const say = useText(words);
  return (
    <div className="entry">
      <dt>{label}</dt>
      <dd>
        <span className="entry-text">{text}</span>
        {detail !== null && <span className="quiet entry-detail">{detail}</span>}
        {children}
        {copy && (
          <CopyButton value={detail ?? text}>
            {({ copied, copy: toClipboard }) => (
              <Tooltip label={copied ? say('copied') : say('copy.number', { value: detail ?? text })}>
                <ActionIcon
                  className="entry-copy"
                  size={24}
                  aria-label={copied ? say('copied') : say('copy.number', { value: detail ?? text })}
                  onClick={toClipboard}
                >
                  {copied ? <IconCheck size={15} /> : <IconCopy size={15} stroke={1.7} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        )}
      </dd>
    </div>
  );
}
