/** What a file could not hold, kind by kind: a thousand complaints are read by nobody. */
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import type { Catalogue, Language } from '../language/text.ts';
import { speaker, say } from '../language/text.ts';
import type { Problem } from '../problem/problem.ts';
import { fieldText } from './target-text.ts';

export interface LossGroup {
  title: string;
  problems: Problem[];
}

const WORDS: Catalogue = words;

/** The largest group first. */
export function groupLosses(problems: readonly Problem[], language: Language): LossGroup[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const title = titleOf(problem, language);
    const group = groups.get(title);
    if (group === undefined) groups.set(title, [problem]);
    else group.push(problem);
  }
  return [...groups]
    .map(([title, ofTitle]) => ({ title, problems: ofTitle }))
    .sort((a, b) => b.problems.length - a.problems.length);
}

function titleOf({ code, params }: Problem, language: Language): string {
  const own = speaker(words, language);
  const part = params?.['what'] ?? params?.['field'];
  const known = WORDS[`loss.${code}`];
  const what = part === 'card' ? own('loss.card') : fieldText(String(part ?? ''), language);
  if (known !== undefined) return say(known, language, { what });
  return what === '' ? own('loss.other') : own('loss.of', { what });
}
