/** The person's own templates: renamed, deleted, passed on as files and taken from them. */
import { ActionIcon, Button, FileButton, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconDownload, IconFileImport, IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { problemLine } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { download, upload } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useLanguage, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { useTell } from '../widgets/tell.tsx';
import { forgetTemplate, inspectAgain } from './session.ts';
import type { KnownTemplate } from './templates.ts';
import { loadTemplates, useTemplates } from './templates.ts';

function Rename({ template, onDone }: { template: KnownTemplate; onDone: () => void }) {
  const say = useText(words);
  const language = useLanguage();
  const host = useHost();
  const [name, setName] = useState(template.name);
  const [problem, setProblem] = useState<string | null>(null);
  const store = async () => {
    try {
      await host.call('templates.rename', { id: template.id, name: name.trim() });
      await loadTemplates(host);
      inspectAgain(host);
      onDone();
    } catch (error) {
      setProblem(problemLine(problemOf(error), language));
    }
  };
  return (
    <form
      className="grow"
      onSubmit={(event) => {
        event.preventDefault();
        void store();
      }}
    >
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          className="grow"
          aria-label={say('templates.name', { name: template.name })}
          value={name}
          maxLength={100}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          ref={(field) => field?.focus()}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          {say('templates.rename.do')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {say('templates.keep')}
        </Button>
      </Group>
    </form>
  );
}

function Delete({ template, onDone }: { template: KnownTemplate; onDone: () => void }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const remove = async () => {
    try {
      await host.call('templates.delete', { id: template.id });
      await loadTemplates(host);
      forgetTemplate(host, template.id);
    } catch (error) {
      tell.failed(error);
      onDone();
    }
  };
  return (
    <Group className="grow" gap="xs" wrap="nowrap" role="alert">
      <span className="grow">{say('templates.delete.sure', { name: template.name })}</span>
      <Button color="red.9" onClick={() => void remove()}>
        {say('templates.delete.do')}
      </Button>
      <Button variant="default" onClick={onDone} data-autofocus>
        {say('templates.keep')}
      </Button>
    </Group>
  );
}

const ACTS = [
  { act: 'rename', Icon: IconPencil },
  { act: 'share', Icon: IconDownload },
  { act: 'delete', Icon: IconTrash },
] as const;

function Line({ template }: { template: KnownTemplate }) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const [doing, setDoing] = useState<'rename' | 'delete' | null>(null);
  const { id, name } = template;
  const share = async () => {
    try {
      const { file, fileName } = await host.call('templates.share', { id });
      await download(host, file, fileName);
    } catch (error) {
      tell.failed(error);
    }
  };
  const done = () => setDoing(null);
  if (doing === 'rename') return <Rename template={template} onDone={done} />;
  if (doing === 'delete') return <Delete template={template} onDone={done} />;
  return (
    <>
      <span className="cut grow">{name}</span>
      {ACTS.map(({ act, Icon }) => {
        const label = say(`templates.${act}`, { name });
        return (
          <Tooltip key={act} label={label}>
            <ActionIcon aria-label={label} onClick={() => (act === 'share' ? void share() : setDoing(act))}>
              <Icon size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </>
  );
}

function Templates() {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const own = useTemplates((state) => state.known).filter((template) => template.own);
  const { failed } = tell;
  useEffect(() => void loadTemplates(host).catch(failed), [host, failed]);
  const take = async (file: File) => {
    try {
      const { name } = await host.call('templates.take', { file: await upload(host, file) });
      await loadTemplates(host);
      inspectAgain(host);
      tell.done(say('templates.taken', { name }));
    } catch (error) {
      tell.failed(error);
    }
  };
  return (
    <Stack gap="md">
      {own.length === 0 ? (
        <Text size="sm" className="quiet">
          {say('templates.none')}
        </Text>
      ) : (
        <ul className="import-templates">
          {own.map((template) => (
            <li key={template.id}>
              <Line template={template} />
            </li>
          ))}
        </ul>
      )}
      <Group>
        <FileButton
          accept=".json"
          onChange={(file) => file !== null && void take(file)}
          inputProps={{ 'aria-label': say('templates.take') }}
        >
          {(props) => (
            <Button variant="default" leftSection={<IconFileImport size={15} />} {...props}>
              {say('templates.take')}
            </Button>
          )}
        </FileButton>
      </Group>
    </Stack>
  );
}

export function TemplatesDialog({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  return (
    <Dialog onClose={onClose} title={say('templates.title')} size={520}>
      <Templates />
    </Dialog>
  );
}
