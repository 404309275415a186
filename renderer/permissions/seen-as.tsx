/** Over the whole application while it is seen through the eyes of somebody else. */
import { Button } from '@mantine/core';
import { IconEyeCheck } from '@tabler/icons-react';
import accessTerms from '../../resources/translations/access-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { seeAll } from '../state/session.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import './seen-as.css';

export function SeenAs() {
  const say = useText(words);
  const term = useText(accessTerms);
  const host = useHost();
  const tell = useTell();
  const session = useSite((state) => state.session);
  // The administrator who is no subscriber is whoever has the file: nobody else is looked at.
  if (session.extension === null && session.role === 'administrator') return null;
  const who =
    session.extension === null ? term(`role.${session.role}`) : `${session.extension} ${session.name}`.trim();
  return (
    <aside className="seen-as" aria-label={say('seen')}>
      <IconEyeCheck size={17} stroke={1.8} aria-hidden />
      <span className="cut">{say('seen.as', { who })}</span>
      <Button
        variant="white"
        color="petrol"
        size="compact-xs"
        onClick={() => void seeAll(host).catch(tell.failed)}
      >
        {say('seen.back')}
      </Button>
    </aside>
  );
}
