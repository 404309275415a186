/** What differs between this site and the PBX, decided, uploaded and read back. */
import { ActionIcon, Button, EmptyState, Loader, Menu, NumberInput, Switch } from '@mantine/core';
import { IconArrowsDiff, IconCircleCheck, IconDots, IconUpload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Comparison } from '../../core/api/upload.ts';
import type { Problem, ProblemCode } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useLanguage, useText } from '../text.ts';
import { ProblemLine, ProblemList } from '../widgets/problems.tsx';
import { TaskProgress } from '../widgets/task-progress.tsx';
import { useTell } from '../widgets/tell.tsx';
import { Conflicts } from './conflicts.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { DirectionList } from './direction.tsx';
import { HandOffSheet } from './hand-off.tsx';
import { Report } from './report.tsx';
import {
  comparing,
  countOf,
  handingOff,
  openChanges,
  takingOver,
  uploading,
  useChanges,
  useTasks,
} from './state.ts';
import { Summary } from './summary.tsx';
import './screen.css';

/** Reads the connection once a site; a failure is shown where the connection would be. */
function useConnection(): Problem | null {
  const host = useHost();
  const path = useSite((state) => state.site?.path);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (path === undefined) return undefined;
    let overtaken = false;
    host.call('connection.get', {}).then(
      (connection) => overtaken || useChanges.setState({ connection }),
      (error: unknown) => overtaken || setProblem(problemOf(error)),
    );
    return () => {
      overtaken = true;
    };
  }, [host, path]);
  return problem;
}

/** The number of deletions is typed by the person before so much is deleted. */
function MassLoss({
  comparison,
  onConfirm,
}: {
  comparison: Comparison;
  onConfirm: (count: number | null) => void;
}) {
  const say = useText(words);
  const { massLoss } = comparison.upload;
  if (massLoss === null) return null;
  return (
    <div className="mass-loss" role="alert">
      <ProblemLine problem={{ code: 'mass-loss', severity: 'error', params: { ...massLoss } }} />
      <NumberInput
        size="xs"
        w={220}
        hideControls
        label={say('mass-loss.type')}
        onChange={(value) => onConfirm(typeof value === 'number' ? value : null)}
      />
    </div>
  );
}

/** The rest stands in the device check, contact by contact. */
const MOST_LOSSES = 200;

/** Where the remedy is another password or another certificate, the way to the form stands beside it. */
const OF_THE_CONNECTION: readonly ProblemCode[] = [
  'password-needed',
  'pbx-password-wrong',
  'pbx-certificate-unknown',
  'pbx-certificate-changed',
  'pbx-unreachable',
  'pbx-address-invalid',
  'pbx-no-access',
  'pbx-writes-by-hand',
];

function Found({
  comparison,
  onConfirm,
}: {
  comparison: Comparison;
  onConfirm: (count: number | null) => void;
}) {
  const say = useText(words);
  const { upload, notes } = comparison;
  const report = useChanges((state) => state.report);
  const handOff = useChanges((state) => state.handOff);
  return (
    <div
      className="screen-body changes-body"
      // A scrolling region must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={say('title')}
    >
      {report !== null && <Report report={report} />}
      <Summary plan={upload} />
      <MassLoss comparison={comparison} onConfirm={onConfirm} />
      <Conflicts conflicts={upload.conflicts} />
      {handOff !== null && <HandOffSheet handOff={handOff} />}
      {openChanges({ comparison }) === 0 && (
        <EmptyState
          mt="xl"
          size="sm"
          icon={<IconCircleCheck />}
          title={say('same')}
          description={say('same.more')}
        />
      )}
      <DirectionList title={say('to-pbx')} direction={upload.toPbx} />
      <DirectionList title={say('to-site')} direction={upload.toSite} />
      {(upload.losses.length > 0 || notes.length > 0) && (
        <section className="changes-section" aria-label={say('good-to-know')}>
          <h2 className="changes-title">{say('good-to-know')}</h2>
          <ProblemList problems={notes} />
          <ul className="report-list">
            {upload.losses.slice(0, MOST_LOSSES).map(({ contactId, name, problem }) => (
              <li key={`${contactId} ${problem.code} ${problem.value}`}>
                <strong>{name}</strong>
                <ProblemLine problem={problem} />
              </li>
            ))}
          </ul>
          {upload.losses.length > MOST_LOSSES && (
            <p className="quiet">{say('losses.more', { count: upload.losses.length - MOST_LOSSES })}</p>
          )}
        </section>
      )}
    </div>
  );
}

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
  const [confirmed, setConfirmed] = useState<number | null>(null);
  const host = useHost();
  const { running, problem } = useTasks();

  const compare = async () => {
    const found = await comparing.run(host, {});
    if (found === null) return;
    setConfirmed(null);
    useChanges.setState({
      comparison: found,
      decisions: {},
      handOff: null,
      revision: useSite.getState().site?.revision ?? 0,
    });
  };
  const chosen = () => ({ decisions, ...(confirmed === null ? {} : { confirmedDeletions: confirmed }) });
  const upload = async (plan: string) => {
    const report = await uploading.run(host, { plan, takeOver, ...chosen() });
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
    return unread ? <ProblemLine problem={unread} /> : <Loader m="xl" size="sm" />;
  if (connection === null || editing) {
    return (
      <div className="screen">
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

  const undecided =
    comparison?.upload.conflicts.filter(({ key }) => decisions[key] === undefined).length ?? 0;
  const outdated = comparison !== null && changes.revision !== revision;
  const toPbx = comparison === null ? 0 : countOf(comparison.upload.toPbx);
  const toSite = comparison === null ? 0 : countOf(comparison.upload.toSite);
  const decided = comparison !== null && comparison.upload.conflicts.length > 0 && undecided === 0;
  const massLoss = comparison?.upload.massLoss ?? null;
  const lossAccepted = massLoss === null || confirmed === massLoss.deletions;
  const canUpload =
    comparison !== null &&
    !outdated &&
    undecided === 0 &&
    (lossAccepted || (massLoss.side === 'site' && !takeOver)) &&
    (toPbx > 0 || decided || (takeOver && toSite > 0));
  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <span className="quiet cut grow">
          {connection.user}@{connection.url.replace('https://', '')}
          {connection.lastRead !== null &&
            comparison === null &&
            ` · ${say('last-read', { at: moment(connection.lastRead) })}`}
          {comparison !== null && ` · ${say('compared', { at: moment(comparison.at) })}`}
        </span>
        {comparison !== null && (
          <Switch
            size="xs"
            label={say('take-over')}
            checked={takeOver}
            onChange={(event) => useChanges.setState({ takeOver: event.currentTarget.checked })}
          />
        )}
        <Button
          variant={comparison === null || outdated ? 'filled' : 'default'}
          leftSection={<IconArrowsDiff size={15} />}
          disabled={running !== null}
          onClick={() => void compare()}
        >
          {comparison === null ? say('compare') : say('compare.again')}
        </Button>
        {comparison !== null && (
          <Button
            leftSection={<IconUpload size={15} />}
            disabled={!canUpload || running !== null}
            onClick={() => void upload(comparison.plan)}
          >
            {say('upload', { count: toPbx })}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={say('more')}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              disabled={comparison === null || outdated || toSite === 0 || !lossAccepted}
              onClick={() => comparison !== null && void takeOverOnly(comparison.plan)}
            >
              {say('take-over.only')}
            </Menu.Item>
            <Menu.Item onClick={() => void handOver()}>{say('hand-off.make')}</Menu.Item>
            <Menu.Item onClick={() => setEditing(true)}>{say('connection.edit')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      <div className="changes-now" aria-live="polite">
        {running && <TaskProgress task={running} />}
        {!running && problem !== null && (
          <div className="changes-problem">
            <div className="grow">
              <ProblemLine problem={problem} />
            </div>
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
        />
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
