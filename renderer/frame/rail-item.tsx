/** An entry of the rail: a screen, or a set of contacts with how many there are. */
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ScreenId } from '../../core/commands/screens.ts';
import type { Scope } from '../state/browse.ts';
import { browseScope, useBrowse } from '../state/browse.ts';
import type { WhyNot } from '../state/may.ts';
import { goTo, leaveSafely, usePlace } from '../state/place.ts';
import { useFormats, useLanguage } from '../text.ts';
import './rail.css';
import { screenOf } from './screens.ts';

interface ItemProps {
  icon: ReactNode;
  label: string;
  current: boolean;
  onGo: () => void;
  count?: ReactNode;
  /** What the pointer is told instead of the label. */
  title?: string;
  why?: WhyNot;
  /** Where the tour finds it. */
  screen?: ScreenId;
  children?: ReactNode;
}

function RailItem({
  icon,
  label,
  current,
  onGo,
  count,
  title = label,
  why = null,
  screen,
  children,
}: ItemProps) {
  return (
    <li className="rail-item" data-screen={screen} data-current={current || undefined}>
      <UnstyledButton
        className="rail-button"
        aria-current={current ? 'page' : undefined}
        aria-disabled={why !== null || undefined}
        aria-description={why ?? undefined}
        onClick={() => why === null && onGo()}
      >
        {icon}
        <span className="cut grow" title={why === null ? title : `${title}: ${why}`}>
          {label}
        </span>
        <span className="rail-count">{count}</span>
      </UnstyledButton>
      {children}
    </li>
  );
}

export function ScreenItem({ id, why }: { id: ScreenId; why: WhyNot }) {
  const { label, icon: Icon, badge: Badge } = screenOf(id);
  const language = useLanguage();
  const current = usePlace((state) => state.screen === id);
  return (
    <RailItem
      icon={<Icon size={17} stroke={1.6} />}
      label={label[language]}
      current={current}
      onGo={() => goTo(id)}
      why={why}
      screen={id}
      count={Badge && <Badge />}
    />
  );
}

/** How many of how many: the device's limit stands beside the count. */
export function Count({ count, most }: { count: number; most: number | null }) {
  const { number } = useFormats();
  return (
    <span data-over={(most !== null && count > most) || undefined}>
      {number(count)}
      {most !== null && <span className="rail-most">/{number(most)}</span>}
    </span>
  );
}

export function ScopeItem({
  scope,
  icon,
  label,
  title,
  count,
  most = null,
  children,
}: Pick<ItemProps, 'icon' | 'label' | 'children'> & {
  scope: Scope;
  title?: string;
  count: number;
  most?: number | null;
}) {
  const inContacts = usePlace((state) => state.screen === 'contacts');
  const shown = useBrowse((state) => state.scope);
  return (
    <RailItem
      icon={icon}
      label={label}
      {...(title !== undefined && { title })}
      count={<Count count={count} most={most} />}
      current={inContacts && JSON.stringify(shown) === JSON.stringify(scope)}
      onGo={() =>
        leaveSafely(() => {
          browseScope(scope);
          usePlace.setState({ screen: 'contacts' });
        })
      }
    >
      {children}
    </RailItem>
  );
}
