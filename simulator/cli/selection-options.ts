// Command-line options that choose among the scenarios that were found; what their values mean is in run-selection.ts.

import type { CliOptions } from './command.ts';

/** The options. */
export const selectionOptions = {
  grep: {
    describe: 'Play those whose name or tags have this text, or fit this /regular expression/ (RE2)',
  },
  tag: {
    array: true,
    takes: 'tag',
    describe: 'Play those with this tag; "!slow": without it; a,b: with either',
  },
  case: {
    takes: 'case',
    describe:
      'Play these cases of a matrix, such as "release=8.1.512 mode=Predict", or all with mode=Predict',
  },
  shuffle: {
    takes: 'number',
    bare: '',
    describe: 'Play them in an order drawn from a seed, which is printed; --shuffle=SEED draws it again',
  },
  repeat: {
    takes: 'number',
    byDefault: '1',
    describe: 'Play each so many times, and find those that do not come out the same',
  },
} as const satisfies CliOptions;

/** Their values as they are given. */
export interface SelectionArguments {
  readonly grep?: string | undefined;
  readonly tag?: readonly string[] | undefined;
  readonly case?: string | undefined;
  readonly shuffle?: string | undefined;
  readonly repeat?: string | undefined;
}
