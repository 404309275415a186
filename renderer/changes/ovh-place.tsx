/** Whose phone book, and which: typed, or chosen from what the key reaches. */
import { Autocomplete, Button, NativeSelect } from '@mantine/core';
import type { OvhPlaces } from '../../core/api/ovh.ts';
import type { OvhPlace } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-ovh.json' with { type: 'json' };
import { useText } from '../text.ts';

interface Props {
  place: OvhPlace;
  onPlace: (place: OvhPlace) => void;
  /** Null before somebody has looked. */
  found: OvhPlaces | null;
  looking: boolean;
  /** Null while something to look with is missing. */
  onLook: ((place: OvhPlace) => void) | null;
}

/** What is chosen does not hide the others; the list itself scrolls, as assistive technology expects. */
const LIST = {
  filter: <T,>({ options }: { options: T }) => options,
  withScrollArea: false,
  styles: { options: { maxHeight: 240, overflowY: 'auto' } },
} as const;

export function PlaceFields({ place, onPlace, found, looking, onLook }: Props) {
  const say = useText(words);
  const choose = (chosen: OvhPlace) => {
    onPlace(chosen);
    onLook?.(chosen);
  };
  const known = found?.books ?? [];
  const named = known.some(({ name }) => name === place.book) || place.book === '';
  return (
    <>
      <div className="place-look">
        <Button
          variant="default"
          loading={looking}
          disabled={onLook === null}
          onClick={() => onLook?.(place)}
        >
          {say('look')}
        </Button>
        <span className="quiet">{say('look.hint')}</span>
      </div>
      <Autocomplete
        {...LIST}
        label={say('account')}
        description={say('account.hint')}
        data={found?.accounts ?? []}
        value={place.billingAccount}
        onChange={(billingAccount) => onPlace({ billingAccount, line: '', book: '' })}
        onOptionSubmit={(billingAccount) => choose({ billingAccount, line: '', book: '' })}
      />
      <Autocomplete
        {...LIST}
        label={say('line')}
        description={say('line.hint')}
        data={found?.lines ?? []}
        value={place.line}
        onChange={(line) => onPlace({ ...place, line, book: '' })}
        onOptionSubmit={(line) => choose({ ...place, line, book: '' })}
      />
      <NativeSelect
        label={say('book')}
        data={[
          { value: '', label: say('book.own') },
          ...(named ? [] : [{ value: place.book, label: place.book }]),
          ...known.map(({ name, readOnly }) => ({
            value: name,
            label: readOnly ? say('book.protected', { name }) : name,
          })),
        ]}
        value={place.book}
        onChange={(event) => onPlace({ ...place, book: event.currentTarget.value })}
      />
    </>
  );
}
