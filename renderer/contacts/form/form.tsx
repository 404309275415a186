/**
 * Writes a contact, new or existing. The device's view of it follows every keystroke; what was typed is
 * never lost without being asked about.
 */
import { Alert, Button, MultiSelect, Textarea, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { inputOf, type Contact, type ContactInput } from '../../../core/api/shapes.ts';
import type { TextField } from '../../../core/directory/contact.ts';
import { shownName } from '../../../core/directory/contact.ts';
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../resources/translations/renderer-form.json' with { type: 'json' };
import { useBrowse } from '../../state/browse.ts';
import { useCommand } from '../../commands/doing.ts';
import { useMay } from '../../state/may.ts';
import { leaveSafely, usePlace } from '../../state/place.ts';
import { useSite } from '../../state/site.ts';
import { useText } from '../../text.ts';
import { DeviceFit, useFit } from '../device-fit.tsx';
import { asStored, emptyInput, withoutBlanks } from '../input.ts';
import type { FormPlace } from '../pane.ts';
import { CurrentPhoto, NewPhotoButton } from '../photo/button.tsx';
import type { ChosenPicture } from '../photo/dialog.tsx';
import { Addresses } from './addresses.tsx';
import { keptDraft, useDraft, type Draft } from './draft.ts';
import { Colliding } from './colliding.tsx';
import { focusField } from './focus-field.ts';
import './form.css';
import { Labelled } from './labelled.tsx';
import { Numbers } from './numbers.tsx';
import { useSaving } from './saving.ts';

interface Props {
  /** Null for a new one. */
  contact: Contact | null;
  /** What a new one begins with, as something that is not stored yet. */
  number?: string;
  /** What was typed for a contact that is gone meanwhile. */
  kept?: Draft;
  /** Where the cursor begins, if not at the first field. */
  at?: FormPlace | undefined;
  onDone: () => void;
}

/** A new contact lands in the group that is shown, else in the standard groups. */
function firstInput(contact: Contact | null): ContactInput {
  if (contact !== null) return inputOf(contact);
  const { scope } = useBrowse.getState();
  const { groups } = useSite.getState().facets;
  const standard = groups.filter(({ standardForNew }) => standardForNew).map(({ name }) => name);
  return emptyInput(scope.kind === 'group' ? [scope.group] : standard);
}

const same = (a: ContactInput, b: ContactInput) =>
  JSON.stringify(withoutBlanks(a)) === JSON.stringify(withoutBlanks(b));

/** What the form begins with, and whether it was typed before the page was loaded again or locked. */
function begin({ contact, number = '', kept: gone }: Omit<Props, 'onDone' | 'at'>) {
  const kept = gone ?? keptDraft();
  const isOurs = gone !== undefined || kept?.id === (contact?.id ?? null);
  if (kept !== null && isOurs && number === '') return { ...kept, isKept: true };
  const before = firstInput(contact);
  const input = number === '' ? before : { ...before, numbers: [{ kind: 'work' as const, value: number }] };
  return { before, input, picture: null, isKept: false };
}

export function ContactForm({ onDone: onLeave, at, ...beginning }: Props) {
  const { contact } = beginning;
  const say = useText(words);
  const term = useText(terms);
  const may = useMay();
  const groups = useSite((state) => state.facets.groups);
  const [first] = useState(() => begin(beginning));
  const [before, setBefore] = useState(first.before);
  const [input, setInput] = useState(first.input);
  const fit = useFit(asStored(input, before), 120);
  const [picture, setPicture] = useState<ChosenPicture | null>(first.picture);
  const dirty = !same(input, before) || picture !== null;
  const change = (changes: Partial<ContactInput>) => setInput((last) => ({ ...last, ...changes }));

  const id = contact?.id ?? null;
  const giveUp = useDraft({ id, before, input, picture }, dirty);
  const onDone = () => {
    giveUp();
    onLeave();
  };

  const saving = useSaving(id, picture, onDone);
  const save = (from = before, fields = asStored(input, before)) => saving.save(from, fields);
  const leave = () => leaveSafely(onDone);

  useEffect(() => {
    usePlace.setState({ unsaved: dirty ? { save: () => save(), discard: onDone } : null });
  });
  useEffect(() => () => usePlace.setState({ unsaved: null }), []);
  useCommand('save', dirty ? () => void save() : null);

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (at !== undefined && form.current !== null) focusField(form.current, at);
    // Once: later on the cursor is the person's.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const text = (
    field: TextField,
    more: { autoFocus?: boolean; placeholder?: string; className?: string } = {},
  ) => (
    <TextInput
      data-field={field}
      label={term(`field.${field}`)}
      value={input[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
      {...(more.autoFocus === true && { 'data-autofocus': true })}
      {...more}
    />
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  // The field for dates knows full dates only; one without a year stays as it is.
  const fullDate = input.birthday === '' || /^\d{4}-\d\d-\d\d$/.test(input.birthday);

  return (
    // Every field of the form is left with the same key.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className="detail"
      aria-label={say(contact === null ? 'new' : 'edit')}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) leave();
      }}
    >
      <header className="screen-head">
        <h2 className="screen-title grow">{say(contact === null ? 'new' : 'edit')}</h2>
        <Button variant="default" onClick={leave}>
          {say('cancel')}
        </Button>
        <Button type="submit" loading={saving.busy} disabled={!dirty}>
          {say('save')}
        </Button>
      </header>
      <div className="screen-body detail-body form">
        {first.isKept && dirty && (
          <Alert color="blue" role="status" title={say('kept')}>
            {say('kept.more')}
          </Alert>
        )}
        {saving.gone && (
          <Alert color="yellow" variant="light" role="alert">
            <p>{say('gone')}</p>
            <Button
              variant="default"
              loading={saving.busy}
              onClick={() => void saving.saveAsNew(asStored(input, before))}
            >
              {say('gone.new')}
            </Button>
          </Alert>
        )}
        {contact === null ? (
          <NewPhotoButton input={input} picture={picture} onPicture={setPicture} />
        ) : (
          <CurrentPhoto id={contact.id} />
        )}
        <div className="form-grid">
          {text('givenName', { autoFocus: at === undefined })}
          {text('familyName')}
          {text('displayName', { placeholder: shownName({ ...input, displayName: '' }) })}
          {text('salutation')}
          {text('company')}
          {text('department')}
          {text('position')}
          {text('shortCode')}
        </div>
        <Numbers
          numbers={input.numbers}
          onChange={(numbers) => change({ numbers })}
          problems={fit.data?.problems ?? []}
        />
        <Labelled
          field="emails"
          items={input.emails}
          onChange={(emails) => change({ emails })}
          type="email"
          heading={term('field.emails')}
          one={term('field.email')}
          add={say('email.add')}
        />
        <Labelled
          field="urls"
          items={input.urls}
          onChange={(urls) => change({ urls })}
          type="url"
          heading={term('field.urls')}
          one={term('field.url')}
          add={say('url.add')}
        />
        <Addresses addresses={input.addresses} onChange={(addresses) => change({ addresses })} />
        <MultiSelect
          data-field="groups"
          label={term('field.groups')}
          placeholder={input.groups.length === 0 ? say('groups.choose') : ''}
          value={input.groups}
          onChange={(chosen) =>
            change({ groups: groups.map(({ name }) => name).filter((name) => chosen.includes(name)) })
          }
          data={groups.map((group) => ({
            value: group.name,
            label: group.name,
            disabled: may('assign', { groups: [group] }) !== null,
          }))}
          searchable
          hidePickedOptions
        />
        <TextInput
          data-field="birthday"
          label={term('field.birthday')}
          type={fullDate ? 'date' : 'text'}
          value={input.birthday}
          onChange={(event) => change({ birthday: event.currentTarget.value })}
        />
        <Textarea
          data-field="note"
          label={term('field.note')}
          value={input.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
          autosize
          minRows={2}
          maxRows={8}
        />
        <DeviceFit fit={fit} />
      </div>
      {saving.colliding !== null && (
        <Colliding
          colliding={saving.colliding}
          onCancel={saving.forget}
          onDecided={(now, decided) => {
            setBefore(now);
            setInput(decided);
            void save(now, decided);
          }}
        />
      )}
    </form>
  );
}
