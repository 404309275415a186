/**
 * Two panes side by side; the narrow one has a width that the person sets and that is remembered. Where there is no
 * room for both they stand one below the other.
 */
import { Splitter } from '@mantine/core';
import type { ReactNode } from 'react';
import { rememberPane, usePreferences } from '../state/preferences.ts';
import './panes.css';

interface Props {
  /** Name under which the width is remembered. */
  pane: string;
  side: 'left' | 'right';
  /** Widths in pixels. */
  width: number;
  min: number;
  max: number;
  /** What the handle between them is called. */
  handle: string;
  narrow: ReactNode;
  children: ReactNode;
}

export function Panes({ pane, side, width, min, max, handle, narrow, children }: Props) {
  const remembered = usePreferences((state) => state.panes[pane]) ?? width;
  const size = `${Math.min(max, Math.max(min, remembered))}px` as const;
  const fixed = (
    <Splitter.Pane key="narrow" data-pane={pane} defaultSize={`${width}px`} min={`${min}px`} max={`${max}px`}>
      {narrow}
    </Splitter.Pane>
  );
  const rest = (
    <Splitter.Pane key="wide" data-pane={`beside-${pane}`} defaultSize={1} min="300px">
      {children}
    </Splitter.Pane>
  );
  return (
    <Splitter
      className="panes"
      data-panes={pane}
      lineSize={1}
      withHandle={false}
      attributes={{ handle: { 'aria-label': handle } }}
      sizes={side === 'left' ? [size, 1] : [1, size]}
      step="8px"
      shiftStep="40px"
      onSizeChange={(sizes) => {
        const changed = sizes[side === 'left' ? 0 : 1];
        if (typeof changed === 'string') rememberPane(pane, Number.parseFloat(changed));
      }}
    >
      {side === 'left' ? [fixed, rest] : [rest, fixed]}
    </Splitter>
  );
}
