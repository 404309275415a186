/** Opens the user guide when it is asked for. */
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '../commands/doing.ts';

/** Loaded with its pages and pictures when it is first read. */
const GuideDialog = lazy(() =>
  import('./dialog.tsx').then(({ GuideDialog: component }) => ({ default: component })),
);

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
