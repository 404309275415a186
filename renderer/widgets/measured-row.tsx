/** A row of a list of which only what is in sight is drawn: as high as what it holds, and one of so many. */
import type { VirtualItem } from '@tanstack/react-virtual';
import type { ReactNode, RefCallback } from 'react';

interface Props {
  item: VirtualItem;
  /** How many rows the list has. */
  count: number;
  measure: RefCallback<HTMLDivElement>;
  className: string;
  children: ReactNode;
}

export const MeasuredRow = ({ item: { index, start }, count, measure, className, children }: Props) => (
  <div
    ref={measure}
    data-index={index}
    role="listitem"
    aria-setsize={count}
    aria-posinset={index + 1}
    className={className}
    style={{ transform: `translateY(${start}px)` }}
  >
    {children}
  </div>
);
