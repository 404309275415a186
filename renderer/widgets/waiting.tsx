/**
 * What stands where something is being read: grey, in the places and of the size of what is coming, so that nothing
 * jumps when it is there. Said once to who does not see it.
 */
import { Skeleton, Stack } from '@mantine/core';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { useText } from '../text.ts';
import './waiting.css';

/** Of lines of text that are not all of one length. */
const WIDTHS = ['62%', '44%', '53%', '36%'] as const;
const LINE = 10;
/** A field with its label: as small inputs have it in both densities. */
const LABEL = 18;
const FIELD = 30;

const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

interface RowsProps {
  /** What is being done, where it is more than reading. */
  label?: string;
  /** As many as fill a screen, where nothing else is known. */
  rows?: number;
  /** Of a row, in pixels or as CSS says it. */
  height?: number | string;
}

/** For a list or a table. */
export function WaitingRows({ label, rows = 40, height = 'var(--row)' }: RowsProps) {
  const say = useText(frame);
  return (
    <div className="waiting" role="status" aria-label={label ?? say('loading')}>
      {times(rows).map((row) => (
        <div key={row} className="waiting-row" style={{ height }}>
          <Skeleton height={LINE} width={WIDTHS[row % WIDTHS.length] ?? '50%'} />
        </div>
      ))}
    </div>
  );
}

/** For a form with its button. */
export function WaitingFields({ fields }: { fields: number }) {
  const say = useText(frame);
  return (
    <Stack gap="xs" role="status" aria-label={say('loading')}>
      {times(fields).map((field) => (
        <div key={field}>
          <Skeleton height={LINE} width={140} mb={LABEL - LINE} />
          <Skeleton height={FIELD} />
        </div>
      ))}
      <Skeleton height={FIELD} width={110} />
    </Stack>
  );
}

/** For a whole screen; without a title where not even that has been loaded. */
export function WaitingScreen({ title, ...rows }: RowsProps & { title?: string }) {
  return (
    <div className="screen">
      <header className="screen-head">
        {title === undefined ? (
          <Skeleton height={LINE + 4} width={150} />
        ) : (
          <h1 className="screen-title">{title}</h1>
        )}
      </header>
      <div className="screen-body waiting-body">
        <WaitingRows {...rows} />
      </div>
    </div>
  );
}
