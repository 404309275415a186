/** What a comparison has found: in numbers, in dispute, in full. */
import { EmptyState } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { Comparison } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';
import { ProblemLine, ProblemList } from '../widgets/problems.tsx';
import { Conflicts } from './conflicts.tsx';
import { DirectionList } from './direction.tsx';
import { HandOffSheet } from './hand-off.tsx';
import { MassLoss } from './mass-loss.tsx';
import { Report } from './report.tsx';
import { openChanges, useChanges } from './state.ts';
import { Summary } from './summary.tsx';

/** The rest stands in the device check, contact by contact. */
const MOST_LOSSES = 200;

export function Found({
  comparison,
  onConfirm,
}: {
  comparison: Comparison;
  onConfirm: (count: number | null) => void;
}) {
  const say = useText(words);
  const { moment } = useFormats();
  const { upload, notes, restores } = comparison;
  const takeOver = useChanges((state) => state.takeOver) && restores === null;
  const losses = [...upload.access.losses, ...upload.losses];
  const report = useChanges((state) => state.report);
  const handOff = useChanges((state) => state.handOff);
  return (
    <div
      className="screen-body changes-body"
      // A scrolling region must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={say('title')}
    >
      {report !== null && <Report report={report} />}
      {restores !== null && (
        <p className="restoring" role="status">
          {say('restoring', { at: moment(restores.at) })}
        </p>
      )}
      <Conflicts conflicts={upload.conflicts} rights={upload.access.conflicts} />
      <Summary plan={upload} />
      <MassLoss losses={upload.massLoss} takeOver={takeOver} onConfirm={onConfirm} />
      {handOff !== null && <HandOffSheet handOff={handOff} />}
      {openChanges({ comparison }) === 0 && (
        <EmptyState
          mt="xl"
          size="sm"
          icon={<IconCircleCheck />}
          title={say('same')}
          description={say('same.more')}
        />
      )}
      <DirectionList
        title={say('to-pbx')}
        direction={upload.toPbx}
        access={{ newSubscribers: [], renamedSubscribers: [], rights: upload.access.toPbx }}
      />
      <DirectionList
        title={say('to-site')}
        direction={upload.toSite}
        access={{ ...upload.access, rights: upload.access.toSite }}
      />
      {(losses.length > 0 || notes.length > 0) && (
        <section className="changes-section" aria-label={say('good-to-know')}>
          <h2 className="changes-title">{say('good-to-know')}</h2>
          <ProblemList problems={notes} />
          <ul className="report-list">
            {losses.slice(0, MOST_LOSSES).map(({ name, problem }, index) => (
              // A comparison is replaced as a whole: its lines keep their places.
              <li key={index}>
                <strong>{name}</strong>
                <ProblemLine problem={problem} />
              </li>
            ))}
          </ul>
          {losses.length > MOST_LOSSES && (
            <p className="quiet">{say('losses.more', { count: losses.length - MOST_LOSSES })}</p>
          )}
        </section>
      )}
    </div>
  );
}
