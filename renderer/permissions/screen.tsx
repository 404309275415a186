/** The matrix of rights: which subscriber may read and write the contacts of which group. */
import { ActionIcon, Button, EmptyState, Tooltip } from '@mantine/core';
import { IconFileExport, IconFileImport, IconPlus, IconShieldLock } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import type { AccessMatrix } from '../../core/api/access.ts';
import { rightOf } from '../../core/directory/matrix.ts';
import type { Subscriber } from '../../core/directory/subscriber.ts';
import accessTerms from '../../resources/translations/access-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useCommand } from '../commands/doing.ts';
import { useUndo } from '../frame/undo.tsx';
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useMay } from '../state/may.ts';
import { useQuery } from '../state/query.ts';
import { seeAs } from '../state/session.ts';
import { useLanguage, useText } from '../text.ts';
import { Begin } from '../widgets/begin.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { WaitingScreen } from '../widgets/waiting.tsx';
import { ConfirmDialog } from './confirm.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import type { Wish } from './edits.ts';
import { cycled, edited, pasted } from './edits.ts';
import { GRID_ID, MatrixGrid, ROW } from './grid.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { RightsBar } from './rights-bar.tsx';
import type { MenuPlace, RowActions } from './row-menu.tsx';
import { RowMenu } from './row-menu.tsx';
import './screen.css';
import { SubscriberSearch } from './search.tsx';
import { areaOf, at } from './selection.ts';
import { SubscriberDialog } from './subscriber-dialog.tsx';
import { useRights } from './use-rights.ts';
import { useShown } from './use-shown.ts';

const KEYS: Readonly<Record<string, Wish>> = {
  n: 'none',
  r: 'read',
  w: 'write',
  s: 'standard',
  Delete: 'none',
};

const focusGrid = () => document.querySelector<HTMLElement>(`#${GRID_ID}`)?.focus({ preventScroll: true });

export function PermissionsScreen() {
  const say = useText(words);
  const whyNot = useMay()('change-access');
  const { data, problem } = useQuery('access.matrix', whyNot === null ? {} : null);
  if (whyNot !== null) {
    return (
      <div className="screen">
        <EmptyState m="xl" size="sm" icon={<IconShieldLock />} title={say('title')} description={whyNot} />
      </div>
    );
  }
  if (data === undefined) {
    if (problem === null) return <WaitingScreen title={say('title')} label={say('reading')} height={ROW} />;
    return (
      <div className="screen">
        <ProblemLine problem={problem} />
      </div>
    );
  }
  return <Matrix matrix={data} />;
}

type Dialog =
  | { show: 'subscriber'; of: Subscriber | null }
  | { show: 'copy'; from: Subscriber }
  | { show: 'import' }
  | null;

function Matrix({ matrix }: { matrix: AccessMatrix }) {
  const say = useText(words);
  const term = useText(accessTerms);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const rights = useRights();
  const { search, setSearch, subscribers, inRows, selection, select } = useShown(matrix);
  const [copied, setCopied] = useState<Subscriber | null>(null);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);

  const { groups } = matrix;
  const area = areaOf(selection);
  const focused = subscribers[selection.focus.row];
  const group = groups[selection.focus.column];
  const nothing = focused === undefined || group === undefined;

  const wish = (what: Wish) => rights.apply((now) => edited(inRows(now), area, what));
  const cycle = () => rights.apply((now) => cycled(inRows(now), selection.focus));
  const copy = () => setCopied(focused?.role === 'subscriber' ? focused : null);
  const paste = () => {
    if (copied !== null) rights.apply((now) => pasted(inRows(now), area, copied));
  };
  const onKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => {
    const command = ctrlKey || metaKey;
    const wanted = KEYS[key.length === 1 ? key.toLowerCase() : key];
    if (command && key.toLowerCase() === 'c') copy();
    else if (command && key.toLowerCase() === 'v') paste();
    else if (command || altKey) return false;
    else if (wanted !== undefined) wish(wanted);
    else if (key === ' ' || key === 'Enter') cycle();
    else if (key === 'Escape') select(at(selection.focus));
    else return false;
    return true;
  };

  const actions: RowActions = {
    see: ({ extension }) => void seeAs(host, extension).catch(tell.failed),
    copy: (from) => setDialog({ show: 'copy', from }),
    edit: (of) => setDialog({ show: 'subscriber', of }),
    remove: ({ extension, name }) => {
      host.call('subscribers.delete', { extension }).then(
        () =>
          tell.done(say('removed', { who: `${extension} ${name}`.trim() }), {
            label: say('undo'),
            act: () => void undo(),
          }),
        tell.failed,
      );
    },
  };
  const close = () => {
    setDialog(null);
    focusGrid();
  };
  const save = async () => {
    try {
      const { file, fileName } = await host.call('access.export', { language });
      await download(host, file, fileName);
    } catch (error) {
      tell.failed(error);
    }
  };

  const add = () => setDialog({ show: 'subscriber', of: null });
  const takeIn = () => setDialog({ show: 'import' });
  useCommand('new-subscriber', add);
  useCommand('import-rights', takeIn);
  useCommand('export-rights', () => void save());

  const one = area.top === area.bottom && area.left === area.right;
  const right = nothing ? null : rightOf(focused, group.name);
  const selected =
    nothing || right === null
      ? ''
      : one
        ? say('selected.one', {
            who: `${focused.extension} ${focused.name}`.trim(),
            group: group.name,
            right: focused.role === 'subscriber' ? term(`grant.${right.grant}`) : say('everything'),
            standard: right.standard ? 'yes' : 'no',
          })
        : say('selected', { rows: area.bottom - area.top + 1, columns: area.right - area.left + 1 });

  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <span className="quiet cut grow">
          {say('count', { subscribers: matrix.subscribers.length, groups: groups.length })}
        </span>
        <Tooltip label={say('import')}>
          <ActionIcon aria-label={say('import')} onClick={takeIn}>
            <IconFileImport size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={say('export')}>
          <ActionIcon aria-label={say('export')} onClick={() => void save()}>
            <IconFileExport size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Button leftSection={<IconPlus size={15} />} ml={4} onClick={add}>
          {say('add')}
        </Button>
      </header>
      {matrix.subscribers.length === 0 ? (
        <EmptyState
          m="xl"
          size="sm"
          icon={<IconShieldLock />}
          title={say('empty')}
          description={say('empty.hint')}
        >
          <EmptyState.Actions>
            <Begin of="compare" primary />
            <Button variant="default" onClick={takeIn}>
              {say('import')}
            </Button>
          </EmptyState.Actions>
        </EmptyState>
      ) : (
        <>
          <RightsBar
            selected={selected}
            disabled={nothing}
            copied={copied}
            onWish={wish}
            onCopy={copy}
            onPaste={paste}
          />
          <MatrixGrid
            subscribers={subscribers}
            groups={groups}
            selection={selection}
            onSelect={select}
            onKey={onKey}
            onOpen={cycle}
            onTool={(tool, subscriber, { left, bottom }) => {
              if (tool === 'see') actions.see(subscriber);
              else setMenu({ subscriber, left, top: bottom });
            }}
            copied={copied?.extension ?? null}
            corner={<SubscriberSearch value={search} onChange={setSearch} onLeave={focusGrid} />}
          />
          {subscribers.length === 0 && <p className="rights-none quiet">{say('none.found')}</p>}
          {groups.length === 0 && <p className="rights-none quiet">{say('no.groups')}</p>}
        </>
      )}
      <RowMenu
        place={menu}
        actions={actions}
        onClose={() => {
          setMenu(null);
          focusGrid();
        }}
      />
      <ConfirmDialog rights={rights} />
      {dialog?.show === 'import' && <ImportDialog onClose={close} />}
      {dialog?.show === 'subscriber' && (
        <SubscriberDialog
          subscriber={dialog.of}
          taken={new Set(matrix.subscribers.map(({ extension }) => extension))}
          onClose={close}
          onDone={close}
        />
      )}
      {dialog?.show === 'copy' && (
        <CopyDialog
          from={dialog.from}
          matrix={matrix}
          selected={subscribers.slice(area.top, area.bottom + 1).map(({ extension }) => extension)}
          onClose={close}
          onCopy={(edit) => {
            close();
            rights.apply(() => edit);
          }}
        />
      )}
    </div>
  );
}
