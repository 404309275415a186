/** The contact groups above the matrix, with what is special about them. */
import { IconAntenna, IconBrandGoogle, IconPhoneOutgoing } from '@tabler/icons-react';
import { memo } from 'react';
import type { AccessMatrix } from '../../core/api/access.ts';
import type { GroupKind } from '../../core/directory/group.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';

const ICONS: Partial<Record<GroupKind, typeof IconAntenna>> = {
  google: IconBrandGoogle,
  'version-1': IconPhoneOutgoing,
  'dect-900': IconAntenna,
  'dect-900c': IconAntenna,
};

interface Props {
  groups: AccessMatrix['groups'];
  /** The selected columns. */
  left: number;
  right: number;
}

export const GroupHeads = memo(({ groups, left, right }: Props) => {
  const say = useText(words);
  const term = useText(terms);
  const { number } = useFormats();
  return groups.map(({ name, kind, contacts }, column) => {
    const Icon = ICONS[kind];
    const notes = [
      name,
      term(`group.${kind}`),
      say('group.contacts', { count: contacts }),
      ...(kind === 'google' ? [say('google')] : []),
      ...(kind === 'version-1' ? [say('version-1')] : []),
    ];
    return (
      <div
        key={name}
        role="columnheader"
        className="matrix-group"
        aria-colindex={column + 2}
        data-column={column}
        data-current={(left <= column && column <= right) || undefined}
        title={notes.join('\n')}
      >
        <span className="matrix-group-name">
          {Icon !== undefined && (
            <Icon size={13} stroke={1.7} role="img" aria-label={term(`group.${kind}`)} />
          )}
          <span>{name}</span>
        </span>
        <span className="matrix-group-count" aria-hidden>
          {number(contacts)}
        </span>
      </div>
    );
  });
});
GroupHeads.displayName = 'GroupHeads';
