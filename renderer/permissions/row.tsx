/** One subscriber in the matrix. Drawn again only when something of it has changed. */
import { IconDots, IconEyeCheck } from '@tabler/icons-react';
import { memo } from 'react';
import type { AccessMatrix } from '../../core/api/access.ts';
import { rightOf } from '../../core/directory/matrix.ts';
import type { Subscriber } from '../../core/directory/subscriber.ts';
import accessTerms from '../../resources/translations/access-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';
import type { RightWords } from './right.tsx';
import { rightMark } from './right.tsx';

export const cellId = (row: number, column: number) => `right-${row}-${column}`;

/** Their clicks are heard by the grid. */
const TOOLS = [
  { tool: 'see', Icon: IconEyeCheck },
  { tool: 'menu', Icon: IconDots },
] as const;

const EVERYTHING = { grant: 'everything', standard: false } as const;

interface Props {
  subscriber: Subscriber;
  groups: AccessMatrix['groups'];
  index: number;
  top: number;
  height: number;
  /** The selected columns of this row; both -1 where none is. */
  left: number;
  right: number;
  /** The column that the keys act on, or -1. */
  focus: number;
  copied: boolean;
  said: RightWords;
}

/** Every change reads the whole matrix anew: what says the same is the same. */
const same = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));

const unchanged = (before: Props, after: Props): boolean =>
  same(before.subscriber, after.subscriber) &&
  same(before.groups, after.groups) &&
  same(before.said, after.said) &&
  before.index === after.index &&
  before.top === after.top &&
  before.height === after.height &&
  before.left === after.left &&
  before.right === after.right &&
  before.focus === after.focus &&
  before.copied === after.copied;

export const MatrixRow = memo(
  ({ subscriber, groups, index, top, height, left, right, focus, copied, said }: Props) => {
    const term = useText(accessTerms);
    const say = useText(words);
    const { extension, name, role } = subscriber;
    const everything = role !== 'subscriber';
    return (
      <div
        role="row"
        className="matrix-line matrix-row"
        aria-rowindex={index + 2}
        style={{ height, transform: `translateY(${top}px)` }}
        data-selected={left >= 0 || undefined}
        data-current={focus >= 0 || undefined}
      >
        <div
          role="rowheader"
          className="matrix-name"
          aria-colindex={1}
          aria-label={[extension, name, ...(everything ? [term(`role.${role}`)] : [])].join(' ')}
          data-row={index}
          data-copied={copied || undefined}
        >
          <span className="matrix-extension cut" title={extension}>
            {extension}
          </span>
          <span className="matrix-person cut" title={name}>
            {name}
          </span>
          {everything && (
            <span className="matrix-role" title={term(`role.${role}`)}>
              {say(`role.${role}`)}
            </span>
          )}
          <span className="matrix-tools">
            {TOOLS.map(({ tool, Icon }) => (
              <button
                key={tool}
                type="button"
                data-tool={tool}
                aria-label={say(tool, { who: `${extension} ${name}`.trim() })}
                title={say(tool, { who: `${extension} ${name}`.trim() })}
              >
                <Icon size={15} stroke={1.7} aria-hidden />
              </button>
            ))}
          </span>
        </div>
        {groups.map((group, column) => (
          <div
            key={group.name}
            id={cellId(index, column)}
            role="gridcell"
            className="matrix-cell"
            aria-colindex={column + 2}
            aria-selected={left <= column && column <= right}
            // ARIA 1.2 has it for cells of a grid; the rule does not know.
            // eslint-disable-next-line jsx-a11y/role-supports-aria-props
            aria-readonly={everything || undefined}
            data-row={index}
            data-column={column}
            data-focus={focus === column || undefined}
          >
            {rightMark(everything ? EVERYTHING : rightOf(subscriber, group.name), said)}
          </div>
        ))}
      </div>
    );
  },
  unchanged,
);
MatrixRow.displayName = 'MatrixRow';
