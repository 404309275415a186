/** What is selected, and what can be made of it: every key of the matrix as a button, which is also the legend. */
import { Button, Kbd } from '@mantine/core';
import { IconClipboardCheck, IconCopy, IconStarFilled } from '@tabler/icons-react';
import type { Subscriber } from '../../core/directory/subscriber.ts';
import { GRANTS } from '../../core/directory/subscriber.ts';
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';
import type { Wish } from './edits.ts';
import { RightMark } from './right.tsx';

interface Props {
  /** What the keys act on, in words. */
  selected: string;
  disabled: boolean;
  copied: Subscriber | null;
  onWish: (wish: Wish) => void;
  onCopy: () => void;
  onPaste: () => void;
}

const KEYS = { none: 'N', read: 'R', write: 'W' };

export function RightsBar({ selected, disabled, copied, onWish, onCopy, onPaste }: Props) {
  const say = useText(words);
  return (
    <div className="rights-bar" role="toolbar" aria-label={say('bar')}>
      <span className="rights-selected cut" role="status" title={selected}>
        {selected}
      </span>
      <span className="rights-buttons">
        {GRANTS.map((grant) => (
          <button
            key={grant}
            type="button"
            className="rights-button"
            disabled={disabled}
            aria-keyshortcuts={KEYS[grant]}
            onClick={() => onWish(grant)}
          >
            <RightMark grant={grant} standard={false} />
            <Kbd size="xs" aria-hidden>
              {KEYS[grant]}
            </Kbd>
          </button>
        ))}
        <button
          type="button"
          className="rights-button"
          disabled={disabled}
          aria-keyshortcuts="S"
          title={say('standard.hint')}
          onClick={() => onWish('standard')}
        >
          <span className="right">
            <IconStarFilled size={12} aria-hidden />
            <span>{say('standard')}</span>
          </span>
          <Kbd size="xs" aria-hidden>
            S
          </Kbd>
        </button>
      </span>
      <span className="rights-buttons">
        <Button
          variant="subtle"
          color="gray"
          disabled={disabled}
          leftSection={<IconCopy size={14} />}
          title={say('copy.hint')}
          onClick={onCopy}
        >
          {say('copy')}
        </Button>
        <Button
          variant={copied === null ? 'subtle' : 'light'}
          color={copied === null ? 'gray' : 'petrol'}
          disabled={disabled || copied === null}
          leftSection={<IconClipboardCheck size={14} />}
          title={say('paste.hint')}
          onClick={onPaste}
        >
          {copied === null ? say('paste') : say('paste.of', { extension: copied.extension })}
        </Button>
      </span>
    </div>
  );
}
