/** Why a template was recognised, in the person's words. */
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import type { RecognisedTemplate } from '../api/exchange.ts';
import type { Language } from '../language/text.ts';
import { speaker } from '../language/text.ts';

/** More names than this are counted: a header may have hundreds. */
const NAMED = 8;

/** What the score is made of: columns known, the header's writing, what is unknown and what is missing. */
export function templateReasons(template: RecognisedTemplate, language: Language): string[] {
  const say = speaker(words, language);
  const { matched, columns, exact, unknown, missing } = template;
  const list = (names: readonly string[]) => {
    const text = names.slice(0, NAMED).join(', ');
    const count = names.length - NAMED;
    return count > 0 ? say('template.and-more', { names: text, count }) : text;
  };
  return [
    say('template.matched', { matched, columns }),
    ...(exact ? [say('template.exact')] : []),
    ...(unknown.length > 0 ? [say('template.unknown', { count: unknown.length, names: list(unknown) })] : []),
    ...(missing.length > 0 ? [say('template.missing', { count: missing.length, names: list(missing) })] : []),
  ];
}
