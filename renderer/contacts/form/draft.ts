/**
 * What is typed into a form, kept while the page is loaded again or its process is gone: in the storage of this tab
 * alone, until it is stored, given up or the tab is closed.
 */
import { z } from 'zod';
import { contactInput, type ContactInput } from '../../../core/api/shapes.ts';
import { useSite } from '../../state/site.ts';

const NAME = 'switchbook-draft';

const shape = z.object({
  /** The site and who works with it: nobody finds what another has typed. */
  owner: z.string(),
  /** Null: a new contact. */
  id: z.number().nullable(),
  before: contactInput,
  input: contactInput,
});
export type Draft = Pick<z.infer<typeof shape>, 'id' | 'before' | 'input'>;

function owner(): string {
  const { site, session } = useSite.getState();
  return `${site?.path ?? ''}#${session.extension ?? session.role}`;
}

/** Storage may be full or switched off: then nothing is kept. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

export const keepDraft = (id: number | null, before: ContactInput, input: ContactInput): void =>
  void attempt(() =>
    sessionStorage.setItem(
      NAME,
      JSON.stringify({ owner: owner(), id, before, input } satisfies z.infer<typeof shape>),
    ),
  );

export const forgetDraft = (): void => void attempt(() => sessionStorage.removeItem(NAME));

/** Null where there is none of this person in this site. */
export function keptDraft(): Draft | null {
  const kept = attempt(() => shape.parse(JSON.parse(sessionStorage.getItem(NAME) ?? '')));
  return kept?.owner === owner() ? kept : null;
}
