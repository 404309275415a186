/** What the written file could not hold, kind by kind, each with its contacts on request. */
import { Accordion } from '@mantine/core';
import { groupLosses } from '../../core/exchange/loss-text.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { problemText } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import { useFormats, useLanguage, useText } from '../text.ts';

/** Of a kind: enough to see what is meant. */
const SHOWN = 50;

export function Losses({ problems }: { problems: readonly Problem[] }) {
  const say = useText(words);
  const language = useLanguage();
  const { number } = useFormats();
  /** Complaints of one kind have one remedy. */
  const remedyOf = ([first]: readonly Problem[]) => first && problemText(first, language).remedy;
  return (
    <section className="losses" aria-label={say('losses', { count: problems.length })}>
      <strong>{say('losses', { count: problems.length })}</strong>
      <p className="quiet">{say('losses.hint')}</p>
      <Accordion multiple variant="contained" className="losses-kinds">
        {groupLosses(problems, language).map(({ title, problems: ofKind }, index) => (
          <Accordion.Item key={title} value={String(index)}>
            <Accordion.Control>
              <span className="losses-kind">
                {title} <span className="quiet">{number(ofKind.length)}</span>
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              <p className="quiet">{remedyOf(ofKind)}</p>
              <ul>
                {ofKind.slice(0, SHOWN).map((problem, index) => (
                  // Two contacts of one name may lose the same.
                  <li key={index}>{problemText(problem, language).message}</li>
                ))}
              </ul>
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
