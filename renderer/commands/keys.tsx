/** The keys of commands: heard wherever the person is, and shown where the command is offered. */
import { Kbd } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { COMMAND_IDS, commandOf, isByWindow, type CommandId } from '../../core/commands/commands.ts';
import { ariaKeys, isOfText, isStroke, shownKeys } from '../../core/commands/keys.ts';
import { usePlace } from '../state/place.ts';
import { usePreferences } from '../state/preferences.ts';
import { useLanguage } from '../text.ts';
import './keys.css';
import { perform } from './doing.ts';

export const isMac = /^(Mac|iPhone|iPad)/.test(navigator.platform);

const TEXT_FIELDS =
  'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=range])';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TEXT_FIELDS) !== null;

/** A dialog is a question that is answered first; while the tour runs, keys are the tour's. */
const isAsked = (): boolean =>
  document.querySelector('[role=dialog][aria-modal=true], .tour [role=dialog]') !== null;

/** `/` finds too, as on the web: the second key of a command, and the only second one. */
const keysOf = (id: CommandId): string[] => {
  const { keys } = commandOf(id);
  return [...(keys === undefined ? [] : [keys]), ...(id === 'find' ? ['/'] : id === 'redo' ? ['mod+Y'] : [])];
};

export function useCommandKeys(): void {
  useWindowEvent('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const { letterKeys } = usePreferences.getState();
    const here = (id: CommandId) => {
      const { screen } = commandOf(id);
      return screen === undefined || screen === usePlace.getState().screen;
    };
    const wanted = COMMAND_IDS.find(
      (id) =>
        !isByWindow(id) &&
        keysOf(id).some(
          (keys) =>
            isStroke(keys, event, isMac) &&
            (!isOfText(keys) || (!isTyping(event.target) && (letterKeys || keys.length > 1) && here(id))),
        ),
    );
    if (wanted === undefined || isAsked() || !perform(wanted)) return;
    event.preventDefault();
  });
}

/** The command's keys in the person's words; empty where it has none. */
function useShownKeys(): (id: CommandId) => string {
  const language = useLanguage();
  const letterKeys = usePreferences((state) => state.letterKeys);
  return (id) => {
    const { keys } = commandOf(id);
    return keys === undefined || (keys.length === 1 && !letterKeys) ? '' : shownKeys(keys, language, isMac);
  };
}

/** For the element that carries the command out. */
export const keyShortcuts = (id: CommandId): { 'aria-keyshortcuts'?: string } => {
  const { keys } = commandOf(id);
  return keys === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(keys, isMac) };
};

export function Keys({ of }: { of: CommandId }): ReactNode {
  const shown = useShownKeys()(of);
  return shown === '' ? null : (
    <Kbd className="keys" size="xs" aria-hidden>
      {shown}
    </Kbd>
  );
}

/** For tooltips: what it does, and its keys. */
export const Tip = ({ label, command }: { label: string; command: CommandId }) => (
  <>
    {label}
    <Keys of={command} />
  </>
);
