/** The phone books of the group or of one line. */
import { Alert, Button } from '@mantine/core';
import { IconPlus, IconReload } from '@tabler/icons-react';
import type { BookInfo } from '../../core/api/ovh.ts';
import words from '../../resources/translations/renderer-ovh.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { Book } from './book.tsx';
import { forgetProblems, rebooting, useBooks, useTasks } from './state.ts';

interface Props {
  title: string;
  more: string;
  /** Empty for the group. */
  line: string;
  books: readonly BookInfo[];
  /** The line’s phone can have phone books; null for the group. */
  supported: boolean | null;
}

export function Shelf({ title, more, line, books, supported }: Props) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { running } = useTasks();
  const reboot = async () => {
    forgetProblems();
    if ((await rebooting.run(host, { line })) !== null) tell.done(say('rebooted', { line }));
  };
  return (
    <section className="shelf" aria-label={title}>
      <div className="shelf-head">
        <h2 className="cut grow">{title}</h2>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={running !== null || supported === false}
          onClick={() => {
            forgetProblems();
            useBooks.setState({ asking: { kind: 'create', line } });
          }}
        >
          {say('create')}
        </Button>
      </div>
      <p className="quiet">{more}</p>
      {supported === false && (
        <Alert variant="light" color="yellow" role="status">
          {say('unsupported')}
        </Alert>
      )}
      {books.length === 0 ? (
        <p className="quiet">{say('none')}</p>
      ) : (
        <ul className="books">
          {books.map((book) => (
            <Book key={book.key} book={book} />
          ))}
        </ul>
      )}
      {supported === true && (
        <div className="shelf-reboot">
          <span className="quiet grow">{say('reboot.why')}</span>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconReload size={14} />}
            disabled={running !== null}
            onClick={() => void reboot()}
          >
            {say('reboot')}
          </Button>
        </div>
      )}
    </section>
  );
}
