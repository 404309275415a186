/** E-mail or web addresses: a kind and a text each. */
import { TextInput } from '@mantine/core';
import type { Labelled as Item } from '../../../core/directory/contact.ts';
import { PLACE_KINDS } from '../../../core/directory/contact.ts';
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import { useText } from '../../text.ts';
import { Several } from './several.tsx';

interface Props {
  field: 'emails' | 'urls';
  items: Item[];
  onChange: (items: Item[]) => void;
  type: 'email' | 'url';
  heading: string;
  /** What one of them is called. */
  one: string;
  add: string;
}

export function Labelled({ type, one: what, ...rest }: Props) {
  const say = useText(words);
  const term = useText(terms);
  return (
    <Several
      {...rest}
      what={what}
      kinds={PLACE_KINDS}
      kindLabel={(kind) => term(`place.${kind}`)}
      fresh={() => ({ kind: 'work', value: '' })}
    >
      {({ value }, set, n) => (
        // Not of the browser's own type, which refuses what an address book may hold.
        <TextInput
          inputMode={type}
          aria-label={say('value.of', { what, n })}
          value={value}
          onChange={(event) => set({ value: event.currentTarget.value })}
        />
      )}
    </Several>
  );
}
