/** The cells of a row as the file has them, those with a complaint first: put right where they stand. */
import { ActionIcon, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportCell, ImportRowDetail } from '../../core/api/import.ts';
import { problemText, type Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useLanguage, useText } from '../text.ts';
import { useImport } from './session.ts';

interface CellProps {
  cell: ImportCell;
  /** What is wrong with it, if anything. */
  complaint: Problem | undefined;
  /** Null: as the file has it. */
  onCorrect: (value: string | null) => void;
}

function Cell({ cell: { name, value, original }, complaint, onCorrect }: CellProps) {
  const say = useText(words);
  const language = useLanguage();
  const [typed, setTyped] = useState(value);
  const isCorrected = original !== null;
  const store = () => {
    if (typed !== value) onCorrect(typed === original ? null : typed);
  };
  const isWrong = complaint?.severity === 'error';
  const text = complaint === undefined ? undefined : problemText(complaint, language).message;
  const back = say('cell.back', { column: name, value: original ?? '' });
  return (
    <TextInput
      size="xs"
      label={name}
      value={typed}
      maxLength={100_000}
      error={isWrong ? text : null}
      description={isWrong ? null : text}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
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
  const mapping = useImport((state) => state.mapping);
  const complaintOf = ({ name }: ImportCell): Problem | undefined => {
    const own = reasons.filter(({ column }) => column === name);
    return own.find(({ severity }) => severity === 'error') ?? own[0];
  };
  const [order] = useState(() => {
    const isUsed = ({ column, value }: ImportCell) => value !== '' && mapping[column] !== null;
    const rank = (cell: ImportCell) => {
      const severity = complaintOf(cell)?.severity;
      return severity === 'error' ? 0 : severity !== undefined ? 1 : isUsed(cell) ? 2 : 3;
    };
    const sorted = cells.toSorted((a, b) => rank(a) - rank(b)).map(({ column }) => column);
    const shown = cells.filter((cell) => rank(cell) < 3).length;
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
