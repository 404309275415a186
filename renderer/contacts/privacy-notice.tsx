/** The legal notice that precedes whatever takes contacts out of the site. */
import notice from '../../resources/translations/privacy-notice.json' with { type: 'json' };
import { useText } from '../text.ts';
import './export-dialog.css';

export function PrivacyNotice() {
  const say = useText(notice);
  return (
    // What scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="notice" tabIndex={0} role="region" aria-label={say('title')}>
      <strong>{say('title')}</strong>
      <p>{say('intro')}</p>
      <ul>
        {(['addresses', 'numbers', 'birthdays', 'photos', 'emails', 'positions'] as const).map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ul>
      <p>
        {say('inform')} {say('store')} {say('pass-on')}
      </p>
    </div>
  );
}
