import { didYouMean } from '../../receiver/document/closest-word.ts';
import { intakeOptions } from './intake-options.ts';

export const COMMAND_NAMES = ['run', 'validate', 'generate', 'receive', 'fields', 'schema', 'init'] as const;

/** Every option of every command, for the nearest one to a misspelt name. */
const OPTION_NAMES: readonly string[] = [
  'target',
  'release',
  'contract',
  'seed',
  'clock',
  'set',
  'verbose',
  'trace',
  'trace-json',
  'fail-fast',
  'concurrency',
  'bodies',
  'host',
  'port',
  'judge',
  'reply',
  ...Object.keys(intakeOptions),
  'format',
  'help',
  'version',
];

/** What yargs says of a wrong command line, in our words and with a hint. */
export function usageText(message: string): string {
  const hint = (text: string): string => `\n    hint:     ${text}`;
  const unknown = /^Unknown (?:argument|command)s?: (.+)$/.exec(message)?.[1]?.split(', ')[0];
  if (unknown !== undefined) {
    const known = [...COMMAND_NAMES, ...OPTION_NAMES];
    const near = (known as readonly string[]).includes(unknown)
      ? 'another command has it: ocs-sim --help'
      : didYouMean(unknown, known);
    return `there is no command or option "${unknown}"${hint(near ?? 'ocs-sim --help')}`;
  }
  const meant = /^Did you mean (.+)\?$/.exec(message)?.[1];
  if (meant !== undefined) return `there is no such command${hint(`did you mean "${meant}"?`)}`;
  const missing = /^Not enough arguments following: (.+)$/.exec(message)?.[1];
  if (missing !== undefined) return `--${missing} needs a value${hint('ocs-sim COMMAND --help shows which')}`;
  const invalid = /Argument: (.+), Given: (.+), Choices: (.+)$/.exec(message);
  if (invalid !== null) {
    const [, name = '', given = '', choices = ''] = invalid;
    const near = didYouMean(
      JSON.parse(given),
      choices.split(', ').map((choice) => JSON.parse(choice)),
    );
    return `${name === 'of' ? 'what schema prints' : `--${name}`} cannot be ${given}: expected one of ${choices}${near === undefined ? '' : hint(near)}`;
  }
  if (message.startsWith('Not enough non-option arguments'))
    return `something is missing here${hint('ocs-sim COMMAND --help shows what')}`;
  return `${message}${hint('ocs-sim --help')}`;
}
