import { everyOutline, lastWord, type Outline } from './outline.ts';
import { quoted, valueBranches } from './posix.ts';

/** `_describe` divides at the first colon. */
const described = (word: string, description: string): string =>
  quoted(`${word.replaceAll(':', '\\:')}:${description}`);

const branches = (program: Outline): string =>
  everyOutline(program)
    .map(({ path, children, options, arguments: own }) => {
      const commands = children.map((child) => described(lastWord(child), child.description));
      const words = options.flatMap((option) =>
        option.words.map((word) => described(word, option.description)),
      );
      const choices = own.flatMap((argument) => argument.choices).map(quoted);
      return `    ${quoted(path)})
      names=(${children.map((child) => quoted(lastWord(child))).join(' ')})
      commands=(${commands.join(' ')})
      options=(${words.join(' ')})
      choices=(${choices.join(' ')}) ;;`;
    })
    .join('\n');

export const completionForZsh = (program: Outline): string => `#compdef switchbook
_switchbook_words() {
  names=() commands=() options=() choices=()
  case "$1" in
${branches(program)}
  esac
}

_switchbook_values() {
  values=()
  case "$1" in
${valueBranches(program, (choices) => `(${choices.map(quoted).join(' ')})`)}
    *) return 1 ;;
  esac
}

_switchbook() {
  local at= before= word
  local -a names commands options choices values
  _switchbook_words ''
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if _switchbook_values "\${at:+$at }$before"; then before=; continue; fi
    before="$word"
    if (( \${names[(Ie)$word]} )); then at="\${at:+$at }$word"; _switchbook_words "$at"; fi
  done
  if _switchbook_values "\${at:+$at }$before"; then
    if (( $#values )); then compadd -- "\${(@)values}"; else _files; fi
  elif [[ "$PREFIX" == -* ]]; then
    _describe -o option options
  elif (( $#commands )); then
    _describe command commands
  elif (( $#choices )); then
    compadd -- "\${(@)choices}"
  else
    _files
  fi
}

# Read by a file of functions or by eval.
if [ "$funcstack[1]" = _switchbook ]; then _switchbook "$@"; else compdef _switchbook switchbook; fi
`;
