// Command-line options of `check`; what their values mean is in check-settings.ts.

import type { ReleaseName } from '../../receiver/contract/releases.ts';
import type { CliOptions } from './command.ts';
import { contractOption, releaseOption, untrustedOption } from './options.ts';
import { type TargetArguments, targetOptions } from './target-options.ts';

/** The options. */
export const checkOptions = {
  list: { type: 'boolean', describe: 'Print the cases, send nothing' },
  show: { takes: 'check case', describe: 'Print a case in full: what it sends and demands, and why' },
  curl: { takes: 'check case', describe: 'Print the requests of a case as curl commands, byte for byte' },
  ...targetOptions,
  untrusted: untrustedOption,
  json: { takes: 'file or -', describe: 'Write the result to a file too, as JSON; - is standard output' },
  baseline: { takes: 'file', describe: 'Compare with an earlier result: what failed then does not count' },
  strict: { type: 'boolean', describe: 'Fail what is only tolerated otherwise' },
  tolerant: { type: 'boolean', describe: 'Tolerate altered values instead of failing the case' },
  hostile: {
    type: 'boolean',
    describe: 'Also send, last of all, what OCS never sends and what can take a target down',
  },
  'time-limit': {
    takes: 'duration',
    byDefault: '15m',
    describe: 'Send no further case after this time; cases not sent are not judged',
  },
  idle: {
    takes: 'duration',
    byDefault: '1s',
    describe: 'How long connections rest in family 11, such as 65s',
  },
  keep: { type: 'boolean', describe: 'Leave the indices of the cases, to be looked at' },
  release: { ...releaseOption, byDefault: 'all', describe: 'Speak this release alone' },
  contract: contractOption,
  seed: { takes: 'number', byDefault: '1', describe: 'Seed of the names and GUIDs, a whole number >= 0' },
} as const satisfies CliOptions;

/** Their values. */
export interface CheckArguments extends TargetArguments {
  readonly cases?: readonly string[] | undefined;
  readonly list?: boolean | undefined;
  readonly show?: string | undefined;
  readonly curl?: string | undefined;
  readonly json?: string | undefined;
  readonly baseline?: string | undefined;
  readonly strict?: boolean | undefined;
  readonly tolerant?: boolean | undefined;
  readonly hostile?: boolean | undefined;
  readonly 'time-limit'?: string | undefined;
  readonly idle?: string | undefined;
  readonly untrusted?: boolean | undefined;
  readonly keep?: boolean | undefined;
  readonly release?: ReleaseName | undefined;
  readonly contract?: string | undefined;
  readonly seed?: string | undefined;
}
