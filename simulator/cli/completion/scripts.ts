// The scripts by which shells complete ocs-sim. They know nothing of it: they hand over the line, and get, a line each, which files
// fit and what is to be said of them, what stands before a path, and the words that fit with what they mean.

/** The shells. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A shell that can complete. */
export type Shell = (typeof SHELLS)[number];

const BASH = `# Completes ocs-sim in bash. In ~/.bashrc: source <(ocs-sim completion bash)
_ocs_sim() {
  local current=$2 answer files open before candidate
  COMPREPLY=()
  mapfile -t answer < <("$1" __complete bash -- "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  read -r files open <<<"\${answer[0]}"
  # Bash completes what comes after the last = or : alone.
  before=\${answer[1]}
  for candidate in "\${answer[@]:2}"; do
    candidate=\${candidate%%$'\\t'*}
    COMPREPLY+=("\${candidate#"$before"}")
  done
  case $files in
  all) mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current") ;;
  folders) mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "$current") ;;
  yaml)
    mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(
      compgen -d -- "$current"
      compgen -f -- "$current" | grep -E '\\.ya?ml$'
    )
    ;;
  esac
  if [[ $files != none ]]; then compopt -o filenames; fi
  if [[ $open == open ]]; then compopt -o nospace; fi
}
complete -F _ocs_sim ocs-sim
`;

const ZSH = `#compdef ocs-sim
# Completes ocs-sim in zsh. In ~/.zshrc, below compinit: source <(ocs-sim completion zsh)
_ocs_sim() {
  local -a answer head given values shows
  local line
  given=("\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}")
  answer=("\${(@f)$("\${(Q)words[1]}" __complete zsh -- "\${given[@]}" 2>/dev/null)}")
  head=(\${=answer[1]})
  for line in "\${(@)answer[3,-1]}"; do
    [[ -n $line ]] || continue
    values+=("\${line%%$'\\t'*}")
    if [[ $line == *$'\\t'?* ]]; then shows+=("\${line/$'\\t'/  -- }"); else shows+=("\${line%%$'\\t'*}"); fi
  done
  if (( \${#values} )); then
    if [[ $head[2] == open ]]; then
      compadd -S '' -d shows -a -- values
    else
      compadd -l -d shows -a -- values
    fi
  fi
  [[ -z $answer[2] || $head[1] == none ]] || compset -P '*='
  case $head[1] in
  all) _files ;;
  yaml) _files -g '*.(yaml|yml)(-.)' ;;
  folders) _files -/ ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _ocs_sim "$@"; else compdef _ocs_sim ocs-sim; fi
`;

const FISH = `# Completes ocs-sim in fish. Once: ocs-sim completion fish > ~/.config/fish/completions/ocs-sim.fish
function __ocs_sim_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l answer ($before[1] __complete fish -- $before[2..-1] "$current" 2>/dev/null)
    set -l head (string split ' ' -- $answer[1])
    test (count $answer) -gt 2; and printf '%s\\n' $answer[3..-1]
    set -l path (string sub -s (math (string length -- "$answer[2]") + 1) -- "$current")
    switch $head[1]
        case all
            for found in (__fish_complete_path "$path")
                printf '%s%s\\n' "$answer[2]" $found
            end
        case folders
            for found in (__fish_complete_directories "$path" '')
                printf '%s%s\\n' "$answer[2]" $found
            end
        case yaml
            for found in (__fish_complete_path "$path" | string match -r '^.*(?:/|\\.ya?ml)(?:\\t.*)?$')
                printf '%s%s\\n' "$answer[2]" $found
            end
    end
end
complete -c ocs-sim -f -a '(__ocs_sim_complete)'
`;

/** The script of a shell. */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
