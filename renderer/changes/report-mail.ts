/** The summary of an upload as a message that the person’s own mail program sends. */
import type { UploadReport } from '../../core/api/upload.ts';
import { speaker, type Language } from '../../core/language/text.ts';
import { problemText } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };

/** Mail programs are handed about 2000 characters of address at most; the report itself names all. */
const MOST_REFUSED = 8;
const LONGEST_LINE = 90;

/** `mailto:` without a recipient; the person attaches the report. */
export function mailOf(report: UploadReport, language: Language, moment: (iso: string) => string): string {
  const say = speaker(words, language);
  const { operations, verified, takenOver, at, pbx } = report;
  const failed = operations.filter(({ outcome }) => outcome !== 'done');
  const name = [pbx.model, pbx.serial].filter((part) => part !== '').join(' ');
  const refused = failed.slice(0, MOST_REFUSED).map(({ target, outcome, problem }) => {
    const why = problem === null ? say(`outcome.${outcome}`) : problemText(problem, language).message;
    return cut(`- ${target}: ${why}`);
  });
  const rest = failed.length - refused.length;
  const lines = [
    name,
    say(verified ? 'verified' : 'not-verified'),
    say('report.counts', {
      done: operations.length - failed.length,
      failed: failed.length,
      takenOver,
      at: moment(at),
    }),
    ...(refused.length === 0 ? [] : ['', say('mail.refused'), ...refused]),
    ...(rest > 0 ? [say('mail.more', { count: rest })] : []),
    '',
    say('mail.attach'),
  ];
  const subject = say('mail.subject', { verified: String(verified), pbx: cut(name) });
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines.join('\r\n'))}`;
}

const cut = (line: string): string =>
  line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1).toWellFormed()}…`;
