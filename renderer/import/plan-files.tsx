/** What can be carried away from an import, before it is stored and after: the rejected rows, the report. */
import { Button } from '@mantine/core';
import { IconDownload, IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '../../core/api/contract.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useLanguage, useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { ReportPage } from './report-page.tsx';

export function PlanFiles({ plan, rejected }: { plan: string; rejected: number }) {
  const say = useText(words);
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const [report, setReport] = useState<OutputOf<'import.report'> | null>(null);
  const saveRejects = async () => {
    try {
      const { file, fileName } = await host.call('import.rejects', { plan, language });
      await download(host, file, fileName);
    } catch (error) {
      tell.failed(error);
    }
  };
  const openReport = () => host.call('import.report', { plan, language }).then(setReport, tell.failed);
  return (
    <>
      {rejected > 0 && (
        <Button
          variant="default"
          title={say('report.rejects.more')}
          leftSection={<IconDownload size={15} />}
          onClick={() => void saveRejects()}
        >
          {say('report.rejects', { count: rejected })}
        </Button>
      )}
      <Button
        variant="default"
        title={say('report.page.more')}
        leftSection={<IconFileText size={15} />}
        onClick={() => void openReport()}
      >
        {say('report.page')}
      </Button>
      {report !== null && <ReportPage report={report} onClose={() => setReport(null)} />}
    </>
  );
}
