/** For Windows PowerShell 5.1 and PowerShell 7. */
import { everyOutline, lastWord, type Outline } from './outline.ts';

const quoted = (text: string): string => `'${text.replaceAll(/['’]/g, '$&$&')}'`;
const pairs = (entries: readonly (readonly [string, string])[]): string =>
  `@(${entries.map(([word, description]) => `@(${quoted(word)}, ${quoted(description)})`).join(', ')})`;

const entry = ({ path, children, options, arguments: own }: Outline): string => {
  const commands = [
    ...children.map((child) => [lastWord(child), child.description] as const),
    ...own.flatMap(({ choices, description }) => choices.map((choice) => [choice, description] as const)),
  ];
  const words = options.flatMap((option) => option.words.map((word) => [word, option.description] as const));
  const values = options
    .filter(({ takesValue }) => takesValue)
    .flatMap(({ words: of, choices }) =>
      of.map((word) => `${quoted(word)} = @(${choices.map(quoted).join(', ')})`),
    );
  return `  ${quoted(path)} = @{
    Commands = ${pairs(commands)}
    Options = ${pairs(words)}
    Values = @{ ${values.join('; ')} }
  }`;
};

export const completionForPowerShell = (program: Outline): string => `# switchbook completion for PowerShell
$SwitchbookCommands = @{
${everyOutline(program).map(entry).join('\n')}
}

Register-ArgumentCompleter -Native -CommandName switchbook -ScriptBlock {
  param($current, $ast, $position)
  $at = ''
  $before = ''
  foreach ($element in $ast.CommandElements | Select-Object -Skip 1) {
    if ($element.Extent.EndOffset -ge $position -and $current -ne '') { break }
    $word = $element.ToString()
    if ($SwitchbookCommands[$at].Values.ContainsKey($before)) { $before = ''; continue }
    $before = $word
    $next = "$at $word".Trim()
    if ($SwitchbookCommands.ContainsKey($next)) { $at = $next }
  }
  $here = $SwitchbookCommands[$at]
  $found = if ($here.Values.ContainsKey($before)) { foreach ($value in $here.Values[$before]) { , @($value, $value) } }
    elseif ($current -like '-*') { $here.Options }
    else { $here.Commands }
  foreach ($one in $found) {
    if ($one[0] -like "$current*") {
      $tip = if ($one[1]) { $one[1] } else { $one[0] }
      [System.Management.Automation.CompletionResult]::new($one[0], $one[0], 'ParameterValue', $tip)
    }
  }
}
`;
