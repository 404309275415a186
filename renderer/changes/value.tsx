/** A field's value in words, whatever its shape. */
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { useText } from '../text.ts';

type Value = DeviceRecord[RecordField];
type Item = Extract<Value, readonly unknown[]>[number];

/** One line an entry; none for an empty field. */
export function useLines(): (value: Value) => string[] {
  const term = useText(terms);
  const line = (item: Item): string => {
    if (typeof item === 'string') return item;
    if ('street' in item) {
      const { street, postalCode, city, region, country } = item;
      return [street, `${postalCode} ${city}`.trim(), region, country]
        .filter((part) => part !== '')
        .join(', ');
    }
    return `${item.value} (${term(KINDS[item.kind])})`;
  };
  return (value) => (typeof value === 'string' ? [value].filter((text) => text !== '') : value.map(line));
}

const KINDS = {
  main: 'number.main',
  work: 'number.work',
  home: 'number.home',
  mobile: 'number.mobile',
  'fax-work': 'number.fax-work',
  'fax-home': 'number.fax-home',
  pager: 'number.pager',
  other: 'number.other',
} as const;

export function FieldValue({ value }: { value: Value | null }) {
  const lines = useLines();
  const shown = value === null ? [] : lines(value);
  if (shown.length === 0) return <span className="quiet">–</span>;
  return (
    <>
      {shown.map((text) => (
        <div key={text}>{text}</div>
      ))}
    </>
  );
}
