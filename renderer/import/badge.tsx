/** Reminds of an import that was left half-way. */
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useText } from '../text.ts';
import './badge.css';
import { isUnderWay, useImport } from './session.ts';

export function ImportBadge() {
  const say = useText(words);
  const underWay = useImport(isUnderWay);
  if (!underWay) return null;
  return <span className="import-badge" role="img" aria-label={say('badge')} title={say('badge')} />;
}
