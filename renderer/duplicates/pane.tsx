/** One set side by side: which contact stays, which texts count, and what comes of it. */
import { Group } from '@mantine/core';
import { IconArrowsJoin2, IconEqualNot } from '@tabler/icons-react';
import { useState } from 'react';
import type { NamedSet } from '../../core/api/duplicates.ts';
import type { Contact } from '../../core/api/shapes.ts';
import { shownName } from '../../core/directory/contact.ts';
import {
  differingTexts,
  mergedFields,
  type ChosenField,
  type ChosenTexts,
} from '../../core/duplicates/merge.ts';
import { problemLine } from '../../core/problem/problem.ts';
import reasonWords from '../../resources/translations/duplicate-reasons.json' with { type: 'json' };
import words from '../../resources/translations/renderer-duplicates.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { useUndo } from '../frame/undo.tsx';
import { useCommand } from '../commands/doing.ts';
import { useHost } from '../state/host.ts';
import type { WhyNot } from '../state/may.ts';
import { useQuery } from '../state/query.ts';
import { useLanguage, useText } from '../text.ts';
import { PermittedButton } from '../widgets/permitted.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { MergeTable } from './table.tsx';

/** Why these contacts cannot be merged, or told apart; the services say it of all groups they stand in. */
function useWhyNot(ids: readonly number[]): { merge: WhyNot; distinct: WhyNot } {
  const language = useLanguage();
  const { data } = useQuery('contacts.may', { ids: [...ids] });
  const said = (action: 'edit' | 'delete'): WhyNot => {
    const problem = data?.refused[action];
    return problem === undefined ? null : problemLine(problem, language);
  };
  return { merge: said('edit') ?? said('delete'), distinct: said('edit') };
}

interface Props {
  set: NamedSet;
  onDone: () => void;
}

/** The contacts as they are now; while they are fetched, and where one is gone already, nothing. */
export function MergePane(props: Props) {
  const { data, problem } = useQuery('contacts.rows', { ids: props.set.ids });
  const [first, ...rest] = data?.contacts ?? [];
  if (problem !== null) return <ProblemLine problem={problem} />;
  if (first === undefined || rest.length !== props.set.ids.length - 1) return <div />;
  return <Choosing {...props} contacts={[first, ...rest]} />;
}

function Choosing({ set, onDone, contacts }: Props & { contacts: readonly [Contact, ...Contact[]] }) {
  const say = useText(words);
  const reason = useText(reasonWords);
  const term = useText(terms);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const why = useWhyNot(set.ids);
  const [kept, setKept] = useState(contacts[0].id);
  /** Whose text of a field counts, by the contact’s id; the first that has one where absent. */
  const [chosen, setChosen] = useState<Partial<Record<ChosenField, number>>>({});
  const [photo, setPhoto] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);

  const [lead = contacts[0]] = contacts.filter(({ id }) => id === kept);
  const inOrder: [Contact, ...Contact[]] = [lead, ...contacts.filter((one) => one !== lead)];
  const texts: ChosenTexts = {};
  for (const { field } of differingTexts(contacts)) {
    const from = contacts.find(({ id }) => id === chosen[field]);
    if (from !== undefined) texts[field] = from[field];
  }
  const result = mergedFields(inOrder, texts, (field) => term(`field.${field}`));
  const name = shownName(result) || say('unnamed');

  const act = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      onDone();
      tell.done(done, { label: say('undo'), act: () => void undo() });
    } catch (error) {
      tell.failed(error);
    }
    setBusy(false);
  };
  const merge = () => {
    if (busy || why.merge !== null) return;
    const ids = inOrder.map(({ id }) => id);
    const input = { ids, texts, language, ...(photo !== null && { photo }) };
    void act(() => host.call('duplicates.merge', input), say('merged', { name }));
  };
  const tellApart = () => {
    if (busy || why.distinct !== null) return;
    void act(() => host.call('duplicates.distinct', { ids: set.ids }), say('told', { name }));
  };
  useCommand('merge', merge, why.merge);
  useCommand('not-the-same', tellApart, why.distinct);

  return (
    <section className="duplicates-pane" aria-label={say('compare')}>
      <ul className="duplicates-reasons">
        {set.reasons.map(({ kind, value }) => (
          <li key={`${kind} ${value}`} data-against={kind.startsWith('other-') || undefined}>
            {reason(`reason.${kind}`, { value }).trim()}
          </li>
        ))}
      </ul>
      {/* What scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="duplicates-scroll" tabIndex={0} role="region" aria-label={say('compare')}>
        <MergeTable
          contacts={contacts}
          kept={lead.id}
          onKeep={setKept}
          chosen={chosen}
          onChoose={(field, id) => setChosen({ ...chosen, [field]: id })}
          photo={photo ?? inOrder.find((one) => one.photo !== null)?.id ?? null}
          onPhoto={setPhoto}
          result={result}
        />
        <p className="quiet">{say('stays.hint')}</p>
      </div>
      <Group className="duplicates-foot" justify="flex-end" gap="xs">
        <PermittedButton
          label={say('distinct')}
          icon={IconEqualNot}
          command="not-the-same"
          why={why.distinct}
          disabled={busy}
          onClick={tellApart}
        />
        <PermittedButton
          label={say('merge')}
          icon={IconArrowsJoin2}
          command="merge"
          variant="filled"
          why={why.merge}
          disabled={busy}
          onClick={merge}
        />
      </Group>
    </section>
  );
}
