/** What a contact can have several of: of each its kind, what it is, and a way to take it out again. */
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import { useText } from '../../text.ts';

interface Props<K extends string, T extends { kind: K }> {
  field: string;
  heading: string;
  /** What one of them is called. */
  what: string;
  kinds: readonly K[];
  kindLabel: (kind: K) => string;
  items: T[];
  onChange: (items: T[]) => void;
  /** What the button says that adds one, and the one that it adds. */
  add: string;
  fresh: () => T;
  /** Beside the kind. `n`: which one it is, counted from 1. */
  children: (item: T, set: (changes: Partial<T>) => void, n: number) => ReactNode;
  /** What needs more room than there is beside the kind. */
  renderBelow?: (item: T, set: (changes: Partial<T>) => void) => ReactNode;
}

export function Several<K extends string, T extends { kind: K }>(props: Props<K, T>) {
  const { field, heading, what, kinds, kindLabel, items, onChange, add, fresh, children, renderBelow } =
    props;
  const say = useText(words);
  return (
    <fieldset className="form-list" data-field={field}>
      <legend>{heading}</legend>
      {items.map((item, index) => {
        const n = index + 1;
        const set = (changes: Partial<T>) =>
          onChange(items.map((one, at) => (at === index ? { ...one, ...changes } : one)));
        return (
          // Known by their place: they are never reordered, and two may be equal.
          <div className="form-item" key={index}>
            <div className="form-row">
              <NativeSelect
                aria-label={say('kind.of', { what, n })}
                value={item.kind}
                onChange={(event) => {
                  const kind = kinds.find((one) => one === event.currentTarget.value) ?? item.kind;
                  onChange(items.map((one, at) => (at === index ? { ...one, kind } : one)));
                }}
                data={kinds.map((one) => ({ value: one, label: kindLabel(one) }))}
              />
              {children(item, set, n)}
              <ActionIcon
                aria-label={say('remove', { what, n })}
                onClick={() => onChange(items.filter((_, at) => at !== index))}
              >
                <IconX size={15} />
              </ActionIcon>
            </div>
            {renderBelow?.(item, set)}
          </div>
        );
      })}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...items, fresh()])}
      >
        {add}
      </Button>
    </fieldset>
  );
}
