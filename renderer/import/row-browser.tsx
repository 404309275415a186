/** Counts as filters, the rows they show, and the chosen row in full. */
import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { ImportRow, ImportSummary } from '../../core/api/import.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useFormats, useText } from '../text.ts';
import { Panes } from '../widgets/panes.tsx';
import { RowDetail } from './row-detail.tsx';
import { RowList } from './row-list.tsx';
import type { Shown } from './rows.ts';
import { useRowCount } from './rows.ts';
import { correctCell, leaveOut, useImport } from './session.ts';

const SHOWN = ['all', 'problems', 'created', 'updated', 'unchanged', 'rejected'] as const;

interface Props {
  plan: string;
  summary: ImportSummary;
  /** The import is done: rows can only be looked at. */
  done?: boolean;
}

function LeftOut() {
  const say = useText(words);
  const { number } = useFormats();
  const host = useHost();
  const excluded = useImport((state) => state.excluded);
  return (
    <ul className="import-left-out" aria-label={say('left-out.title')}>
      {[...excluded.values()].map((row) => (
        <li key={row.row}>
          <span className="import-number">{number(row.row)}</span>
          <span className="cut grow">{row.name}</span>
          <Button size="compact-xs" variant="subtle" onClick={() => leaveOut(host, row, false)}>
            {say('put-back')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

export function RowBrowser({ plan, summary, done = false }: Props) {
  const say = useText(words);
  const { number } = useFormats();
  const host = useHost();
  const excluded = useImport((state) => state.excluded.size);
  const [show, setShow] = useState<Shown | 'left-out'>('all');
  const [chosen, setChosen] = useState<{ index: number | null; row: ImportRow } | null>(null);
  const withRemarks = useRowCount(plan, 'problems');
  const counts: Record<Shown, number | null> = { ...summary, all: summary.read, problems: withRemarks };
  const shown = show === 'left-out' && excluded === 0 ? 'all' : show;
  const choose = (value: Shown | 'left-out') => {
    setShow(value);
    setChosen(null);
  };
  const chip = (value: Shown | 'left-out', count: number | null) => (
    <UnstyledButton
      key={value}
      className="import-chip"
      data-show={value}
      aria-pressed={shown === value}
      disabled={count === 0}
      onClick={() => choose(value)}
    >
      <strong>{count === null ? '…' : number(count)}</strong> {say(`show.${value}`)}
    </UnstyledButton>
  );
  const outHere = (row: ImportRow) => {
    setChosen(null);
    leaveOut(host, row, true);
  };
  const leave = done ? {} : { onLeaveOut: outHere };
  const correct = (row: ImportRow, column: number, value: string | null) => {
    // Its place among the problems may be another one then.
    setChosen({ index: null, row });
    correctCell(host, row.row, column, value);
  };
  return (
    <>
      <div className="import-chips" role="group" aria-label={say('show')}>
        {SHOWN.map((value) => chip(value, counts[value]))}
        {excluded > 0 && !done && chip('left-out', excluded)}
      </div>
      <div className="import-browser">
        {shown === 'left-out' ? (
          <LeftOut />
        ) : (
          <Panes
            pane="import-detail"
            side="right"
            width={330}
            min={220}
            max={560}
            handle={say('detail.width')}
            narrow={
              <RowDetail
                plan={plan}
                row={chosen?.row ?? null}
                {...leave}
                {...(!done && { onCorrect: correct })}
              />
            }
          >
            <RowList
              key={shown}
              plan={plan}
              show={shown}
              chosen={chosen?.index ?? null}
              onChoose={(index, row) => setChosen({ index, row })}
              {...leave}
            />
          </Panes>
        )}
      </div>
    </>
  );
}
