/** What is left of a damaged site file goes into a new one beside it, which is opened then. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useJob } from '../state/job.ts';
import { refreshSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';

interface Props {
  path: string;
  onDone?: () => void;
}

/** A name that nobody has: the moment stands in it. */
const besideOf = (path: string): string =>
  `${path.replace(/\.switchbook$/, '')}-${new Date().toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}.switchbook`;

export function SalvageOffer({ path, onDone }: Props) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const { run, running, problem } = useJob('site.salvage');
  const [opening, setOpening] = useState(false);
  const salvage = async () => {
    const saved = await run({ path, output: besideOf(path) });
    if (saved === null) return;
    setOpening(true);
    try {
      await host.call('site.open', { path: saved.output });
      await refreshSite(host);
      const contacts = saved.tables.find(({ table }) => table === 'contact');
      tell.done(say('salvage.done', { saved: contacts?.saved ?? 0, lost: contacts?.lost ?? 0 }));
      onDone?.();
    } catch (error) {
      tell.failed(error);
    }
    setOpening(false);
  };
  return (
    <>
      {problem !== null && <ProblemLine problem={problem} />}
      <Button size="compact-sm" variant="default" loading={running || opening} onClick={() => void salvage()}>
        {say('salvage')}
      </Button>
    </>
  );
}
