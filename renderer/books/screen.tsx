/** The phone books of OVHcloud: those of the group beside those of a line. */
import { Button, EmptyState, TextInput } from '@mantine/core';
import { IconBooks, IconDownload, IconRefresh } from '@tabler/icons-react';
import { useChanges } from '../changes/state.ts';
import words from '../../resources/translations/renderer-ovh.json' with { type: 'json' };
import { useCommand } from '../commands/doing.ts';
import { download } from '../host/files.ts';
import { Keys, LOCKED } from '../services/keys.tsx';
import { useHost } from '../state/host.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { TaskProgress } from '../widgets/task-progress.tsx';
import { useTell } from '../widgets/tell.tsx';
import { WaitingScreen } from '../widgets/waiting.tsx';
import { BookDialog } from './dialogs.tsx';
import '../changes/screen.css';
import './screen.css';
import { Shelf } from './shelf.tsx';
import { forgetProblems, readBooks, useBooks, useTasks } from './state.ts';

export function BooksScreen() {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { moment } = useFormats();
  const place = useChanges((state) => state.connection?.ovh ?? null);
  const { list, line: typed, asking } = useBooks();
  const { running, problem } = useTasks();
  const line = (typed ?? place?.line ?? '').trim();
  const read = async (of: string) => {
    forgetProblems();
    await readBooks(host, of);
  };
  useCommand('read-books', running === null && place !== null ? () => void read(line) : null);
  if (place === null) return <WaitingScreen title={say('title')} />;
  const account = place.billingAccount;
  /** The columns alone: there is nothing of anybody in it. */
  const template = async () => {
    const format = 'ovh-csv' as const;
    const { file } = await host.call('export.run', { format, ids: [], privacyNoticeAccepted: true });
    await download(host, file, say('template.name'));
  };
  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <span className="quiet cut grow">
          {list !== null && say('read.at', { account, at: moment(list.at) })}
        </span>
        <Button
          variant="default"
          leftSection={<IconDownload size={15} />}
          onClick={() => void template().catch(tell.failed)}
        >
          {say('template')}
        </Button>
        {list !== null && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={15} />}
            disabled={running !== null}
            onClick={() => void read(line)}
          >
            {say('read.again')}
          </Button>
        )}
      </header>
      <div className="changes-now" aria-live="polite">
        {running !== null && <TaskProgress task={running} />}
        {running === null && asking === null && problem !== null && (
          <>
            <ProblemLine problem={problem} />
            {LOCKED.includes(problem.code) && <Keys onUnlocked={() => void read(line)} />}
          </>
        )}
      </div>
      {list === null ? (
        <EmptyState
          mt="xl"
          size="sm"
          icon={<IconBooks />}
          title={say('begin')}
          description={say('begin.more')}
        >
          <EmptyState.Actions>
            <Button
              leftSection={<IconRefresh size={15} />}
              disabled={running !== null}
              onClick={() => void read(line)}
            >
              {say('read')}
            </Button>
          </EmptyState.Actions>
        </EmptyState>
      ) : (
        <div className="screen-body books-body">
          <form
            className="books-line"
            onSubmit={(event) => {
              event.preventDefault();
              void read(line);
            }}
          >
            <TextInput
              label={say('line.show')}
              value={typed ?? place.line}
              onChange={(event) => useBooks.setState({ line: event.currentTarget.value })}
            />
            <Button type="submit" variant="default" disabled={running !== null}>
              {say('read')}
            </Button>
          </form>
          <div className="shelves">
            <Shelf
              title={say('of.group', { account })}
              more={say('of.group.more')}
              line=""
              books={list.books.filter((book) => book.line === '')}
              supported={null}
            />
            {list.supported === null ? (
              <section className="shelf" aria-label={say('of.line.none')}>
                <div className="shelf-head">
                  <h2>{say('of.line.none')}</h2>
                </div>
                <p className="quiet">{say('of.line.choose')}</p>
              </section>
            ) : (
              <Shelf
                title={say('of.line', { line: list.line })}
                more={say('of.line.more')}
                line={list.line}
                books={list.books.filter((book) => book.line !== '')}
                supported={list.supported}
              />
            )}
          </div>
        </div>
      )}
      <BookDialog account={account} onCreated={() => void read(list?.line ?? line)} />
    </div>
  );
}
