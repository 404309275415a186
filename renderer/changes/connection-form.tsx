/** How the PBX is reached: over the network, or over the line of its console. */
import { Paper, SegmentedControl, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import type { Connection } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import lineWords from '../../resources/translations/renderer-line.json' with { type: 'json' };
import { useText } from '../text.ts';
import { ConsoleForm } from './console-form.tsx';
import { NetworkForm } from './network-form.tsx';
import { PageNames } from './page-names.tsx';
import { useChanges } from './state.ts';

interface Props {
  onDone: () => void;
  /** Null while there is no connection to go back to. */
  onCancel: (() => void) | null;
}

const WAYS = ['commander', 'console'] as const;

export function ConnectionForm({ onDone, onCancel }: Props) {
  const say = useText(words);
  const sayLine = useText(lineWords);
  const known = useChanges((state) => state.connection ?? null);
  const [way, setWay] = useState(WAYS.find((each) => each === known?.connector) ?? WAYS[0]);
  const Form = way === 'commander' ? NetworkForm : ConsoleForm;
  const saved = (connection: Connection) => {
    useChanges.setState({ connection });
    onDone();
  };
  return (
    <>
      <Paper withBorder p="lg" className="connection">
        <Stack gap="sm">
          <Title order={2} size="md">
            {say('connection')}
          </Title>
          <SegmentedControl
            aria-label={sayLine('way')}
            data={WAYS.map((value) => ({ value, label: sayLine(`way.${value}`) }))}
            value={way}
            onChange={setWay}
          />
          <Form known={known?.connector === way ? known : null} onSaved={saved} onCancel={onCancel} />
        </Stack>
      </Paper>
      {way === 'commander' && known !== null && known.pages.length > 0 && <PageNames pages={known.pages} />}
    </>
  );
}
