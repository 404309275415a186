/** The page at home on a desktop: commands and files of the system come in, language and look go out. */
import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { BY_WINDOW, type WindowCommandId } from '../../core/commands/commands.ts';
import { perform, useCommand } from '../commands/doing.ts';
import { loseSafely } from '../import/anew.tsx';
import { takeHandedOver } from '../import/session.ts';
import { useHost } from '../state/host.ts';
import { leaveSafely, usePlace } from '../state/place.ts';
import { useLanguage } from '../text.ts';

/** Where somebody writes, a menu's Undo is that of the text. */
function undoesText(command: string): boolean {
  if (command !== 'undo' && command !== 'redo') return false;
  if (document.activeElement?.matches('input, textarea, [contenteditable="true"]') !== true) return false;
  // The only way to a field's own undo: https://w3c.github.io/editing/docs/execCommand/
  return document.execCommand(command);
}

function ByWindow({ command }: { command: WindowCommandId }) {
  useCommand(command, useHost().surroundings.perform[command] ?? null);
  return null;
}

export function Desktop() {
  const host = useHost();
  const { surroundings } = host;
  const language = useLanguage();
  const { colorScheme: look } = useMantineColorScheme();
  useEffect(() => surroundings.dress({ language, look }), [surroundings, language, look]);
  useEffect(
    () =>
      surroundings.onCommand((command) => {
        if (!undoesText(command)) perform(command);
      }),
    [surroundings],
  );
  useEffect(
    () =>
      surroundings.onFile((file) =>
        leaveSafely(() =>
          loseSafely(() => {
            usePlace.setState({ screen: 'import' });
            void takeHandedOver(host, file);
          }),
        ),
      ),
    [host, surroundings],
  );
  return BY_WINDOW.map((command) => <ByWindow key={command} command={command} />);
}
