/** What the written file could not hold, kind by kind, each with its contacts on request. */
import { Accordion } from '@mantine/core';
import { groupLosses } from '../../core/exchange/loss-text.ts';
import type { Problem } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import { useFormats, useLanguage, useText } from '../text.ts';
import { ProblemList } from '../widgets/problems.tsx';

/** Of a kind: enough to see what is meant. */
const SHOWN = 50;

export function Losses({ problems }: { problems: readonly Problem[] }) {
  const say = useText(words);
  const language = useLanguage();
  const { number } = useFormats();
  return (
    <section className="losses" aria-label={say('losses', { count: problems.length })}>
      <strong>{say('losses', { count: problems.length })}</strong>
      <p className="quiet">{say('losses.hint')}</p>
      <Accordion multiple variant="contained" className="losses-kinds">
        {groupLosses(problems, language).map(({ title, problems: ofKind }) => (
          <Accordion.Item key={title} value={title}>
            <Accordion.Control>
              <span className="losses-kind">
                {title} <span className="quiet">{number(ofKind.length)}</span>
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              <ProblemList problems={ofKind.slice(0, SHOWN)} />
              {ofKind.length > SHOWN && (
                <p className="quiet">{say('losses.more', { count: ofKind.length - SHOWN })}</p>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}
