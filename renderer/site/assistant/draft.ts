/** The site that is being planned: nothing of it exists before the person says so. */
import { create } from 'zustand';
import type { InputOf, OutputOf } from '../../../core/api/contract.ts';
import { deviceProfiles } from '../../../core/device/profile.ts';
import type { WAYS } from '../../changes/connection-form.tsx';

export const STEPS = ['device', 'country', 'connection', 'summary'] as const;

export interface Tested {
  /** As it will be remembered. */
  input: InputOf<'connection.save'>;
  identity: OutputOf<'connection.test'>['identity'];
}

interface Draft {
  step: number;
  path: string;
  device: string;
  country: string;
  way: (typeof WAYS)[number] | 'none';
  /** The connection that has been tried, and who answered there. */
  tested: Tested | null;
}

const begun = (): Draft => ({
  step: 0,
  path: '',
  device: deviceProfiles()[0]?.id ?? '',
  country: new Intl.Locale(navigator.language).maximize().region ?? 'FR',
  way: 'commander',
  tested: null,
});

export const useDraft = create<Draft>()(begun);
export const draft = (changes: Partial<Draft>) => useDraft.setState(changes);
export const forgetDraft = () => useDraft.setState(begun());

/** What the file is called without its folder and ending. */
export const nameOf = (path: string): string =>
  (path.trim().split(/[/\\]/).at(-1) ?? '').replace(/\.switchbook$/i, '');

/** Whether the model that answered is the chosen one; models of one `pbxType` cannot be told apart. */
export function modelFits(device: string, answered: string | null): 'same' | 'other' | 'unknown' {
  if (answered === null) return 'unknown';
  const typesOf = (id: string) => deviceProfiles().find((one) => one.id === id)?.pbxTypes.value ?? [];
  const types = typesOf(device);
  return answered === device || typesOf(answered).some((type) => types.includes(type)) ? 'same' : 'other';
}
