/** The heading of a wizard's step. Whoever cannot see the screen change hears it: it takes the focus. */
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

export function StepTitle({ children, hint }: { children: ReactNode; hint?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="import-title">
      <h2 ref={heading} tabIndex={-1}>
        {children}
      </h2>
      {hint !== undefined && <span className="quiet">{hint}</span>}
    </div>
  );
}
