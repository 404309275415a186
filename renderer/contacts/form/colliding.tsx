/** Two have written the same fields: both values side by side, and which one counts. */
import { Button, Group, Radio, Text } from '@mantine/core';
import { useState } from 'react';
import type { ContactInput } from '../../../core/api/shapes.ts';
import { withSide, SIDES, type EditField, type Side } from '../../../core/merge/edit.ts';
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import { useText } from '../../text.ts';
import { Dialog } from '../../widgets/dialog.tsx';
import { DialogEnd } from '../../widgets/dialog-end.tsx';
import { FieldValue } from '../../widgets/field-value.tsx';
import type { CollidingEdit } from './saving.ts';

interface Props {
  colliding: CollidingEdit;
  onCancel: () => void;
  /** `now`: what is stored, which the next attempt starts from. */
  onDecided: (now: ContactInput, decided: ContactInput) => void;
}

export function Colliding({ colliding, onCancel, onDecided }: Props) {
  const say = useText(words);
  const term = useText(terms);
  const [chosen, setChosen] = useState<Partial<Record<EditField, Side>>>({});
  const { fields, now } = colliding;
  const shown = (field: EditField, side: Side) => withSide(colliding, field, side)[field];
  const decide = () => {
    const decided = fields.reduce(
      (merged, field) => withSide({ ...colliding, merged }, field, chosen[field] ?? 'mine'),
      colliding.merged,
    );
    onDecided(now, decided);
  };
  return (
    <Dialog onClose={onCancel} title={say('colliding')} size="lg">
      <Text size="sm">{say('colliding.more')}</Text>
      {fields.map((field) => (
        <Radio.Group
          key={field}
          mt="md"
          label={term(`field.${field}`)}
          value={chosen[field] ?? 'mine'}
          onChange={(value) => {
            const side = SIDES.find((one) => one === value);
            if (side !== undefined) setChosen({ ...chosen, [field]: side });
          }}
        >
          <div className="colliding">
            {SIDES.filter((side) => side !== 'both' || typeof now[field] !== 'string').map((side) => (
              <Radio.Card key={side} value={side} p="xs" aria-label={say(`side.${side}`)}>
                <Group wrap="nowrap" align="flex-start" gap="xs">
                  <Radio.Indicator size="xs" mt={2} />
                  <div>
                    <Text size="xs" c="dimmed">
                      {say(`side.${side}`)}
                    </Text>
                    <FieldValue field={field} content={shown(field, side)} />
                  </div>
                </Group>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
      ))}
      <DialogEnd>
        <Button variant="default" onClick={onCancel}>
          {say('colliding.back')}
        </Button>
        <Button onClick={decide} data-autofocus>
          {say('save')}
        </Button>
      </DialogEnd>
    </Dialog>
  );
}
