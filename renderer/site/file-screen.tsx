/** The open site as a file: whether it is sound, copies and the way back to them, what is kept how long, and of whom. */
import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { FileCheck, Keeping, KeptCopy } from '../../core/api/safety.ts';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { DepartedPeople } from '../privacy/departed.tsx';
import privacyWords from '../../resources/translations/renderer-privacy.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useJob } from '../state/job.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { WaitingFields, WaitingRows } from '../widgets/waiting.tsx';
import { CopyList } from './copies.tsx';
import { KeepingForm } from './keeping.tsx';
import { RestoreDialog } from './restore.tsx';
import './screen.css';

type Held = { copies: KeptCopy[]; keeping: Keeping };

/** Copies come and go without a change of the site: they are asked for after each act. */
function useHeld() {
  const host = useHost();
  const tell = useTell();
  const [held, setHeld] = useState<Held | null>(null);
  const read = useCallback(() => void host.call('site.copies', {}).then(setHeld, tell.failed), [host, tell]);
  useEffect(read, [read]);
  return { held, read };
}

export function FileScreen() {
  const say = useText(words);
  const privacySay = useText(privacyWords);
  const path = useSite(({ site }) => site?.path ?? '');
  const { held, read } = useHeld();
  const [found, setFound] = useState<FileCheck | null>(null);
  const [restoring, setRestoring] = useState<KeptCopy | null>(null);
  const sound = new Map(found?.copies.map((copy) => [copy.number, copy.sound]));
  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('file')}</h1>
        <span className="quiet cut grow">{path}</span>
      </header>
      <div className="screen-body">
        <div className="site-cards">
          <Card title={say('copies')}>
            <Copying onDone={read} />
            {held === null ? (
              <WaitingRows rows={4} height={56} />
            ) : (
              <CopyList copies={held.copies} sound={sound} onRestore={(copy) => setRestoring(copy)} />
            )}
          </Card>
          <Stack gap="md">
            <Card title={say('sound.title')}>
              <Checking found={found} onFound={setFound} onDone={read} />
            </Card>
            <Card title={say('keeping')}>
              {held === null ? (
                <WaitingFields fields={4} />
              ) : (
                <KeepingForm keeping={held.keeping} onSaved={read} />
              )}
            </Card>
            <Card title={privacySay('departed')}>
              <DepartedPeople />
            </Card>
          </Stack>
        </div>
      </div>
      {restoring !== null && (
        <RestoreDialog
          path={path}
          copy={restoring}
          onClose={() => setRestoring(null)}
          onDone={() => {
            setRestoring(null);
            setFound(null);
            read();
          }}
        />
      )}
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={2} size="sm" mb="xs">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

/** A copy beside the site, or anywhere else: to take the site to another computer. */
function Copying({ onDone }: { onDone: () => void }) {
  const say = useText(words);
  const tell = useTell();
  const [path, setPath] = useState('');
  const keep = useJob('site.keep');
  const copy = useJob('site.copy');
  const problem = keep.problem ?? copy.problem;
  const keepNow = async () => {
    if ((await keep.run({ reason: 'hand' })) === null) return;
    tell.done(say('copy.kept'));
    onDone();
  };
  const save = async () => {
    if ((await copy.run({ path })) !== null) tell.done(say('copy.done', { path }));
  };
  return (
    <Stack gap="xs" mb="md">
      {problem !== null && <ProblemLine problem={problem} />}
      <Button variant="default" mr="auto" loading={keep.running} onClick={() => void keepNow()}>
        {say('copy.now')}
      </Button>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (path === '') return;
          void save();
        }}
      >
        <Group gap="xs" align="flex-end">
          <TextInput
            flex="1 1 160px"
            label={say('copy.path')}
            description={say('path.hint', { example: '/media/usb/office.switchbook' })}
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={path === ''} loading={copy.running}>
            {say('copy.save')}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}

interface CheckingProps {
  found: FileCheck | null;
  onFound: (found: FileCheck | null) => void;
  onDone: () => void;
}

function Checking({ found, onFound, onDone }: CheckingProps) {
  const say = useText(words);
  const { size } = useFormats();
  const tell = useTell();
  const check = useJob('site.verify');
  const compact = useJob('site.compact');
  const problem = check.problem ?? compact.problem;
  const compacted = async () => {
    const done = await compact.run({});
    if (done === null) return;
    const { steps, contacts, reports } = done;
    tell.done(say('compacted', { steps, contacts, reports, freed: size(done.before - done.after) }));
    onDone();
  };
  const broken = found?.copies.filter(({ sound }) => !sound).length ?? 0;
  return (
    <Stack gap="xs">
      {problem !== null && <ProblemLine problem={problem} />}
      <Group gap="xs">
        <Button variant="default" loading={check.running} onClick={() => void check.run({}).then(onFound)}>
          {say('check')}
        </Button>
        <Button variant="default" loading={compact.running} onClick={() => void compacted()}>
          {say('compact')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {say('compact.more')}
      </Text>
      {found !== null && (
        <Text size="sm" role="status" {...(found.faults.length + broken > 0 && { c: 'red' })}>
          {say('checked', {
            contacts: found.contacts,
            faults: found.faults.length,
            copies: found.copies.length,
            broken,
          })}
        </Text>
      )}
      {found !== null && found.faults.length > 0 && (
        <ul className="site-faults">
          {found.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
