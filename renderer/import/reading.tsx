/** How the file was read: every guess is shown and can be changed. */
import { NativeSelect, Select } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import type { Inspection, Reading } from '../../core/api/reading.ts';
import { ENCODINGS, reading as readingShape } from '../../core/api/reading.ts';
import { encodingName } from '../../core/formats/encoding-name.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { chooseTemplate, readOtherwise, useImport } from './session.ts';
import { loadTemplates, useTemplates } from './templates.ts';

const DELIMITERS = {
  ',': 'delimiter.comma',
  ';': 'delimiter.semicolon',
  '\t': 'delimiter.tab',
  '|': 'delimiter.bar',
} as const;
const HEADER_ROWS = 12;

function Chosen({
  part,
  label,
  value,
  data,
}: {
  part: keyof Reading;
  label: string;
  value: string | number;
  data: { value: string; label: string }[];
}) {
  const host = useHost();
  return (
    <NativeSelect
      label={label}
      value={String(value)}
      data={data}
      onChange={(event) => {
        const raw = event.currentTarget.value;
        const read = readingShape.safeParse({ [part]: part === 'headerRow' ? Number(raw) : raw });
        if (read.success) readOtherwise(host, read.data);
      }}
    />
  );
}

function TemplateChoice({ inspection }: { inspection: Inspection }) {
  const say = useText(words);
  const host = useHost();
  const known = useTemplates((state) => state.known);
  const { failed } = useTell();
  useEffect(() => void loadTemplates(host).catch(failed), [host, failed]);
  const chosen = inspection.template;
  const choices = useMemo(() => {
    const fit = new Map([chosen, ...inspection.alternatives].flatMap((one) => (one ? [[one.id, one]] : [])));
    const item = ({ id, name }: { id: string; name: string }) => {
      const fits = fit.get(id);
      const more = fits && say('template.matched', { matched: fits.matched, columns: fits.columns });
      return { value: id, label: more === undefined ? name : `${name} – ${more}` };
    };
    // Those that know something of the file come first, in the order of the inspection.
    const rank = new Map([...fit.keys()].map((id, index) => [id, index]));
    const all = known.toSorted((a, b) => (rank.get(a.id) ?? fit.size) - (rank.get(b.id) ?? fit.size));
    return [
      { group: say('template.own'), items: all.filter(({ own }) => own).map(item) },
      { group: say('template.builtin'), items: all.filter(({ own }) => !own).map(item) },
    ].filter(({ items }) => items.length > 0);
  }, [known, inspection, chosen, say]);
  return (
    <Select
      className="import-template"
      label={say('template')}
      placeholder={say('template.none')}
      searchable
      value={chosen?.id ?? null}
      data={choices}
      onChange={(id) => id !== null && chooseTemplate(host, id)}
    />
  );
}

export function HowRead({ inspection }: { inspection: Inspection }) {
  const say = useText(words);
  const wanted = useImport((state) => state.reading);
  const { encoding, delimiter, quoting, headerRow, sheet } = { ...inspection.reading, ...wanted };
  const isCards = inspection.columns.length === 0;
  /** XML says itself which encoding it has. */
  const isText = inspection.format === 'vcard' || inspection.format === 'ldif';
  return (
    <div className="import-reading">
      {!isCards && <TemplateChoice inspection={inspection} />}
      {sheet !== null && sheet !== undefined && (
        <Chosen
          part="sheet"
          label={say('sheet')}
          value={sheet}
          data={inspection.sheets.map((name) => ({ value: name, label: name }))}
        />
      )}
      {headerRow !== null && headerRow !== undefined && (
        <Chosen
          part="headerRow"
          label={say('header-row')}
          value={headerRow}
          data={Array.from({ length: Math.max(HEADER_ROWS, headerRow) + 1 }, (_, n) => ({
            value: String(n),
            label: n === 0 ? say('header-row.none') : say('header-row.n', { n }),
          }))}
        />
      )}
      {delimiter !== null && delimiter !== undefined && (
        <Chosen
          part="delimiter"
          label={say('delimiter')}
          value={delimiter}
          data={Object.entries(DELIMITERS).map(([value, key]) => ({ value, label: say(key) }))}
        />
      )}
      {((encoding !== null && encoding !== undefined) || isText) && (
        <Chosen
          part="encoding"
          label={say('encoding')}
          value={encoding ?? ''}
          data={[
            ...(encoding === null ? [{ value: '', label: say('encoding.detected') }] : []),
            ...ENCODINGS.map((value) => ({ value, label: encodingName(value) })),
          ]}
        />
      )}
      {quoting !== null && quoting !== undefined && (
        <Chosen
          part="quoting"
          label={say('quoting')}
          value={quoting}
          data={[
            { value: 'doubled', label: say('quoting.doubled') },
            { value: 'backslash', label: say('quoting.backslash') },
          ]}
        />
      )}
    </div>
  );
}
