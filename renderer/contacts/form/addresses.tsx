/** Postal addresses of a contact. */
import { TextInput } from '@mantine/core';
import type { PostalAddress } from '../../../core/directory/contact.ts';
import { PLACE_KINDS } from '../../../core/directory/contact.ts';
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import { useText } from '../../text.ts';
import { Several } from './several.tsx';

const PARTS = ['street', 'postalCode', 'city', 'region', 'country'] as const;
const EMPTY: PostalAddress = { kind: 'work', street: '', postalCode: '', city: '', region: '', country: '' };

interface Props {
  addresses: PostalAddress[];
  onChange: (addresses: PostalAddress[]) => void;
}

export function Addresses({ addresses, onChange }: Props) {
  const say = useText(words);
  const term = useText(terms);
  return (
    <Several
      field="addresses"
      heading={term('field.addresses')}
      what={term('field.address')}
      kinds={PLACE_KINDS}
      kindLabel={(kind) => term(`place.${kind}`)}
      items={addresses}
      onChange={onChange}
      add={say('address.add')}
      fresh={() => EMPTY}
      renderBelow={(address, set) => (
        <div className="form-grid">
          {PARTS.map((part) => (
            <TextInput
              key={part}
              label={term(`field.${part}`)}
              value={address[part]}
              onChange={(event) => set({ [part]: event.currentTarget.value })}
            />
          ))}
        </div>
      )}
    >
      {() => <span />}
    </Several>
  );
}
