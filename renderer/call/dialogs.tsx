/** What calling asks for, wherever the call was begun. */
import { Suspense } from 'react';
import { later } from '../widgets/later.ts';
import { useCalling } from './state.ts';

const SecretDialog = later(async () => (await import('./secret.tsx')).SecretDialog);
const WaysDialog = later(async () => (await import('./ways.tsx')).WaysDialog);

export function CallDialogs() {
  const { asking, choosing } = useCalling();
  return (
    <Suspense>
      {asking !== null && <SecretDialog {...asking} />}
      {choosing && <WaysDialog />}
    </Suspense>
  );
}
