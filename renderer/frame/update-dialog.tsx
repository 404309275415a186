/** The version of the installed application, and the way to a newer one: each step is a button of its own. */
import { Button, Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { UpdateState, UpdateStep } from '../../core/api/update.ts';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-update.json' with { type: 'json' };
import { problemOf } from '../state/problem.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { ProblemList } from '../widgets/problems.tsx';

/** Milliseconds between two looks at a download. */
const LOOK = 500;

/** What can be done next, beside installing a file. */
const NEXT = { idle: 'check', current: 'check', available: 'download', ready: 'install' } as const;

export function UpdateDialog({
  take,
  onClose,
}: {
  take: (step: UpdateStep) => Promise<UpdateState>;
  onClose: () => void;
}) {
  const say = useText(words);
  const [state, setState] = useState<UpdateState | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const busy = state?.phase === 'checking' || state?.phase === 'downloading';

  useEffect(() => {
    let gone = false;
    const look = () =>
      void take('look').then(
        (now) => !gone && setState(now),
        (error: unknown) => setProblem(problemOf(error)),
      );
    look();
    const timer = busy ? setInterval(look, LOOK) : null;
    return () => {
      gone = true;
      if (timer !== null) clearInterval(timer);
    };
  }, [take, busy]);

  const go = (step: UpdateStep): void => {
    setProblem(null);
    take(step)
      .then(setState)
      .catch(async (error: unknown) => {
        setProblem(problemOf(error));
        setState(await take('look'));
      });
    // What takes its time is seen at once.
    if (step !== 'install-file') void take('look').then(setState);
  };

  const next =
    state === null || state.phase === 'checking' || state.phase === 'downloading' ? null : NEXT[state.phase];
  return (
    <Dialog onClose={onClose} title={say('title')}>
      {state !== null && (
        <Stack gap="sm">
          <Text fw={600}>{say('version', { version: state.version })}</Text>
          <Group gap="xs" role="status">
            {state.phase === 'checking' && <Loader size="xs" aria-hidden />}
            <Text size="sm">
              {state.hasSource ? say(`phase.${state.phase}`, { next: state.next ?? '' }) : say('no-source')}
            </Text>
          </Group>
          {state.phase === 'downloading' && (
            <Progress value={state.percent ?? 0} aria-label={say('progress')} />
          )}
          {problem !== null && <ProblemList problems={[problem]} />}
          <Group gap="xs">
            {state.hasSource && next !== null && <Button onClick={() => go(next)}>{say(next)}</Button>}
            <Button variant="default" disabled={busy} onClick={() => go('install-file')}>
              {say('install-file')}
            </Button>
          </Group>
          <Text size="xs" className="quiet">
            {say('install-file.more')}
          </Text>
        </Stack>
      )}
    </Dialog>
  );
}
