/** Copies beside a site, the latest first, and the way back to each of them. */
import { Badge, Button, Text } from '@mantine/core';
import type { KeptCopy } from '../../core/api/safety.ts';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';
import { lastOf } from '../widgets/path.ts';
import './screen.css';

interface Props {
  copies: readonly KeptCopy[];
  /** By their numbers, where they were looked through. */
  sound?: ReadonlyMap<number, boolean>;
  onRestore: (copy: KeptCopy) => void;
}

export function CopyList({ copies, sound, onRestore }: Props) {
  const say = useText(words);
  const { moment, size } = useFormats();
  if (copies.length === 0) return <Text size="sm">{say('copies.none')}</Text>;
  return (
    <ul className="site-copies" aria-label={say('copies')}>
      {copies.map((copy) => {
        const isSound = sound?.get(copy.number);
        return (
          <li key={copy.number}>
            <span className="grow">
              <strong>{moment(copy.at)}</strong>{' '}
              <span className="quiet">
                {say(`reason.${copy.reason}`)} · {size(copy.bytes)}
              </span>{' '}
              {isSound !== undefined && (
                <Badge variant="default" size="sm" tt="none" {...(!isSound && { c: 'red' })}>
                  {say(isSound ? 'sound' : 'unsound')}
                </Badge>
              )}
              <div className="quiet site-path" title={copy.path}>
                {lastOf(copy.path)}
              </div>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={say('restore.of', { at: moment(copy.at), reason: say(`reason.${copy.reason}`) })}
              disabled={isSound === false}
              onClick={() => onRestore(copy)}
            >
              {say('restore')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
