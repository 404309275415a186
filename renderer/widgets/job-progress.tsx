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
  const { number, size } = useFormats();
  const total = progress?.total ?? null;
  const share =
    progress === null || total === null || total === 0 ? null : Math.round((100 * progress.done) / total);
  const count = progress?.bytes === undefined ? number : size;
  const left = progress?.bytes?.secondsLeft ?? null;
  const phase = say(progress === null ? 'phase.none' : `phase.${progress.phase}`);
  return (
    <div>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Text size="sm" aria-live="polite">
          {phase}
        </Text>
        <Text size="sm" c="dimmed">
          {progress !== null &&
            (total === null
              ? count(progress.done)
              : say('progress', { done: count(progress.done), total: count(total) }))}
          {left !== null &&
            ` · ${say(inMinutes(left) ? 'left.minutes' : 'left.seconds', { count: rounded(left) })}`}
        </Text>
      </Group>
      <Group wrap="nowrap">
        <Bar.Root size="md" flex={1}>
          {share === null ? (
            // How far it is is not known: without a value, which the library would say is 100 %.
            <Bar.Section value={100} animated withAria={false} role="progressbar" aria-label={phase} />
          ) : (
            <Bar.Section value={share} aria-label={phase} />
          )}
        </Bar.Root>
        <Button variant="default" onClick={onCancel}>
          {say('stop')}
        </Button>
      </Group>
    </div>
  );
}

/** Nobody can tell a slow line to the second. */
const inMinutes = (seconds: number): boolean => seconds >= 90;
const rounded = (seconds: number): number =>
  inMinutes(seconds) ? Math.round(seconds / 60) : 5 * Math.max(1, Math.ceil(seconds / 5));
