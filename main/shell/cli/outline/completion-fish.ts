import { everyOutline, lastWord, type Outline } from './outline.ts';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const lines = (outline: Outline): string[] => {
  const at = `complete -c switchbook -n ${quoted(`__switchbook_at ${quoted(outline.path)}`)}`;
  const choices = outline.arguments.flatMap((argument) => argument.choices);
  return [
    // Where a command follows, no file does.
    ...outline.children.map(
      (child) => `${at} -f -a ${quoted(lastWord(child))} -d ${quoted(child.description)}`,
    ),
    ...(choices.length > 0 ? [`${at} -f -a ${quoted(choices.join(' '))}`] : []),
    ...outline.options.map(({ words, takesValue, choices: of, description }) => {
      const names = words.map((word) =>
        word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`,
      );
      const value = !takesValue ? '' : of.length > 0 ? ` -x -a ${quoted(of.join(' '))}` : ' -r -F';
      return `${at} ${names.join(' ')}${value} -d ${quoted(description)}`;
    }),
  ];
};

export const completionForFish = (program: Outline): string => `# switchbook completion for fish
set -g __switchbook_paths ${everyOutline(program)
  .filter(({ path }) => path !== '')
  .map(({ path }) => quoted(path))
  .join(' ')}

function __switchbook_at --argument-names wanted
    set -l at
    set -l words (commandline -opc)
    for word in $words[2..]
        set -l next (string join ' ' -- $at $word)
        contains -- "$next" $__switchbook_paths; and set at $next
    end
    test "$at" = "$wanted"
end

complete -c switchbook -e
${everyOutline(program).flatMap(lines).join('\n')}
`;
