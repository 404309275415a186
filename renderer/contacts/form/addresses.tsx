/** Postal addresses of a contact. */
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { PostalAddress } from '../../../core/directory/contact.ts';
import { PLACE_KINDS } from '../../../core/directory/contact.ts';
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import { useText } from '../../text.ts';

const PARTS = ['street', 'postalCode', 'city', 'region', 'country'] as const;
const EMPTY: PostalAddress = { kind: 'work', street: '', postalCode: '', city: '', region: '', country: '' };

interface Props {
  addresses: PostalAddress[];
  onChange: (addresses: PostalAddress[]) => void;
}

export function Addresses({ addresses, onChange }: Props) {
  const say = useText(words);
  const term = useText(terms);
  const what = term('field.address');
  const set = (index: number, changes: Partial<PostalAddress>) =>
    onChange(addresses.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  return (
    <fieldset className="form-list" data-field="addresses">
      <legend>{term('field.addresses')}</legend>
      {addresses.map((address, index) => {
        const n = index + 1;
        return (
          // Rows are known by their place: they are never reordered, and two may be equal.
          <div className="form-address" key={index}>
            <div className="form-row">
              <NativeSelect
                aria-label={say('kind.of', { what, n })}
                value={address.kind}
                onChange={(event) =>
                  set(index, {
                    kind: PLACE_KINDS.find((one) => one === event.currentTarget.value) ?? address.kind,
                  })
                }
                data={PLACE_KINDS.map((one) => ({ value: one, label: term(`place.${one}`) }))}
              />
              <span />
              <ActionIcon
                aria-label={say('remove', { what, n })}
                onClick={() => onChange(addresses.filter((_, at) => at !== index))}
              >
                <IconX size={15} />
              </ActionIcon>
            </div>
            <div className="form-grid">
              {PARTS.map((part) => (
                <TextInput
                  key={part}
                  label={term(`field.${part}`)}
                  value={address[part]}
                  onChange={(event) => set(index, { [part]: event.currentTarget.value })}
                />
              ))}
            </div>
          </div>
        );
      })}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...addresses, EMPTY])}
      >
        {say('address.add')}
      </Button>
    </fieldset>
  );
}
