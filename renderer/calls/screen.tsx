/** The PBX's call records: fetched over the line, shown with who is known, adopted into the address book. */
import { Button, EmptyState, Switch, TextInput } from '@mantine/core';
import { IconPhone, IconRefresh } from '@tabler/icons-react';
import words from '../../resources/translations/renderer-calls.json' with { type: 'json' };
import { useCommand } from '../commands/doing.ts';
import { useHost } from '../state/host.ts';
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { Begin } from '../widgets/begin.tsx';
import { JobProgress } from '../widgets/job-progress.tsx';
import { ProblemLine, ProblemList } from '../widgets/problems.tsx';
import { CallList } from './list.tsx';
import { useKnown } from './known.ts';
import './screen.css';
import { pull, pulling, useCalls, useSeeing } from './state.ts';

const NONE: never[] = [];
/** All of them say the same: where every record is refused, the profile does not fit. */
const PROBLEMS_SHOWN = 5;

function Fetch() {
  const say = useText(words);
  const host = useHost();
  const of = useSeeing();
  const url = useCalls((state) => state.url);
  const { running, progress, problem } = pulling.use((state) => state);
  const { data: own } = useQuery('calls.line', {});
  const line = url.trim() === '' ? null : url.trim();
  const nowhere = line === null && (own ?? null) === null;
  const fetch = () => void pull(host, line, of);
  useCommand('fetch-calls', running || nowhere ? null : fetch);
  return (
    <div className="calls-fetch">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          fetch();
        }}
      >
        <TextInput
          label={say('line')}
          placeholder={own?.url ?? 'serial:/dev/ttyUSB0?baud=9600'}
          value={url}
          onChange={(event) => useCalls.setState({ url: event.currentTarget.value })}
        />
        <Button type="submit" leftSection={<IconRefresh size={15} />} disabled={running || nowhere}>
          {say('fetch')}
        </Button>
      </form>
      {running && <JobProgress progress={progress} onCancel={pulling.cancel} />}
      {problem !== null && <ProblemLine problem={problem} />}
    </div>
  );
}

export function CallsScreen() {
  const say = useText(words);
  const of = useSeeing();
  const state = useCalls();
  const mine = state.of === of;
  const calls = (mine ? state.calls : null) ?? NONE;
  const problems = mine ? state.problems : NONE;
  const known = useKnown(calls);
  const { onlyUnknown } = state;
  const shown =
    onlyUnknown && known !== null ? calls.filter(({ number }) => number !== '' && !known.has(number)) : calls;
  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <span className="quiet grow cut">
          {mine && state.calls !== null ? say('count', { count: shown.length }) : say('hint')}
        </span>
        <Switch
          size="xs"
          label={say('only-unknown')}
          checked={onlyUnknown}
          onChange={(event) => useCalls.setState({ onlyUnknown: event.currentTarget.checked })}
        />
      </header>
      <div className="screen-body calls">
        <Fetch />
        {problems.length > 0 && (
          <div className="calls-problems">
            <ProblemList problems={problems.slice(0, PROBLEMS_SHOWN)} />
            {problems.length > PROBLEMS_SHOWN && (
              <p className="quiet">{say('more-problems', { count: problems.length - PROBLEMS_SHOWN })}</p>
            )}
          </div>
        )}
        {shown.length > 0 ? (
          <CallList calls={shown} known={known} />
        ) : (
          <EmptyState
            mt="xl"
            size="sm"
            icon={<IconPhone />}
            title={say(mine && state.calls !== null ? 'none' : 'before')}
            description={mine && state.calls !== null ? undefined : say('before.more')}
          >
            <EmptyState.Actions>
              {calls.length > 0 ? (
                <Button variant="default" onClick={() => useCalls.setState({ onlyUnknown: false })}>
                  {say('none.all')}
                </Button>
              ) : (
                <Begin of="connection-settings" />
              )}
            </EmptyState.Actions>
          </EmptyState>
        )}
      </div>
    </div>
  );
}
