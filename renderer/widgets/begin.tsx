/** The way on where there is nothing yet: a command, by its own name, for whoever may carry it out. */
import { Button } from '@mantine/core';
import { commandOf, type CommandId } from '../../core/commands/commands.ts';
import { perform, useMayPerform } from '../commands/doing.ts';
import { useLanguage } from '../text.ts';

export function Begin({ of, primary = false }: { of: CommandId; primary?: boolean }) {
  const language = useLanguage();
  const able = useMayPerform(of);
  if (!able) return null;
  return (
    <Button {...(!primary && { variant: 'default' })} onClick={() => void perform(of)}>
      {commandOf(of).label[language]}
    </Button>
  );
}
