/**
 * What is typed into a form is kept by the services, in their memory: it is there when the page is loaded again, its
 * process is gone, or it was locked meanwhile, until it is stored or given up. The page itself keeps nothing of it.
 */
import { useEffect } from 'react';
import type { FormDraft } from '../../../core/api/operations/contacts.ts';
import { fetchFile, upload } from '../../host/files.ts';
import type { Host } from '../../host/host.ts';
import { useHost } from '../../state/host.ts';
import { useSite } from '../../state/site.ts';
import type { ChosenPicture } from '../photo/dialog.tsx';

const NAME = 'switchbook-page';

/** The name that this tab has with the services. Storage may be switched off: then a page loaded again has another. */
function pageName(): string {
  try {
    const name = sessionStorage.getItem(NAME) ?? crypto.randomUUID();
    sessionStorage.setItem(NAME, name);
    return name;
  } catch {
    return crypto.randomUUID();
  }
}
const page = pageName();

export interface Draft extends Omit<FormDraft, 'picture'> {
  picture: ChosenPicture | null;
}

/** As far as this page knows, and of whom. */
let kept: { draft: Draft; owner: string } | null = null;
/** Tells a draft from the one that followed it while its picture was still on its way. */
let turn = 0;
const uploads = new WeakMap<File, Promise<string>>();

function owner(): string {
  const { site, session } = useSite.getState();
  return `${site?.path ?? ''}#${session.extension ?? session.role}`;
}

function uploadOnce(host: Host, file: File): Promise<string> {
  const known = uploads.get(file) ?? upload(host, file);
  uploads.set(file, known);
  return known;
}

/** What cannot be kept is still in the form. */
async function send(host: Host, draft: Draft | null): Promise<void> {
  const mine = ++turn;
  try {
    const file = draft?.picture ? await uploadOnce(host, draft.picture.file) : '';
    if (mine !== turn) return;
    const picture = draft?.picture ? { file, square: draft.picture.square } : null;
    await host.call('drafts.keep', { page, draft: draft && { ...draft, picture } });
  } catch {
    // The line may be down.
  }
}

function forget(host: Host): void {
  if (kept === null) return;
  kept = null;
  void send(host, null);
}

/**
 * Keeps what stands in a form while it is `dirty`; what comes back gives it up. Not when the form goes by itself: that
 * may be because something went wrong.
 */
export function useDraft({ id, before, input, picture }: Draft, dirty: boolean): () => void {
  const host = useHost();
  useEffect(() => {
    if (!dirty) return forget(host);
    const draft = { id, before, input, picture };
    kept = { draft, owner: owner() };
    return void send(host, draft);
  }, [host, id, before, input, picture, dirty]);
  return () => forget(host);
}

/** Asks for what this person had typed when a page went; afterwards `keptDraft` has it. */
export async function findDraft(host: Host): Promise<Draft | null> {
  if (kept !== null) return keptDraft();
  const before = turn;
  const { draft } = await host.call('drafts.take', { page });
  // Something else is being typed already.
  if (draft === null || turn !== before) return null;
  const { picture } = draft;
  const file = picture && new File([await fetchFile(host.call, picture.file)], 'photo');
  if (file && picture) uploads.set(file, Promise.resolve(picture.file));
  kept = {
    draft: { ...draft, picture: file && picture && { file, square: picture.square } },
    owner: owner(),
  };
  return kept.draft;
}

/** Null where there is none of this person in this site. */
export const keptDraft = (): Draft | null => (kept?.owner === owner() ? kept.draft : null);
