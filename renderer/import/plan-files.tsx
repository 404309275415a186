/** What can be carried away from an import, before it is stored and after: the rejected rows, the report. */
import { Button } from '@mantine/core';
import { IconDownload, IconFileText } from '@tabler/icons-react';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useLanguage, useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';

export function PlanFiles({ plan, rejected }: { plan: string; rejected: number }) {
  const say = useText(words);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const save = async (what: 'import.rejects' | 'import.report') => {
    try {
      const { file, fileName } = await host.call(what, { plan, language });
      await download(host, file, fileName);
    } catch (error) {
      tell.failed(error);
    }
  };
  return (
    <>
      {rejected > 0 && (
        <Button
          variant="default"
          title={say('report.rejects.more')}
          leftSection={<IconDownload size={15} />}
          onClick={() => void save('import.rejects')}
        >
          {say('report.rejects', { count: rejected })}
        </Button>
      )}
      <Button
        variant="default"
        title={say('report.page.more')}
        leftSection={<IconFileText size={15} />}
        onClick={() => void save('import.report')}
      >
        {say('report.page')}
      </Button>
    </>
  );
}
