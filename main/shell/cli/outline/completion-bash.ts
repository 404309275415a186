/** For bash 3.2 and later, which is what macOS has: without associative arrays and without bash-completion. */
import { everyOutline, lastWord, type Outline } from './outline.ts';
import { quoted, valueBranches } from './posix.ts';

/** The words that may follow a command: in `case` branches by its path. */
const branches = (program: Outline): string =>
  everyOutline(program)
    .map(({ path, children, options, arguments: own }) => {
      const commands = children.map(lastWord).join(' ');
      const words = options.flatMap((option) => option.words).join(' ');
      const choices = own.flatMap((argument) => argument.choices).join(' ');
      return `    ${quoted(path)}) commands=${quoted(commands)} options=${quoted(words)} choices=${quoted(choices)} ;;`;
    })
    .join('\n');

export const completionForBash = (program: Outline): string => `# switchbook completion for bash
_switchbook_words() {
  commands= options= choices=
  case "$1" in
${branches(program)}
  esac
}

_switchbook_values() {
  values=
  case "$1" in
${valueBranches(program, (choices) => quoted(choices.join(' ')))}
    *) return 1 ;;
  esac
}

_switchbook() {
  local current="\${COMP_WORDS[COMP_CWORD]}" at= before= commands options choices values word i
  _switchbook_words ''
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if _switchbook_values "\${at:+$at }$before"; then before=; continue; fi
    before="$word"
    case " $commands " in
      *" $word "*) at="\${at:+$at }$word"; _switchbook_words "$at" ;;
    esac
  done
  COMPREPLY=()
  if _switchbook_values "\${at:+$at }$before"; then
    [ -z "$values" ] || COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$commands $choices" -- "$current"))
  fi
}
# Where nothing is proposed, names of files are.
complete -o default -F _switchbook switchbook
`;
