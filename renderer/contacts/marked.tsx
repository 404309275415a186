/** A text in which what was searched is marked. */
import type { ReactNode } from 'react';
import type { Hit } from './hits.ts';

export function marked(text: string, hits: readonly Hit[]): ReactNode {
  if (hits.length === 0) return text;
  const parts: ReactNode[] = [];
  let from = 0;
  for (const [start, end] of hits) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  return [...parts, text.slice(from)];
}
