/** One phone book, and what can be done with it. */
import { ActionIcon, Badge, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { BookInfo } from '../../core/api/ovh.ts';
import words from '../../resources/translations/renderer-ovh.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { exporting, protecting, showBook, useBooks, useTasks } from './state.ts';

export function Book({ book }: { book: BookInfo }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { running } = useTasks();
  const { key, line, name, contacts, readOnly, current } = book;
  const protect = async () => {
    const changed = { readOnly: !readOnly };
    if ((await protecting.run(host, { line, key, ...changed })) !== null) showBook(book, changed);
  };
  const take = async () => {
    const made = await exporting.run(host, { line, key });
    if (made === null) return;
    await download(host, made.file, made.fileName);
    tell.done(say('exported', { file: made.fileName }));
  };
  return (
    <li className="book" data-current={current || undefined}>
      <span className="book-name cut" title={name}>
        {name}
      </span>
      {current && (
        <Badge size="sm" variant="light" tt="none">
          {say('current')}
        </Badge>
      )}
      {readOnly && (
        <Badge size="sm" variant="default" tt="none">
          {say('read-only')}
        </Badge>
      )}
      <span className="grow" />
      <span className="quiet">{say('contacts', { count: contacts })}</span>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={say('actions', { name })} disabled={running !== null}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void take().catch(tell.failed)}>{say('export')}</Menu.Item>
          <Menu.Item onClick={() => useBooks.setState({ asking: { kind: 'rename', book } })}>
            {say('rename')}
          </Menu.Item>
          {line !== '' && (
            <Menu.Item onClick={() => void protect()}>{say(readOnly ? 'unprotect' : 'protect')}</Menu.Item>
          )}
          <Menu.Item color="red" onClick={() => useBooks.setState({ asking: { kind: 'delete', book } })}>
            {say('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
