/** The open site as a file: the copies beside it, a copy elsewhere, and what is kept how long. */
import { Button, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { FileCheck, Keeping, KeptCopy } from '../../core/api/safety.ts';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useJob } from '../state/job.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';

type Held = { copies: KeptCopy[]; keeping: Keeping };

/** Copies come and go without a change of the site: they are asked for after each act. */
function useHeld() {
  const host = useHost();
  const tell = useTell();
  const [held, setHeld] = useState<Held | null>(null);
  const read = () => host.call('site.copies', {}).then(setHeld, tell.failed);
  useEffect(() => {
    void host.call('site.copies', {}).then(setHeld, tell.failed);
  }, [host, tell]);
  return { held, read };
}

const DAYS = ['copyDays', 'deletedDays', 'reportDays'] as const;

function KeepingForm({ keeping, onSaved }: { keeping: Keeping; onSaved: () => void }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const [wanted, setWanted] = useState(keeping);
  const save = async () => {
    try {
      await host.call('site.setKeeping', wanted);
      tell.done(say('keeping.saved'));
      onSaved();
    } catch (error) {
      tell.failed(error);
    }
  };
  return (
    <Stack gap="xs">
      <NumberInput
        label={say('keeping.copies')}
        min={3}
        max={1000}
        value={wanted.copies}
        onChange={(value) => typeof value === 'number' && setWanted({ ...wanted, copies: value })}
      />
      {DAYS.map((name) => (
        <NumberInput
          key={name}
          label={say(`keeping.${name}`)}
          placeholder={say('keeping.ever')}
          min={1}
          max={36_500}
          value={wanted[name] ?? ''}
          onChange={(value) => setWanted({ ...wanted, [name]: typeof value === 'number' ? value : null })}
        />
      ))}
      <Button variant="default" onClick={() => void save()} mr="auto">
        {say('keeping.save')}
      </Button>
    </Stack>
  );
}

function Checked({ found }: { found: FileCheck }) {
  const say = useText(words);
  const broken = found.copies.filter(({ sound }) => !sound).length;
  return (
    <Text size="sm" role="status" c={found.faults.length + broken > 0 ? 'red' : 'dimmed'}>
      {say('checked', {
        contacts: found.contacts,
        faults: found.faults.length,
        copies: found.copies.length,
        broken,
      })}
    </Text>
  );
}

export function KeepingCard() {
  const say = useText(words);
  const { moment, kilobytes } = useFormats();
  const tell = useTell();
  const { held, read } = useHeld();
  const [path, setPath] = useState('');
  const [found, setFound] = useState<FileCheck | null>(null);
  const keep = useJob('site.keep');
  const copy = useJob('site.copy');
  const check = useJob('site.verify');
  const compact = useJob('site.compact');
  const problem = keep.problem ?? copy.problem ?? check.problem ?? compact.problem;
  return (
    <Stack gap="sm">
      <Title order={2} size="md">
        {say('file')}
      </Title>
      {problem !== null && <ProblemLine problem={problem} />}
      <Group gap="xs">
        <Button
          variant="default"
          loading={keep.running}
          onClick={() => void keep.run({ reason: 'hand' }).then(read)}
        >
          {say('copy.now')}
        </Button>
        <Button
          variant="default"
          loading={check.running}
          onClick={() => void check.run({}).then((result) => setFound(result))}
        >
          {say('check')}
        </Button>
        <Button
          variant="default"
          loading={compact.running}
          onClick={() =>
            void compact
              .run({})
              .then(
                (done) => done && tell.done(say('compacted', { freed: kilobytes(done.before - done.after) })),
              )
          }
        >
          {say('compact')}
        </Button>
      </Group>
      {found !== null && <Checked found={found} />}
      <ul className="site-copies" aria-label={say('copies')}>
        {held?.copies.map((one) => (
          <li key={one.path}>
            <strong>{moment(one.at)}</strong>{' '}
            <span className="quiet">
              {say(`reason.${one.reason}`)} · {kilobytes(one.bytes)}
            </span>
            <div className="quiet site-path">{one.path}</div>
          </li>
        ))}
      </ul>
      {held?.copies.length === 0 && <Text size="sm">{say('copies.none')}</Text>}
      <TextInput
        label={say('copy.path')}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Button
        variant="default"
        mr="auto"
        disabled={path === ''}
        loading={copy.running}
        onClick={() => void copy.run({ path }).then((done) => done && tell.done(say('copy.done', { path })))}
      >
        {say('copy.save')}
      </Button>
      {held !== null && <KeepingForm keeping={held.keeping} onSaved={() => void read()} />}
    </Stack>
  );
}
