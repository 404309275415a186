/** One row in full: why, and what changes field by field. */
import { Button } from '@mantine/core';
import { IconRowRemove } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ImportRow, ImportRowDetail } from '../../core/api/import.ts';
import type { Problem } from '../../core/problem/problem.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useFormats, useText } from '../text.ts';
import { CONTACT_FIELDS, FieldChanges, FieldValues } from '../widgets/field-value.tsx';
import { ProblemLine, ProblemList } from '../widgets/problems.tsx';
import { NormalisedValues } from './normalised.tsx';
import { OutcomeSign } from './outcome.tsx';
import { RowCells } from './row-cells.tsx';

interface Answer {
  of: number;
  detail?: ImportRowDetail;
  problem?: Problem;
}

/** The answer of the plan before stays until the next one is there: nothing jumps under a cell's cursor. */
function useDetail(plan: string, row: number | null): Omit<Answer, 'of'> {
  const host = useHost();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (row === null) return undefined;
    let overtaken = false;
    host.call('import.row', { plan, row }).then(
      (detail) => overtaken || setAnswer({ of: row, detail }),
      (error: unknown) => overtaken || setAnswer({ of: row, problem: problemOf(error) }),
    );
    return () => {
      overtaken = true;
    };
  }, [host, plan, row]);
  return answer !== null && answer.of === row ? answer : {};
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function Becomes({ detail: { before, after, outcome } }: { detail: ImportRowDetail }) {
  const say = useText(words);
  if (after === null) return <p className="quiet">{say('detail.rejected')}</p>;
  const newPhoto = after.photo !== null && !isSame(before?.photo, after.photo);
  const photo = newPhoto && (
    <dl className="fields">
      <div>
        <dt>{say('detail.photo')}</dt>
        <dd>
          <ins className="field-part">{say('detail.photo.new')}</ins>
        </dd>
      </div>
    </dl>
  );
  if (before === null) {
    return (
      <>
        {outcome !== 'created' && <p className="quiet">{say('detail.again')}</p>}
        <h4>{say('detail.holds')}</h4>
        <FieldValues contact={after} />
        {photo}
      </>
    );
  }
  const changed = CONTACT_FIELDS.filter((field) => !isSame(before[field], after[field]));
  if (changed.length === 0 && !newPhoto) {
    return (
      <>
        <p className="quiet">{say('detail.stays')}</p>
        <FieldValues contact={after} />
      </>
    );
  }
  return (
    <>
      <h4>{say('detail.changes')}</h4>
      <FieldChanges
        changes={changed.map((field) => ({ field, before: before[field], after: after[field] }))}
      />
      {photo}
    </>
  );
}

interface Props {
  plan: string;
  row: ImportRow | null;
  onLeaveOut?: (row: ImportRow) => void;
  /** Absent where cells can no longer be put right. */
  onCorrect?: (row: ImportRow, column: number, value: string | null) => void;
}

export function RowDetail({ plan, row: chosen, onLeaveOut, onCorrect }: Props) {
  const say = useText(words);
  const term = useText(terms);
  const { number } = useFormats();
  const { detail, problem } = useDetail(plan, chosen?.row ?? null);
  if (chosen === null) {
    return (
      <section className="import-detail" aria-label={say('detail')}>
        <p className="quiet">{say('detail.none')}</p>
      </section>
    );
  }
  // A cell that was put right may have changed the outcome.
  const row = detail ?? chosen;
  return (
    // What scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="import-detail" aria-label={say('detail')} tabIndex={0}>
      <header>
        <h3>{row.name || term('nothing')}</h3>
        <div className="import-detail-line">
          <span className="quiet">{say('detail.row', { row: number(row.row) })}</span>
          <OutcomeSign outcome={row.outcome} />
        </div>
      </header>
      <ProblemList problems={row.reasons} />
      {problem && <ProblemLine problem={problem} />}
      {detail && onCorrect && (
        <RowCells
          key={row.row}
          detail={detail}
          onCorrect={(column, value) => onCorrect(row, column, value)}
        />
      )}
      {detail && <Becomes detail={detail} />}
      {detail && <NormalisedValues changes={detail.normalised} />}
      {onLeaveOut && (
        <Button
          variant="default"
          mr="auto"
          leftSection={<IconRowRemove size={15} />}
          onClick={() => onLeaveOut(row)}
        >
          {say('leave-out')}
        </Button>
      )}
    </section>
  );
}
