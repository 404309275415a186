/** Contacts and rights that were changed on both sides: decided one by one, field by field, or by a rule. */
import { Button, Group, Kbd, Menu, Text } from '@mantine/core';
import { IconArrowBackUp, IconBackspace, IconChevronDown } from '@tabler/icons-react';
import { Fragment } from 'react';
import { decisionFor } from '../../core/merge/decide.ts';
import type { AccessConflict, Conflict } from '../../core/merge/plan.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';
import { FieldValue } from '../widgets/field-value.tsx';
import { useRoving } from '../widgets/roving.ts';
import { useCellText } from './cell.ts';
import { ConflictCard } from './conflict-card.tsx';
import { decideAll, decideField, decideFieldEverywhere, takeDecisionBack } from './deciding.ts';
import { useChanges } from './state.ts';

function ContactConflict({ conflict }: { conflict: Conflict }) {
  const term = useText(terms);
  const decided = useChanges((state) => state.decisions[conflict.key]);
  const rows = conflict.fields.map(({ field, base, site, pbx }) => ({
    name: term(`field.${field}`),
    base: <FieldValue field={field} content={base ?? ''} />,
    site: <FieldValue field={field} content={site} />,
    pbx: <FieldValue field={field} content={pbx} />,
    decision: decisionFor(decided, field),
    ...(conflict.fields.length > 1 && {
      onDecide: (side: 'local' | 'pbx') => decideField(conflict, field, side),
    }),
  }));
  return <ConflictCard id={conflict.key} name={conflict.name} kind={conflict.kind} rows={rows} />;
}

function RightConflict({ conflict }: { conflict: AccessConflict }) {
  const cell = useCellText();
  const { key, extension, subscriber, group, base, site, pbx } = conflict;
  const decided = useChanges((state) => state.decisions[key]);
  const decision = typeof decided === 'string' ? decided : undefined;
  const rows = [{ name: group, base: cell(base), site: cell(site), pbx: cell(pbx), decision }];
  return <ConflictCard id={key} name={`${extension} ${subscriber}`.trim()} kind="both-changed" rows={rows} />;
}

function FieldRules({ conflicts }: { conflicts: readonly Conflict[] }) {
  const say = useText(words);
  const term = useText(terms);
  const fields = [...new Set(conflicts.flatMap((conflict) => conflict.fields.map(({ field }) => field)))];
  if (fields.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-xs" variant="default" rightSection={<IconChevronDown size={13} />}>
          {say('rule.field')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {fields.map((field) => (
          <Fragment key={field}>
            {(['local', 'pbx'] as const).map((side) => (
              <Menu.Item key={side} onClick={() => decideFieldEverywhere(field, side)}>
                {say(`rule.field.${side}`, { field: term(`field.${field}`) })}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
        <Menu.Divider />
        <Text size="xs" c="dimmed" px="sm" py={4} maw={280}>
          {say('rule.newest')}
        </Text>
      </Menu.Dropdown>
    </Menu>
  );
}

interface Props {
  conflicts: readonly Conflict[];
  rights: readonly AccessConflict[];
}

export function Conflicts({ conflicts, rights }: Props) {
  const say = useText(words);
  const canGoBack = useChanges((state) => state.decidedBefore.length > 0);
  const roving = useRoving('.conflict', 'vertical');
  const count = conflicts.length + rights.length;
  if (count === 0) return null;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      {...roving}
      className="changes-section"
      aria-label={say('conflicts', { count })}
      onKeyDown={(event) => {
        if (event.key === 'Backspace' && canGoBack) takeDecisionBack();
        else roving.onKeyDown(event);
      }}
    >
      <Group gap="xs" mb={4}>
        <h2 className="changes-title grow">{say('conflicts', { count })}</h2>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={!canGoBack}
          leftSection={<IconArrowBackUp size={14} />}
          rightSection={
            <Kbd size="xs" py={1}>
              <IconBackspace size={11} display="block" aria-hidden />
            </Kbd>
          }
          onClick={takeDecisionBack}
        >
          {say('decide.back')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => decideAll('local')}>
          {say('keep.all.local')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => decideAll('pbx')}>
          {say('keep.all.pbx')}
        </Button>
        <FieldRules conflicts={conflicts} />
      </Group>
      <p className="quiet conflicts-hint">{say('conflicts.hint')}</p>
      {conflicts.map((conflict) => (
        <ContactConflict key={conflict.key} conflict={conflict} />
      ))}
      {rights.map((conflict) => (
        <RightConflict key={conflict.key} conflict={conflict} />
      ))}
    </section>
  );
}
