/** What bash and zsh read alike. */
import { everyOutline, type Outline } from './outline.ts';

/** Nothing but the quote itself means anything between single quotes. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Branches of a `case` by path and option: what it puts into `values`.
 *
 * @param written The choices of an option; none where a file or anything else may stand.
 */
export const valueBranches = (program: Outline, written: (choices: readonly string[]) => string): string =>
  everyOutline(program)
    .flatMap(({ path, options }) =>
      options
        .filter(({ takesValue }) => takesValue)
        .flatMap(({ words, choices }) =>
          words.map((word) => `    ${quoted(`${path} ${word}`.trim())}) values=${written(choices)} ;;`),
        ),
    )
    .join('\n');
