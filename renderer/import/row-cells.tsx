/** The cells of a row as the file has them, those with a complaint first: put right where they stand. */
import { ActionIcon, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportCell, ImportRowDetail } from '../../core/api/exchange.ts';
import { problemText } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useLanguage, useText } from '../text.ts';
import { useImport } from './session.ts';

interface CellProps {
  cell: ImportCell;
  /** What is wrong with it, if anything. */
  complaint: string | undefined;
  /** Null: as the file has it. */
  onCorrect: (value: string | null) => void;
}

function Cell({ cell: { name, value, original }, complaint, onCorrect }: CellProps) {
  const say = useText(words);
  const [typed, setTyped] = useState(value);
  const isCorrected = original !== null;
  const store = () => {
    if (typed !== value) onCorrect(typed === original ? null : typed);
  };
  const back = say('cell.back', { column: name, value: original ?? '' });
  return (
    <TextInput
      size="xs"
      label={name}
      value={typed}
      maxLength={100_000}
      error={complaint ?? null}
      data-corrected={isCorrected || undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={store}
      onKeyDown={(event) => {
        if (event.key === 'Enter') store();
        else if (event.key === 'Escape' && typed !== value) setTyped(value);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      rightSection={
        isCorrected && (
          <Tooltip label={back}>
            <ActionIcon
              size="sm"
              variant="subtle"
              aria-label={back}
              onClick={() => {
                setTyped(original);
                onCorrect(null);
              }}
            >
              <IconArrowBackUp size={14} />
            </ActionIcon>
          </Tooltip>
        )
      }
    />
  );
}

interface Props {
  detail: ImportRowDetail;
  onCorrect: (column: number, value: string | null) => void;
}

/** Exists for one row: which cells stand first and which are hidden is settled when the row is chosen. */
export function RowCells({ detail: { cells, reasons }, onCorrect }: Props) {
  const say = useText(words);
  const language = useLanguage();
  const mapping = useImport((state) => state.mapping);
  const complaintOf = ({ name }: ImportCell): string | undefined => {
    const found = reasons.find(({ column }) => column === name);
    return found === undefined ? undefined : problemText(found, language).message;
  };
  const [order] = useState(() => {
    const isUsed = ({ column, value }: ImportCell) => value !== '' && mapping[column] !== null;
    const rank = (cell: ImportCell) => (complaintOf(cell) !== undefined ? 0 : isUsed(cell) ? 1 : 2);
    const sorted = cells.toSorted((a, b) => rank(a) - rank(b)).map(({ column }) => column);
    const shown = cells.filter((cell) => rank(cell) < 2).length;
    return { sorted, shown };
  });
  const [all, setAll] = useState(false);
  if (cells.length === 0) return null;
  const byColumn = new Map(cells.map((cell) => [cell.column, cell]));
  const hidden = order.sorted.length - order.shown;
  return (
    <section className="import-cells" aria-label={say('cells')}>
      <h4>{say('cells')}</h4>
      <p className="quiet">{say('cells.hint')}</p>
      {order.sorted.slice(0, all ? undefined : order.shown).map((column) => {
        const cell = byColumn.get(column);
        return (
          cell && (
            <Cell
              key={column}
              cell={cell}
              complaint={complaintOf(cell)}
              onCorrect={(value) => onCorrect(column, value)}
            />
          )
        );
      })}
      {hidden > 0 && !all && (
        <UnstyledButton className="import-more" onClick={() => setAll(true)}>
          {say('cells.more', { count: hidden })}
        </UnstyledButton>
      )}
    </section>
  );
}
