/** A phone book of OVHcloud: the application, a key that somebody has let in, and whose book. */
import { Autocomplete, Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OvhPlaces } from '../../core/api/ovh.ts';
import type { OvhPlace } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-ovh.json' with { type: 'json' };
import { useJob } from '../state/job.ts';
import { useText } from '../text.ts';
import { AskForm } from '../widgets/ask-form.tsx';
import { Forgetful } from '../widgets/forgetful.tsx';
import { Attempt } from './attempt.tsx';
import { KeyStanding } from './key-state.tsx';
import type { WayProps } from './network-form.tsx';
import { PlaceFields } from './ovh-place.tsx';
import { useKey } from './use-key.ts';
import './ovh.css';

const ENDPOINTS = ['ovh-eu', 'ovh-ca', 'ovh-us'];
const NOWHERE: OvhPlace = { billingAccount: '', line: '', book: '' };

export function OvhForm({ known, saving, onCancel }: WayProps) {
  const say = useText(words);
  const looking = useJob('connection.places');
  const { key, ask, forget } = useKey();
  const [url, setUrl] = useState(known?.url ?? 'ovh-eu');
  const [user, setUser] = useState(known?.user ?? '');
  const [password, setPassword] = useState('');
  const [consumerKey, setConsumerKey] = useState('');
  const [place, setPlace] = useState(known?.ovh ?? NOWHERE);
  const [found, setFound] = useState<OvhPlaces | null>(null);
  const owner = { url: url.trim(), user: user.trim() };
  const kept = known?.passwordKnown === true && known.url === owner.url && known.user === owner.user;
  const identified = owner.url !== '' && owner.user !== '' && (password !== '' || kept);
  const unlocked = identified && (consumerKey !== '' || kept || key.phase === 'validated');
  const problem = saving.problem ?? looking.problem;

  /** Another application has other keys. */
  const anew = (change: () => void) => {
    change();
    forget();
    setFound(null);
  };
  const look = async (at: OvhPlace) => {
    const seen = await looking.run({ ...owner, password, consumerKey, ...at });
    if (seen === null) return;
    setFound(seen);
    const [only, ...others] = seen.accounts;
    if (at.billingAccount !== '' || only === undefined || others.length > 0) return;
    const there = { ...NOWHERE, billingAccount: only };
    setPlace(there);
    await look(there);
  };
  const askForKey = async () => {
    setConsumerKey('');
    if (await ask(owner, password)) await look(place);
  };
  const submit = async () => {
    await saving.run({
      connector: 'ovh',
      ...owner,
      ovh: place,
      fingerprint: null,
      password,
      consumerKey,
    });
  };

  return (
    <AskForm
      label={saving.label ?? say('connect')}
      ready={unlocked && place.billingAccount.trim() !== ''}
      busy={saving.running}
      onGo={submit}
      onClose={onCancel}
    >
      <Text size="sm" c="dimmed">
        {say('connection.more')}
      </Text>
      <Autocomplete
        label={say('endpoint')}
        description={say('endpoint.hint')}
        filter={({ options }) => options}
        data={ENDPOINTS}
        value={url}
        onChange={(typed) => anew(() => setUrl(typed))}
      />
      <TextInput
        label={say('application')}
        autoComplete="off"
        value={user}
        onChange={(event) => {
          const { value } = event.currentTarget;
          anew(() => setUser(value));
        }}
      />
      <PasswordInput
        label={say('secret')}
        placeholder={kept ? say('known') : ''}
        value={password}
        onChange={(event) => {
          const { value } = event.currentTarget;
          anew(() => setPassword(value.trim()));
        }}
      />
      <div className="key-ask">
        <PasswordInput
          className="grow"
          label={say('key')}
          description={say('key.hint')}
          placeholder={kept || key.phase === 'validated' ? say('known') : ''}
          value={consumerKey}
          onChange={(event) => setConsumerKey(event.currentTarget.value.trim())}
        />
        <Button
          variant="default"
          disabled={!identified || key.phase === 'asking'}
          onClick={() => void askForKey()}
        >
          {say(key.phase === 'none' ? 'key.ask' : 'key.ask.again')}
        </Button>
      </div>
      <Forgetful />
      <div aria-live="polite">
        <KeyStanding state={key} />
      </div>
      <PlaceFields
        place={place}
        onPlace={setPlace}
        found={found}
        looking={looking.running}
        onLook={unlocked ? (at) => void look(at) : null}
      />
      <Attempt work={saving} problem={problem} />
    </AskForm>
  );
}
