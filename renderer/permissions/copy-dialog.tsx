/** Gives others exactly the rights of one. */
import { Button, MultiSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { AccessMatrix } from '../../core/api/access.ts';
import { copiedRights, rightOf } from '../../core/directory/matrix.ts';
import type { Subscriber } from '../../core/directory/subscriber.ts';
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import type { Edit } from './edits.ts';
import { RightMark } from './right.tsx';

interface Props {
  from: Subscriber;
  matrix: AccessMatrix;
  /** Extensions of the selected rows. */
  selected: readonly string[];
  onClose: () => void;
  onCopy: (edit: Edit) => void;
}

/** A long list of choices is searched, not scrolled. */
const LISTED = 100;

function CopyForm({ from, matrix, selected, onClose, onCopy }: Props) {
  const say = useText(words);
  const others = matrix.subscribers.filter(
    ({ role, extension }) => role === 'subscriber' && extension !== from.extension,
  );
  const takers = new Set(others.map(({ extension }) => extension));
  const [to, setTo] = useState(selected.filter((extension) => takers.has(extension)));
  const rights = matrix.groups.filter(({ name }) => rightOf(from, name).grant !== 'none');
  return (
    <Stack gap="sm">
      <div className="copied-rights">
        {rights.length === 0 && <span className="quiet">{say('copy.nothing')}</span>}
        {rights.map(({ name }) => (
          <span key={name} className="copied-right">
            <RightMark {...rightOf(from, name)} />
            <span className="cut">{name}</span>
          </span>
        ))}
      </div>
      <MultiSelect
        label={say('copy.takers')}
        data={others.map(({ extension, name }) => ({
          value: extension,
          label: `${extension} ${name}`.trim(),
        }))}
        value={to}
        onChange={setTo}
        searchable
        clearable
        hidePickedOptions
        limit={LISTED}
        maxDropdownHeight={260}
        nothingFoundMessage={say('none.found')}
        data-autofocus
      />
      <Text size="xs" c="dimmed">
        {say('copy.exactly')}
      </Text>
      <DialogEnd>
        <Button variant="default" onClick={onClose}>
          {say('cancel')}
        </Button>
        <Button
          disabled={to.length === 0}
          onClick={() => onCopy({ changes: copiedRights(matrix.groups, from, to), refused: [] })}
        >
          {say('copy.do', { count: to.length })}
        </Button>
      </DialogEnd>
    </Stack>
  );
}

export function CopyDialog(props: Props) {
  const say = useText(words);
  return (
    <Dialog
      onClose={props.onClose}
      title={say('copy.title', { who: `${props.from.extension} ${props.from.name}`.trim() })}
      size={520}
    >
      <CopyForm {...props} />
    </Dialog>
  );
}
