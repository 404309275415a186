/** What differs between this site and the PBX, decided, uploaded and read back. */
import { ActionIcon, Button, EmptyState, Menu, Switch } from '@mantine/core';
import { IconArrowsDiff, IconDots, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { conflictKeys, openConflicts } from '../../core/merge/decide.ts';
import { numberToConfirm } from '../../core/merge/loss.ts';
import type { Comparison } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useCommand } from '../commands/doing.ts';
import { useHost } from '../state/host.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useLanguage, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { TaskProgress } from '../widgets/task-progress.tsx';
import { useTell } from '../widgets/tell.tsx';
import { WaitingScreen } from '../widgets/waiting.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { DiscardDialog } from './discard.tsx';
import { Found } from './found.tsx';
import { HandOffSheet } from './hand-off.tsx';
import { PbxProblem } from './locked.tsx';
import { PastDialog } from './past.tsx';
import { Replaced } from './replaced.tsx';
import {
  comparing,
  handingOff,
  OF_THE_CONNECTION,
  restoring,
  takingOver,
  toPbxOf,
  toSiteOf,
  uploading,
  useChanges,
  useTasks,
} from './state.ts';
import { useConnection } from './use-connection.ts';
import './screen.css';

/** What the palette offers here: null where there is nothing to do it with. */
function Offered(able: Record<'compare' | 'upload' | 'connect', (() => void) | null>) {
  useCommand('compare', able.compare);
  useCommand('upload', able.upload);
  useCommand('connection-settings', able.connect);
  return null;
}

const goToForm = () => document.querySelector<HTMLElement>('.connection input[type=text]')?.focus();

export function ChangesScreen() {
  const say = useText(words);
  const language = useLanguage();
  const { moment } = useFormats();
  const tell = useTell();
  const unread = useConnection();
  const changes = useChanges();
  const { connection, comparison, decisions, takeOver } = changes;
  const revision = useSite((state) => state.site?.revision ?? 0);
  const [editing, setEditing] = useState(false);
  const [dialog, setDialog] = useState<'past' | 'discard' | null>(null);
  const [confirmed, setConfirmed] = useState<number | null>(null);
  const host = useHost();
  const { running, problem } = useTasks();

  const show = (found: Comparison | null) => {
    if (found === null) return;
    setConfirmed(null);
    useChanges.setState({ comparison: found, decisions: {}, decidedBefore: [], handOff: null });
  };
  const compare = async () => show(await comparing.run(host, {}));
  const restore = async (id: number) => {
    setDialog(null);
    show(await restoring.run(host, { id }));
  };
  const chosen = () => ({ decisions, ...(confirmed === null ? {} : { confirmedDeletions: confirmed }) });
  const upload = async (plan: string) => {
    const report = await uploading.run(host, { plan, takeOver: takesOver, ...chosen() });
    if (report === null) return;
    useChanges.setState({ report });
    await compare();
  };
  const takeOverOnly = async (plan: string) => {
    const result = await takingOver.run(host, { plan, ...chosen() });
    if (result === null) return;
    tell.done(say('taken-over', { count: result.takenOver }));
    await compare();
  };
  const handOver = async () => {
    const handOff = await handingOff.run(host, { language });
    if (handOff !== null) useChanges.setState({ handOff });
  };

  if (connection === undefined)
    return unread ? <ProblemLine problem={unread} /> : <WaitingScreen title={say('title')} />;
  if (connection === null || editing) {
    return (
      <div className="screen">
        <Offered compare={null} upload={null} connect={goToForm} />
        <header className="screen-head">
          <h1 className="screen-title">{say('title')}</h1>
        </header>
        <div className="screen-body changes-body">
          <ConnectionForm
            onDone={() => setEditing(false)}
            onCancel={connection === null ? null : () => setEditing(false)}
          />
          {connection === null && (
            <>
              <div className="by-hand">
                <span className="quiet grow">{say('hand-off.without')}</span>
                <Button variant="subtle" disabled={running !== null} onClick={() => void handOver()}>
                  {say('hand-off.make')}
                </Button>
              </div>
              <div className="by-hand" aria-live="polite">
                {problem !== null && <ProblemLine problem={problem} />}
              </div>
              {changes.handOff !== null && <HandOffSheet handOff={changes.handOff} />}
            </>
          )}
        </div>
      </div>
    );
  }

  const undecided = comparison === null ? 0 : openConflicts(comparison.upload, decisions).length;
  const outdated = comparison !== null && comparison.revision !== revision;
  const toPbx = comparison === null ? 0 : toPbxOf(comparison);
  const toSite = comparison === null ? 0 : toSiteOf(comparison);
  const decided = comparison !== null && conflictKeys(comparison.upload).length > 0 && undecided === 0;
  const restores = comparison?.restores ?? null;
  const takesOver = takeOver && restores === null;
  const accepted = (withSite: boolean) => {
    const confirm = numberToConfirm(comparison?.upload.massLoss ?? [], withSite);
    return confirm === null || confirmed === confirm;
  };
  const canUpload =
    comparison !== null &&
    !outdated &&
    undecided === 0 &&
    accepted(takesOver) &&
    (toPbx > 0 || decided || (takesOver && toSite > 0));
  const free = running === null;
  return (
    <div className="screen">
      <Offered
        compare={free ? () => void compare() : null}
        upload={free && canUpload ? () => void upload(comparison.plan) : null}
        connect={() => setEditing(true)}
      />
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <span className="quiet cut grow">
          {connection.user !== '' && `${connection.user}@`}
          {connection.url.replace(/^(https:\/\/|serial:)/, '')}
          {connection.lastRead !== null &&
            comparison === null &&
            ` · ${say('last-read', { at: moment(connection.lastRead) })}`}
          {comparison !== null && ` · ${say('compared', { at: moment(comparison.at) })}`}
        </span>
        {comparison !== null && restores === null && (
          <Switch
            size="xs"
            label={say('take-over')}
            checked={takeOver}
            onChange={(event) => useChanges.setState({ takeOver: event.currentTarget.checked })}
          />
        )}
        {comparison !== null && (
          <Button
            data-tour="compare"
            variant={outdated ? 'filled' : 'default'}
            leftSection={<IconArrowsDiff size={15} />}
            disabled={!free}
            onClick={() => void compare()}
          >
            {say('compare.again')}
          </Button>
        )}
        {comparison !== null && (
          <Button
            data-tour="upload"
            leftSection={<IconUpload size={15} />}
            disabled={!canUpload || !free}
            onClick={() => void upload(comparison.plan)}
          >
            {say(restores === null ? 'upload' : 'restore', { count: toPbx })}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={say('more')} data-tour="more">
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              disabled={comparison === null || outdated || toSite === 0 || !accepted(true)}
              onClick={() => comparison !== null && void takeOverOnly(comparison.plan)}
            >
              {say('take-over.only')}
            </Menu.Item>
            <Menu.Item onClick={() => void handOver()}>{say('hand-off.make')}</Menu.Item>
            <Menu.Item onClick={() => setDialog('past')}>{say('past.open')}</Menu.Item>
            <Menu.Item onClick={() => setDialog('discard')}>{say('discard.open')}</Menu.Item>
            <Menu.Item onClick={() => setEditing(true)}>{say('connection.edit')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      {dialog === 'past' && (
        <PastDialog onClose={() => setDialog(null)} onRestore={(id) => void restore(id)} />
      )}
      {dialog === 'discard' && <DiscardDialog onClose={() => setDialog(null)} />}
      <div className="changes-now" aria-live="polite">
        {running && <TaskProgress task={running} />}
        {!running && problem !== null && (
          <div className="changes-problem">
            <div className="grow">
              <PbxProblem problem={problem} onAgain={() => void compare()} />
            </div>
            {problem.code === 'pbx-other-serial' && <Replaced onAccepted={() => void compare()} />}
            {OF_THE_CONNECTION.includes(problem.code) && (
              <Button variant="default" onClick={() => setEditing(true)}>
                {say('connection.edit')}
              </Button>
            )}
          </div>
        )}
        {!running && outdated && <span className="quiet">{say('outdated')}</span>}
        {!running && undecided > 0 && (
          <span className="undecided">{say('undecided', { count: undecided })}</span>
        )}
      </div>
      {comparison === null ? (
        <EmptyState
          mt="xl"
          size="sm"
          icon={<IconArrowsDiff />}
          title={say('begin')}
          description={say('begin.more')}
        >
          <EmptyState.Actions>
            <Button
              data-tour="compare"
              leftSection={<IconArrowsDiff size={15} />}
              disabled={!free}
              onClick={() => void compare()}
            >
              {say('compare')}
            </Button>
          </EmptyState.Actions>
        </EmptyState>
      ) : (
        <Found comparison={comparison} onConfirm={setConfirmed} />
      )}
      {comparison === null && changes.handOff !== null && (
        <div className="screen-body changes-body">
          <HandOffSheet handOff={changes.handOff} />
        </div>
      )}
    </div>
  );
}
