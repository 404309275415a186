/** A name for a phone book, or the number of contacts that go with one. */
import { Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { BookInfo } from '../../core/api/ovh.ts';
import words from '../../resources/translations/renderer-ovh.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { AskForm } from '../widgets/ask-form.tsx';
import { useTell } from '../widgets/tell.tsx';
import {
  creating,
  deleting,
  forgetProblems,
  renaming,
  showBook,
  siteBookMoved,
  useBooks,
  useTasks,
} from './state.ts';

const LONGEST_NAME = 50;

const close = () => {
  forgetProblems();
  useBooks.setState({ asking: null });
};

function Form(form: {
  children: ReactNode;
  label: string;
  deletes?: boolean;
  ready: boolean;
  onGo: () => Promise<void>;
}) {
  const { running, problem } = useTasks();
  return <AskForm {...form} problem={problem} busy={running !== null} onClose={close} />;
}

interface Props {
  /** Which book is the site’s may be another one now. */
  onCreated: () => void;
}

function NameForm({
  before,
  label,
  onName,
}: {
  before: string;
  label: string;
  onName: (name: string) => Promise<void>;
}) {
  const say = useText(words);
  const [typed, setTyped] = useState(before);
  const name = typed.trim();
  return (
    <Form label={label} ready={name !== '' && name !== before} onGo={() => onName(name)}>
      <TextInput
        label={say('name')}
        description={say('name.hint')}
        maxLength={LONGEST_NAME}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
    </Form>
  );
}

function Create({ line, onCreated }: Props & { line: string }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const create = async (name: string) => {
    if ((await creating.run(host, { line, name })) === null) return;
    close();
    tell.done(say('created', { name }));
    onCreated();
  };
  return <NameForm before="" label={say('create.do')} onName={create} />;
}

function Rename({ book }: { book: BookInfo }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { line, key, current } = book;
  const rename = async (name: string) => {
    if ((await renaming.run(host, { line, key, name })) === null) return;
    close();
    showBook(book, { name });
    tell.done(say('renamed', { name }));
    if (current) await siteBookMoved(host);
  };
  return <NameForm before={book.name} label={say('rename.do')} onName={rename} />;
}

function Delete({ book }: { book: BookInfo }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const [typed, setTyped] = useState('');
  const { line, key, name, contacts: count } = book;
  const go = async () => {
    const confirmed = count === 0 ? null : Number(typed.trim());
    const deleted = await deleting.run(host, { line, key, confirmed });
    if (deleted === null) return;
    close();
    showBook(book, null);
    tell.done(say('deleted', { name, count: deleted.backup === null ? 0 : deleted.contacts }));
    if (book.current) await siteBookMoved(host);
  };
  return (
    <Form label={say('delete.do')} deletes ready={count === 0 || typed.trim() === String(count)} onGo={go}>
      <Text size="sm">{say('delete.text', { count })}</Text>
      {count > 0 && (
        <TextInput
          label={say('delete.type', { count })}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
      )}
    </Form>
  );
}

/** `account`: whose books those of no line are. */
export function BookDialog({ account, onCreated }: Props & { account: string }) {
  const say = useText(words);
  const asking = useBooks((state) => state.asking);
  if (asking === null) return null;
  const title =
    asking.kind === 'create'
      ? say('create.of', {
          owner: asking.line === '' ? say('of.group', { account }) : say('of.line', { line: asking.line }),
        })
      : say(`${asking.kind}.of`, { name: asking.book.name });
  return (
    <Dialog onClose={close} title={title}>
      {asking.kind === 'create' && <Create line={asking.line} onCreated={onCreated} />}
      {asking.kind === 'rename' && <Rename book={asking.book} />}
      {asking.kind === 'delete' && <Delete book={asking.book} />}
    </Dialog>
  );
}
