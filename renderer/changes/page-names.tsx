/**
 * The names of the PBX's pages, which its manufacturer does not publish: those in use, those found in its
 * menu or in a recording, and the person's word on which is which.
 */
import { Button, FileButton, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../core/api/upload.ts';
import type { PageCandidate, PageUse } from '../../core/device/pages.ts';
import words from '../../resources/translations/renderer-pages.json' with { type: 'json' };
import { upload } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useJob } from '../state/job.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { ConnectionPart } from './connection-part.tsx';
import { useChanges } from './state.ts';

type Page = Connection['pages'][number];

/** What was found for a use, the surest first, and the name in use where it is not among them. */
const choicesOf = (
  { use, path }: Page,
  found: readonly PageCandidate[],
): { path: string; found?: PageCandidate }[] => {
  const candidates = found.filter((candidate) => candidate.use === use);
  const held = candidates.some((candidate) => candidate.path === path) ? [] : [{ path }];
  return [...candidates.map((candidate) => ({ path: candidate.path, found: candidate })), ...held];
};

/** Nothing that is only like it is proposed. */
const proposed = (page: Page, found: readonly PageCandidate[]): string =>
  found.find(({ use, certainty }) => use === page.use && certainty !== 'possible')?.path ?? page.path;

function Standing({ page }: { page: Page }) {
  const say = useText(words);
  const { moment } = useFormats();
  const standing =
    page.confirmedAt !== null
      ? say('yours', { at: moment(page.confirmedAt) })
      : say(page.confirmed ? 'confirmed' : 'unconfirmed');
  return <span className={page.confirmed ? 'quiet' : 'undecided'}>{standing}</span>;
}

export function PageNames({ pages }: { pages: readonly Page[] }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const discovering = useJob('connection.discover');
  const reading = useJob('connection.readHar');
  const confirming = useJob('connection.confirmPages');
  const [found, setFound] = useState<readonly PageCandidate[] | null>(null);
  const [chosen, setChosen] = useState<Partial<Record<PageUse, string>>>({});
  const busy = discovering.running || reading.running || confirming.running;
  const problem = confirming.problem ?? reading.problem ?? discovering.problem;

  const show = (result: { candidates: PageCandidate[] } | null) => {
    if (result === null) return;
    setFound(result.candidates);
    setChosen({});
  };
  const readHar = async (file: File | null) => {
    if (file === null) return;
    try {
      show(await reading.run({ file: await upload(host, file) }));
    } catch (error) {
      tell.failed(error);
    }
  };
  const nameOf = (page: Page): string => chosen[page.use] ?? proposed(page, found ?? []);
  const confirm = async (wanted: readonly Page[]) => {
    const names = wanted.map((page) => ({ use: page.use, path: nameOf(page) }));
    const connection = await confirming.run({ pages: names });
    if (connection === null) return;
    useChanges.setState({ connection });
    setFound(null);
  };
  /** A name that is only the profile's guess is confirmed by nobody's silence. */
  const confirmable = pages.filter(
    (page) =>
      page.confirmedAt !== null ||
      (found ?? []).some(({ use, path }) => use === page.use && path === nameOf(page)),
  );

  return (
    <ConnectionPart title={say('title')} more={say('more')}>
      {pages.map((page) => (
        <Group key={page.use} gap="sm" wrap="nowrap" align="flex-start">
          {found === null ? (
            <>
              <Text size="sm" w={150}>
                {say(`use.${page.use}`)}
              </Text>
              <Stack gap={0} className="grow">
                <code>{page.path}</code>
                <Standing page={page} />
              </Stack>
            </>
          ) : (
            <NativeSelect
              className="grow"
              label={say(`use.${page.use}`)}
              value={nameOf(page)}
              onChange={(event) => {
                const path = event.currentTarget.value;
                setChosen((before) => ({ ...before, [page.use]: path }));
              }}
              data={choicesOf(page, found).map(({ path, found: candidate }) => ({
                value: path,
                label:
                  candidate === undefined
                    ? say('choice.held', { path })
                    : say(`choice.${candidate.certainty}`, { path, text: candidate.text || '–' }),
              }))}
            />
          )}
        </Group>
      ))}
      {found?.length === 0 && <Text size="sm">{say('none')}</Text>}
      {problem !== null && <ProblemLine problem={problem} />}
      <Group justify="flex-end" gap="xs">
        <FileButton accept=".har,application/json" onChange={(file) => void readHar(file)}>
          {(props) => (
            <Button {...props} variant="subtle" disabled={busy}>
              {say('har')}
            </Button>
          )}
        </FileButton>
        {found === null && pages.some(({ confirmedAt }) => confirmedAt !== null) && (
          <Button variant="subtle" disabled={busy} onClick={() => void confirm([])}>
            {say('forget')}
          </Button>
        )}
        <Button
          variant={found === null ? 'filled' : 'default'}
          loading={discovering.running}
          disabled={busy}
          onClick={() => void discovering.run({}).then(show)}
        >
          {say('discover')}
        </Button>
        {found !== null && (
          <Button
            loading={confirming.running}
            disabled={busy || confirmable.length === 0}
            onClick={() => void confirm(confirmable)}
          >
            {say('confirm', { count: confirmable.length })}
          </Button>
        )}
      </Group>
    </ConnectionPart>
  );
}
