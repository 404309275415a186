/** The report of an import in the window, as it is printed. */
import { Button, Group } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { OutputOf } from '../../core/api/contract.ts';
import type { ReportBlock, ReportColumn } from '../../core/api/report.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { useTell } from '../widgets/tell.tsx';
import './report-page.css';

function ReportTable({
  columns,
  lines,
  name = 'report-table',
}: {
  columns: readonly ReportColumn[];
  lines: readonly (readonly string[])[];
  name?: string;
}) {
  return (
    <table className={name}>
      <thead>
        <tr>
          {columns.map(({ title, kind }) => (
            <th key={title} scope="col" data-kind={kind}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, row) => (
          // A report never changes: its lines keep their places.
          <tr key={row}>
            {columns.map(({ title, kind }, at) => (
              <td key={title} data-kind={kind}>
                {line[at]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const HEADINGS = { 1: 'h2', 2: 'h3', 3: 'h4' } as const;

function Block({ block }: { block: ReportBlock }) {
  if (block.kind === 'heading') {
    const Heading = HEADINGS[block.level];
    return <Heading>{block.text}</Heading>;
  }
  if (block.kind === 'note') return <p className="quiet">{block.text}</p>;
  if (block.kind === 'facts') {
    return (
      <dl>
        {block.lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  if (block.kind === 'totals') {
    const columns = block.counts.map(([title]) => ({ title }));
    return (
      <ReportTable name="report-totals" columns={columns} lines={[block.counts.map(([, count]) => count)]} />
    );
  }
  return <ReportTable columns={block.columns} lines={block.lines} />;
}

interface Props {
  report: OutputOf<'import.report'>;
  onClose: () => void;
}

export function ReportPage({ report: { file, fileName, blocks }, onClose }: Props) {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  return (
    <Dialog
      onClose={onClose}
      size="xl"
      title={say('report.page.title')}
      classNames={{ root: 'report-modal' }}
    >
      <Group gap="xs" className="report-acts">
        <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
          {say('report.print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={15} />}
          onClick={() => void download(host, file, fileName).catch(tell.failed)}
        >
          {say('report.save')}
        </Button>
      </Group>
      <article className="report-page">
        {blocks.map((block, index) => (
          // A report never changes: its blocks keep their places.
          <Block key={index} block={block} />
        ))}
      </article>
    </Dialog>
  );
}
