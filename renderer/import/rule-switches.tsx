/** What tidying up makes of the values: rule by rule, with how much each has changed. */
import { Button, Popover, Stack, Switch, Text } from '@mantine/core';
import { IconChevronDown, IconAdjustments } from '@tabler/icons-react';
import type { ImportPreview } from '../../core/api/import.ts';
import { RULES } from '../../core/api/rules.ts';
import rules from '../../resources/translations/renderer-rules.json' with { type: 'json' };
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { chooseRule, previewing, useImport } from './session.ts';

export function RuleSwitches({ preview }: { preview: ImportPreview }) {
  const say = useText(words);
  const rule = useText(rules);
  const host = useHost();
  const chosen = useImport((state) => state.rules);
  const running = previewing.use((state) => state.running);
  const count = RULES.reduce((sum, one) => sum + preview.normalised[one], 0);
  return (
    <Popover position="bottom-start" width={400} shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconAdjustments size={15} />}
          rightSection={<IconChevronDown size={14} />}
        >
          {say('rules.button', { count })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={rule('rules')}>
        <Stack gap={10}>
          <Text size="sm" className="quiet">
            {rule('rules.hint')}
          </Text>
          {RULES.map((one) => (
            <Switch
              key={one}
              size="xs"
              classNames={{ root: 'import-rule', labelWrapper: 'grow' }}
              checked={chosen[one] ?? preview.rules[one]}
              label={
                <span className="import-rule-line">
                  {rule(one)}
                  <span className="quiet" aria-busy={running}>
                    {rule('changed', { count: preview.normalised[one] })}
                  </span>
                </span>
              }
              description={rule(`${one}.hint`)}
              onChange={(event) => chooseRule(host, one, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
