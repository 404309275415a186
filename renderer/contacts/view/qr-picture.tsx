/** A code as a picture: whatever its drawing held, it could not run. */
import words from '../../../resources/translations/qr.json' with { type: 'json' };
import { useText } from '../../text.ts';

export function QrPicture({ svg, name }: { svg: string; name: string }) {
  const say = useText(words);
  return (
    <img
      src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
      alt={`${say('title')}: ${name}`}
    />
  );
}
