/** What the upload did, operation by operation, and whether the PBX now holds it. */
import { Alert, Badge, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { UploadReport } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { RevertButton } from '../history/revert.tsx';
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useFormats, useLanguage, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { mailOf } from './report-mail.ts';

export function Report({ report }: { report: UploadReport }) {
  const say = useText(words);
  const { moment } = useFormats();
  const language = useLanguage();
  const host = useHost();
  const tell = useTell();
  const failed = report.operations.filter(({ outcome }) => outcome !== 'done');
  const save = async (format: 'json' | 'pdf') => {
    const { file, fileName } = await host.call('uploads.report', { id: report.id, format, language });
    await download(host, file, fileName);
    return fileName;
  };
  const saveForMail = async () => tell.done(say('report.attach', { file: await save('pdf') }));
  return (
    <section className="changes-section" aria-label={say('report')}>
      <Alert
        role="status"
        variant="default"
        className="report-alert"
        data-verified={report.verified || undefined}
        icon={report.verified ? <IconCircleCheck /> : <IconAlertTriangle />}
        title={report.verified ? say('verified') : say('not-verified')}
      >
        <p className="report-line">
          {say('report.counts', {
            done: report.operations.length - failed.length,
            failed: failed.length,
            takenOver: report.takenOver,
            at: moment(report.at),
          })}
        </p>
        <p className="report-line quiet">{say('propagation')}</p>
        <Group gap="xs">
          {(['pdf', 'json'] as const).map((format) => (
            <Button
              key={format}
              size="compact-xs"
              variant="default"
              onClick={() => void save(format).catch(tell.failed)}
            >
              {say('report.save', { format: format.toUpperCase() })}
            </Button>
          ))}
          <Button
            component="a"
            href={mailOf(report, language, moment)}
            size="compact-xs"
            variant="default"
            onClick={() => void saveForMail().catch(tell.failed)}
          >
            {say('report.mail')}
          </Button>
          {report.pullStep !== null && <RevertButton step={report.pullStep} size="compact-xs" />}
        </Group>
      </Alert>
      <ul className="report-list">
        {failed.map(({ kind, target, outcome, problem }) => (
          <li key={`${kind} ${target}`}>
            <strong>{target}</strong> {say(`outcome.${outcome}`)}
            {problem !== null && <ProblemLine problem={problem} />}
          </li>
        ))}
        {report.differences.map(({ target, field, expected, found }) => (
          <li key={`${target} ${field}`}>{say('difference', { target, field, expected, found })}</li>
        ))}
      </ul>
      {report.operations.length > 0 && (
        <details className="report-all">
          <summary>{say('report.operations', { count: report.operations.length })}</summary>
          <ul className="change-list">
            {report.operations.map(({ kind, target, outcome }, index) => (
              // A report is never changed: its lines keep their places.
              <li key={index} className="change">
                <Badge variant="default" size="sm" tt="none" className="change-mark" data-mark={kind}>
                  {say(`mark.${kind}`)}
                </Badge>
                <span className="grow">{target}</span>
                <span className="quiet">{say(`outcome.${outcome}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
