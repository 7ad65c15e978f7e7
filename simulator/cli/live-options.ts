// Command-line options for what is seen while scenarios are played.

import type { CliOptions } from './command.ts';
import type { ProgressWish } from './live/progress.ts';

export const liveOptions = {
  progress: {
    choices: ['auto', 'on', 'off'],
    default: 'auto',
    negated: 'off',
    describe:
      'How the run stands while it goes on; auto: redrawn on a terminal, a line now and then elsewhere',
  },
  watch: {
    type: 'boolean',
    describe: 'Then wait, and run again what a changed file touches',
  },
} as const satisfies CliOptions;

export interface LiveArguments {
  readonly progress?: ProgressWish | undefined;
  readonly watch?: boolean | undefined;
}
