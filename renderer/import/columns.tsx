/** What each column of the file becomes: proposed, and changed by hand where the proposal is wrong. */
import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { ColumnTarget, InspectedColumn, Inspection } from '../../core/api/reading.ts';
import { choiceOf, LEFT_OUT, targetOf } from '../../core/exchange/choice.ts';
import { templateReasons } from '../../core/exchange/reading-text.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useLanguage, useText } from '../text.ts';
import { ProblemList } from '../widgets/problems.tsx';
import { TaskProgress } from '../widgets/task-progress.tsx';
import { useTell } from '../widgets/tell.tsx';
import { FieldChips, fieldDrop } from './field-chips.tsx';
import { HowRead } from './reading.tsx';
import { SaveTemplateDialog } from './save-template.tsx';
import { inspecting, mapColumns, useImport } from './session.ts';
import { StepTitle } from './step-title.tsx';
import { TemplatesDialog } from './templates-dialog.tsx';
import { saveTemplate, useTemplates } from './templates.ts';
import type { Choice, ChoiceGroup } from './targets.ts';
import { useChoices } from './targets.ts';

/** `A`, `B` … `AA`, as spreadsheets name columns. */
const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : letterOf(Math.floor(index / 26) - 1) + letterOf(index % 26);

interface LineProps {
  column: InspectedColumn;
  index: number;
  target: ColumnTarget | null;
  choices: (Choice | ChoiceGroup)[];
}

/** Drawn again only when its own assignment or the choices change: files have a hundred columns. */
const Line = memo(({ column: { header, samples }, index, target, choices }: LineProps) => {
  const say = useText(words);
  const name = header || say('table.nameless', { letter: letterOf(index) });
  return (
    <tr data-left-out={target === null || undefined} {...fieldDrop(index)}>
      <th scope="row">
        <span className="cut" title={name}>
          {name}
        </span>
      </th>
      <td>
        {samples.length === 0 ? (
          <span className="quiet">{say('table.empty')}</span>
        ) : (
          <ul className="import-samples">
            {samples.map((sample, at) => (
              <li key={at} className="cut" title={sample}>
                {sample}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td>
        <Select
          searchable
          aria-label={say('table.target.of', { column: name })}
          nothingFoundMessage={say('table.find')}
          data={choices}
          value={choiceOf(target)}
          withScrollArea={false}
          classNames={{ options: 'import-choices' }}
          comboboxProps={{ width: 280, position: 'bottom-end' }}
          onChange={(choice) => {
            if (choice === null) return;
            const { mapping } = useImport.getState();
            mapColumns(mapping.map((one, at) => (at === index ? targetOf(choice, index, mapping) : one)));
          }}
        />
      </td>
    </tr>
  );
});
Line.displayName = 'Line';

const SHOWN = ['all', 'filled', 'open'] as const;

function ColumnTable({ inspection }: { inspection: Inspection }) {
  const say = useText(words);
  const mapping = useImport((state) => state.mapping);
  const choices = useChoices(mapping);
  const [show, setShow] = useState<(typeof SHOWN)[number]>('all');
  /** A line stays where it is while it is edited: what is shown is decided when the filter is. */
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const columns = inspection.columns.map((column, index) => ({ column, index }));
  const open = columns.filter(({ index }) => choiceOf(mapping[index] ?? null) === LEFT_OUT);
  const filled = columns.filter(({ column }) => column.samples.length > 0);
  const counts = { all: columns.length, filled: filled.length, open: open.length };
  const shown = { all: columns, filled, open: columns.filter(({ index }) => left.has(index)) }[show];
  return (
    <>
      <div className="import-bar">
        <SegmentedControl
          size="xs"
          value={show}
          aria-label={say('table')}
          onChange={(value) => {
            setLeft(new Set(open.map(({ index }) => index)));
            setShow(SHOWN.find((one) => one === value) ?? 'all');
          }}
          data={SHOWN.map((value) => ({
            value,
            label: say(`table.show.${value}`, { count: counts[value] }),
          }))}
        />
      </div>
      <FieldChips choices={choices} mapping={mapping} />
      <table className="import-columns">
        <caption>{say('table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('table.column')}</th>
            <th scope="col">{say('table.samples')}</th>
            <th scope="col">{say('table.target')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ column, index }) => (
            <Line
              key={index}
              column={column}
              index={index}
              target={mapping[index] ?? null}
              choices={choices}
            />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className="quiet">{say('table.nothing')}</p>}
    </>
  );
}

export function Columns({ inspection }: { inspection: Inspection }) {
  const say = useText(words);
  const { template, product, records } = inspection;
  const file = useImport((state) => state.file?.name ?? '');
  const mappedByHand = useImport((state) => state.mappedByHand);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const own = useTemplates((state) => state.known.find(({ id, own }) => own && id === template?.id));
  const [saving, setSaving] = useState(false);
  const [managing, setManaging] = useState(false);
  const isCards = inspection.columns.length === 0;
  const count = say(`records.${inspection.format === 'vcard' ? 'cards' : isCards ? 'entries' : 'rows'}`, {
    count: records,
  });
  const saveChanges = async () => {
    if (own === undefined) return;
    try {
      await saveTemplate(host, { id: own.id, name: own.name });
      tell.done(say('template.saved', { name: own.name }));
    } catch (error) {
      tell.failed(error);
    }
  };
  const format = { csv: 'CSV', xlsx: 'Excel', vcard: 'vCard', xml: 'XML', ldif: 'LDIF' }[inspection.format];
  return (
    <div className="import-body">
      <StepTitle hint={`${format} · ${count}`}>{say('columns.title', { file })}</StepTitle>
      <HowRead inspection={inspection} />
      <TaskProgress task={inspecting} />
      <ProblemList problems={inspection.problems} />
      {isCards ? (
        <p>
          {product === null
            ? say(inspection.format === 'ldif' ? 'columns.ldif' : 'columns.vcard')
            : say('columns.product', { product: product.name })}
        </p>
      ) : (
        <>
          <div className="import-understood">
            <span className="grow quiet">
              {template === null
                ? say('template.guessed')
                : `${template.name}: ${templateReasons(template, language).join(' · ')}`}
              {mappedByHand && ` · ${say('template.changed')}`}
            </span>
            {own !== undefined && mappedByHand && (
              <Button
                variant="light"
                leftSection={<IconDeviceFloppy size={15} />}
                onClick={() => void saveChanges()}
              >
                {say('template.save.changes')}
              </Button>
            )}
            <Button
              variant={mappedByHand && own === undefined ? 'light' : 'subtle'}
              leftSection={<IconDeviceFloppy size={15} />}
              onClick={() => setSaving(true)}
            >
              {say('template.save')}
            </Button>
            <Button variant="subtle" onClick={() => setManaging(true)}>
              {say('template.manage')}
            </Button>
          </div>
          <ColumnTable key={inspection.columns.length} inspection={inspection} />
        </>
      )}
      {saving && <SaveTemplateDialog onClose={() => setSaving(false)} />}
      {managing && <TemplatesDialog onClose={() => setManaging(false)} />}
    </div>
  );
}
