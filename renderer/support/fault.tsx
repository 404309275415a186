/** Where a part of the page cannot be shown: a sentence and ways on instead of a blank window. */
import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import words from '../../resources/translations/renderer-support.json' with { type: 'json' };
import type { Host } from '../host/host.ts';
import { useHost } from '../state/host.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { SupportButton } from './dialog.tsx';

const MOST_MESSAGE = 5000;
const MOST_STACK = 20_000;

function tell(host: Host, error: unknown): void {
  if (!(error instanceof Error)) return;
  const { name, message, stack = '' } = error;
  const fault = {
    kind: name.slice(0, 100),
    message: message.slice(0, MOST_MESSAGE),
    stack: stack.slice(0, MOST_STACK),
  };
  // There is nobody to tell that telling has failed.
  host.call('support.fault', fault).catch(() => undefined);
}

/** Notes errors that nothing in the page has caught, until the function that comes back is called. */
export function watchFaults(host: Host): () => void {
  const onError = ({ error }: ErrorEvent) => tell(host, error);
  const onRejection = ({ reason }: PromiseRejectionEvent) => tell(host, reason);
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  return () => {
    window.removeEventListener('error', onError);
    window.removeEventListener('unhandledrejection', onRejection);
  };
}

interface BoundaryProps {
  host: Host;
  children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    tell(this.props.host, error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Failed again={() => this.setState({ failed: false })} />;
  }
}

function Failed({ again }: { again: () => void }) {
  const say = useText(words);
  const isKeeper = useSite(({ session }) => session.role !== 'subscriber');
  return (
    <Alert m="lg" color="red" icon={<IconAlertTriangle />} role="alert" title={say('fault')}>
      {say('fault.more')}
      <Group gap="xs" mt="md">
        <Button size="compact-sm" onClick={again}>
          {say('fault.again')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
          {say('fault.reload')}
        </Button>
        {isKeeper && <SupportButton />}
      </Group>
    </Alert>
  );
}

/** What stands in it may fail, and what stands beside it goes on. */
export function Faultless({ children }: { children: ReactNode }) {
  const host = useHost();
  return <Boundary host={host}>{children}</Boundary>;
}
