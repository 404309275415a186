/** A serial port of this machine, chosen by the name of its adapter, or typed. */
import { ActionIcon, Autocomplete, Group, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { PortChoice } from '../../core/api/upload.ts';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-line.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';

/** Adapters come and go: whoever plugs one in looks again. */
function usePorts() {
  const host = useHost();
  const first = useQuery('connection.ports', {});
  const [again, setAgain] = useState<readonly PortChoice[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = async () => {
    try {
      setAgain((await host.call('connection.ports', {})).ports);
      setProblem(null);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return { ports: again ?? first.data?.ports ?? null, problem: problem ?? first.problem, look };
}

export function PortField({ path, onPath }: { path: string; onPath: (path: string) => void }) {
  const say = useText(words);
  const { ports, problem, look } = usePorts();
  const nameOf = (wanted: string) => ports?.find((port) => port.path === wanted)?.name ?? '';
  const chosen = nameOf(path);
  const hint = ports?.length === 0 ? say('port.none') : chosen === '' ? say('port.hint') : chosen;
  return (
    <>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Autocomplete
          flex={1}
          label={say('port')}
          description={hint}
          // What is chosen does not hide the others.
          filter={({ options }) => options}
          // The list itself scrolls, as assistive technology expects of a combobox.
          withScrollArea={false}
          styles={{ options: { maxHeight: 240, overflowY: 'auto' } }}
          data={(ports ?? []).map((port) => port.path)}
          renderOption={({ option }) => (
            <Stack gap={0}>
              <span>{option.value}</span>
              {nameOf(option.value) !== '' && (
                <Text size="xs" c="dimmed">
                  {nameOf(option.value)}
                </Text>
              )}
            </Stack>
          )}
          value={path}
          onChange={onPath}
        />
        <ActionIcon variant="default" size={30} aria-label={say('port.look')} onClick={() => void look()}>
          <IconRefresh size={16} />
        </ActionIcon>
      </Group>
      {problem !== null && <ProblemLine problem={problem} />}
    </>
  );
}
