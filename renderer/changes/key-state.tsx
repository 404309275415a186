/** Where a consumer key stands: its page while it waits, then what was decided there. */
import { Alert, Anchor, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import words from '../../resources/translations/renderer-ovh.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import type { KeyPhase } from './use-key.ts';

export function KeyStanding({ state }: { state: KeyPhase }) {
  const say = useText(words);
  const { moment } = useFormats();
  const { phase } = state;
  if (phase === 'none') return null;
  if (phase === 'failed') return <ProblemLine problem={state.problem} />;
  if (phase === 'asking') {
    return (
      <Alert variant="default" icon={<Loader size={16} />}>
        {say('key.asking')}
      </Alert>
    );
  }
  if (phase === 'pendingValidation') {
    return (
      <Alert variant="default" icon={<Loader size={16} />} title={say('key.pendingValidation')}>
        <Anchor className="key-page" href={state.page} target="_blank" rel="noreferrer" underline="always">
          {state.page}
        </Anchor>
        <p className="report-line quiet">{say('key.waiting')}</p>
      </Alert>
    );
  }
  if (phase === 'validated') {
    const { until } = state;
    return (
      <Alert variant="default" className="report-alert" data-verified icon={<IconCircleCheck />}>
        {until === null ? say('key.validated') : say('key.validated.until', { at: moment(until) })}
      </Alert>
    );
  }
  return (
    <Alert variant="default" className="report-alert" icon={<IconAlertTriangle />}>
      {say(`key.${phase}`)}
    </Alert>
  );
}
