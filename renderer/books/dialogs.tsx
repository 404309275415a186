/** A name for a phone book, or the number of contacts that go with one. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import type { BookInfo } from '../../core/api/ovh.ts';
import words from '../../resources/translations/renderer-ovh.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import {
  type Asking,
  creating,
  deleting,
  forgetProblems,
  renaming,
  siteBookMoved,
  useBooks,
  useTasks,
} from './state.ts';

const LONGEST_NAME = 50;

const close = () => {
  forgetProblems();
  useBooks.setState({ asking: null });
};

function Form({
  children,
  label,
  color,
  ready,
  onGo,
}: {
  children: ReactNode;
  label: string;
  color?: string;
  ready: boolean;
  onGo: () => Promise<void>;
}) {
  const say = useText(words);
  const { running, problem } = useTasks();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) void onGo();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {children}
        {problem !== null && <ProblemLine problem={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {say('cancel')}
          </Button>
          <Button
            type="submit"
            loading={running !== null}
            disabled={!ready}
            {...(color !== undefined && { color })}
          >
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Props {
  onChanged: () => void;
}

function Name({ asking, onChanged }: Props & { asking: Exclude<Asking, { kind: 'delete' }> }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const before = asking.kind === 'rename' ? asking.book.name : '';
  const [typed, setTyped] = useState(before);
  const name = typed.trim();
  const go = async () => {
    const done =
      asking.kind === 'create'
        ? await creating.run(host, { line: asking.line, name })
        : await renaming.run(host, { line: asking.book.line, key: asking.book.key, name });
    if (done === null) return;
    close();
    tell.done(say(asking.kind === 'create' ? 'created' : 'renamed', { name }));
    if (asking.kind === 'rename' && asking.book.current) await siteBookMoved(host);
    onChanged();
  };
  return (
    <Form label={say(`${asking.kind}.do`)} ready={name !== '' && name !== before} onGo={go}>
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

function Delete({ book, onChanged }: Props & { book: BookInfo }) {
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
    tell.done(say('deleted', { name, count: deleted.backup === null ? 0 : deleted.contacts }));
    if (book.current) await siteBookMoved(host);
    onChanged();
  };
  return (
    <Form
      label={say('delete.do')}
      color="red.9"
      ready={count === 0 || typed.trim() === String(count)}
      onGo={go}
    >
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
export function BookDialog({ account, onChanged }: Props & { account: string }) {
  const say = useText(words);
  const asking = useBooks((state) => state.asking);
  const title =
    asking === null
      ? ''
      : asking.kind === 'create'
        ? say('create.of', {
            owner: asking.line === '' ? say('of.group', { account }) : say('of.line', { line: asking.line }),
          })
        : say(`${asking.kind}.of`, { name: asking.book.name });
  return (
    <Modal
      opened={asking !== null}
      onClose={close}
      title={title}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {asking?.kind === 'delete' && <Delete book={asking.book} onChanged={onChanged} />}
      {asking !== null && asking.kind !== 'delete' && <Name asking={asking} onChanged={onChanged} />}
    </Modal>
  );
}
