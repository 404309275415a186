/** How far long work is, and the way to stop it. */
import { Button, Group, Progress as Bar, Text } from '@mantine/core';
import type { Progress } from '../../core/api/progress.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';

interface Props {
  /** Null before the first report. */
  progress: Progress | null;
  onCancel: () => void;
}

export function JobProgress({ progress, onCancel }: Props) {
  const say = useText(terms);
  const { number } = useFormats();
  const total = progress?.total ?? null;
  const share = progress === null || total === null || total === 0 ? null : (100 * progress.done) / total;
  const phase = progress === null ? '' : say(`phase.${progress.phase}`);
  return (
    <div>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Text size="sm" aria-live="polite">
          {phase}
        </Text>
        <Text size="sm" c="dimmed">
          {progress !== null &&
            (total === null
              ? number(progress.done)
              : say('progress', { done: number(progress.done), total: number(total) }))}
        </Text>
      </Group>
      <Group wrap="nowrap">
        <Bar.Root size="md" flex={1}>
          <Bar.Section value={share ?? 100} animated={share === null} aria-label={phase} />
        </Bar.Root>
        <Button variant="default" onClick={onCancel}>
          {say('stop')}
        </Button>
      </Group>
    </div>
  );
}
