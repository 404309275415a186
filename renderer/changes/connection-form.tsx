/** How the PBX is reached: over the network, over the line of its console, or at OVHcloud. */
import { Paper, SegmentedControl, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionInput } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import lineWords from '../../resources/translations/renderer-line.json' with { type: 'json' };
import { useJob } from '../state/job.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { ConsoleForm } from './console-form.tsx';
import { Ldap } from './ldap.tsx';
import { NetworkForm, type Saving } from './network-form.tsx';
import { OvhForm } from './ovh-form.tsx';
import { PageNames } from './page-names.tsx';
import { useChanges } from './state.ts';

interface Props {
  onDone: () => void;
  /** Null while there is no connection to go back to. */
  onCancel: (() => void) | null;
}

/** The profile of the device that is spoken to over the API of OVHcloud. */
const OVH_BOOK = 'ovh-phonebook';
export const WAYS = ['commander', 'console', 'ovh'] as const;
export const FORMS = { commander: NetworkForm, console: ConsoleForm, ovh: OvhForm };

/** The device says where it is reached: a phone book of OVHcloud is no PBX. */
export const waysTo = (device: string | undefined): (typeof WAYS)[number][] =>
  WAYS.filter((each) => (each === 'ovh') === (device === OVH_BOOK));

export function ConnectionForm({ onDone, onCancel }: Props) {
  const say = useText(words);
  const sayLine = useText(lineWords);
  const known = useChanges((state) => state.connection ?? null);
  const device = useSite((state) => state.site?.device);
  const fits = waysTo(device);
  const [chosen, setChosen] = useState<ConnectionInput['connector'] | null>(known?.connector ?? null);
  const way = fits.find((each) => each === chosen) ?? fits[0] ?? WAYS[0];
  const Form = FORMS[way];
  const { run, ...job } = useJob('connection.save');
  const saving: Saving = {
    ...job,
    run: async (input) => {
      const connection = await run(input);
      if (connection === null) return false;
      useChanges.setState({ connection });
      onDone();
      return true;
    },
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
            data={WAYS.map((value) => ({
              value,
              label: sayLine(`way.${value}`),
              disabled: !fits.includes(value),
            }))}
            value={way}
            onChange={setChosen}
          />
          <Form known={known?.connector === way ? known : null} saving={saving} onCancel={onCancel} />
        </Stack>
      </Paper>
      {way === 'commander' && known?.connector === way && <Ldap />}
      {way === 'commander' && known !== null && known.pages.length > 0 && <PageNames pages={known.pages} />}
    </>
  );
}
