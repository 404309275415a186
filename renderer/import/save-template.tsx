/** Keeps an assignment of columns for the next file with the same header. */
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { problemLine } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useLanguage, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { useTell } from '../widgets/tell.tsx';
import { useImport } from './session.ts';
import { saveTemplate } from './templates.ts';

interface Props {
  onClose: () => void;
}

/** Exists while the dialog is open. */
function SaveForm({ onClose }: Pick<Props, 'onClose'>) {
  const say = useText(words);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const [name, setName] = useState(() => useImport.getState().file?.name.replace(/\.[^.]*$/, '') ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const store = async () => {
    try {
      await saveTemplate(host, { name: name.trim() });
      tell.done(say('template.saved', { name: name.trim() }));
      onClose();
    } catch (error) {
      setProblem(problemLine(problemOf(error), language));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void store();
      }}
    >
      <Stack gap="sm">
        <Text>{say('template.save.more')}</Text>
        <TextInput
          label={say('template.save.name')}
          value={name}
          maxLength={100}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <DialogEnd>
          <Button type="submit" disabled={name.trim() === ''}>
            {say('template.save.do')}
          </Button>
        </DialogEnd>
      </Stack>
    </form>
  );
}

export function SaveTemplateDialog({ onClose }: Props) {
  const say = useText(words);
  return (
    <Dialog onClose={onClose} title={say('template.save.title')}>
      <SaveForm onClose={onClose} />
    </Dialog>
  );
}
