/** Opens the user guide when it is asked for. */
import { Suspense, useState } from 'react';
import { useCommand } from '../commands/doing.ts';
import { later } from '../widgets/later.ts';

/** Loaded with its pages and pictures when it is first read. */
const GuideDialog = later(async () => (await import('./dialog.tsx')).GuideDialog);

export function Guide() {
  const [reading, setReading] = useState(false);
  useCommand('guide', () => setReading(true));
  if (!reading) return null;
  return (
    <Suspense>
      <GuideDialog onClose={() => setReading(false)} />
    </Suspense>
  );
}
