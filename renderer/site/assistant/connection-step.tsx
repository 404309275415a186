/** How the PBX is reached, tried at once: its certificate is shown, the login is tried, the model is compared. */
import { Alert, Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Activity } from 'react';
import { deviceProfile } from '../../../core/device/profile.ts';
import words from '../../../resources/translations/renderer-assistant.json' with { type: 'json' };
import changesWords from '../../../resources/translations/renderer-changes.json' with { type: 'json' };
import lineWords from '../../../resources/translations/renderer-line.json' with { type: 'json' };
import { FORMS, WAYS, waysTo } from '../../changes/connection-form.tsx';
import type { Saving } from '../../changes/network-form.tsx';
import { useJob } from '../../state/job.ts';
import { useText } from '../../text.ts';
import { ProblemList } from '../../widgets/problems.tsx';
import { draft, modelFits, nameOf, useDraft, type Tested } from './draft.ts';

/** Who answered, and whether that is the device that the site is for. */
function Answered({ tested: { identity } }: { tested: Tested }) {
  const say = useText(words);
  const changesSay = useText(changesWords);
  const device = useDraft((state) => state.device);
  if (identity === null) {
    return (
      <Alert
        variant="default"
        className="report-alert"
        data-verified
        role="status"
        icon={<IconCircleCheck />}
      >
        {say('tested.line')}
      </Alert>
    );
  }
  const { model, serial, firmware, profile, warnings } = identity;
  const fits = modelFits(device, profile);
  const chosen = deviceProfile(device).name;
  return (
    <Alert
      variant="default"
      className="report-alert"
      data-verified={fits === 'same' || undefined}
      role="status"
      icon={fits === 'same' ? <IconCircleCheck /> : <IconAlertTriangle />}
      title={say('tested', { model })}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{say(`model.${fits}`, { chosen })}</Text>
        {serial !== '' && (
          <Text size="sm" c="dimmed">
            {changesSay('found.more', { serial, firmware })}
          </Text>
        )}
        {fits === 'other' && profile !== null && (
          <Button variant="default" onClick={() => draft({ device: profile })}>
            {say('model.take', { model })}
          </Button>
        )}
        <ProblemList problems={warnings} />
      </Stack>
    </Alert>
  );
}

export function ConnectionStep() {
  const say = useText(words);
  const lineSay = useText(lineWords);
  const { path, device, country, way, tested } = useDraft();
  const { run, ...job } = useJob('connection.test');
  const fits = waysTo(device);
  const shown = way === 'none' || fits.includes(way) ? way : (fits[0] ?? 'none');
  const saving: Saving = {
    ...job,
    label: say('test'),
    run: async (input) => {
      const found = await run({ ...input, device, country, siteName: nameOf(path) });
      if (found !== null) draft({ way: shown, tested: { input, identity: found.identity } });
      return found !== null;
    },
  };
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={lineSay('way')}
        value={shown}
        data={[
          ...WAYS.map((value) => ({
            value,
            label: lineSay(`way.${value}`),
            disabled: !fits.includes(value),
          })),
          { value: 'none' as const, label: say('way.none') },
        ]}
        onChange={(chosen) => draft({ way: chosen, tested: null })}
      />
      {shown === 'none' && <Text size="sm">{say('way.none.more')}</Text>}
      {/* What is typed after the test has not been tested. */}
      <div onChange={() => draft({ tested: null })}>
        {fits.map((each) => {
          const Form = FORMS[each];
          return (
            <Activity key={each} mode={each === shown ? 'visible' : 'hidden'}>
              <Form known={null} saving={saving} onCancel={null} />
            </Activity>
          );
        })}
      </div>
      {tested !== null && shown !== 'none' && <Answered tested={tested} />}
    </Stack>
  );
}
