import type { CliOption, ValueKind } from './command.ts';

/** What stands for a value of each kind in help. */
const WORDS: Readonly<Record<ValueKind, string>> = {
  text: 'TEXT',
  file: 'FILE',
  'file or -': 'FILE',
  folder: 'DIR',
  scenario: 'FILE',
  contract: 'FILE',
  'YAML file or folder': 'PATH',
  target: 'URL|FILE',
  report: 'NAME=FILE',
  URL: 'URL',
  host: 'ADDRESS',
  port: 'PORT',
  number: 'N',
  duration: 'DURATION',
  size: 'SIZE',
  clock: 'CLOCK',
  setting: 'PATH=VALUE',
  parameter: 'NAME=VALUE',
  'check case': 'CASE',
  case: 'CASE',
  tag: 'TAG',
  command: 'COMMAND',
  header: '"NAME: VALUE"',
  reply: 'REPLY',
  'secret reference': 'env:NAME|@FILE',
  'user and secret reference': 'USER:env:NAME',
};

/** The option as it stands on a line: `--seed N`, `--judge`, `--reply REPLY ...` where it may stand several times. */
export function optionWords(name: string, option: CliOption): string {
  if (option.type === 'boolean') return `--${name}`;
  const word = option.choices === undefined ? WORDS[option.takes ?? 'text'] : 'WORD';
  if (option.bare !== undefined) return `--${name}[=${word}]`;
  return `--${name} ${word}${option.array ? ' ...' : ''}`;
}
