// Command-line options that several commands share, and the ways in which their values can be wrong.

import { RELEASE_NAMES, type ReleaseName } from '../../receiver/contract/releases.ts';
import { CLOCK_WORDS, parseClock } from '../scenario/clock-setting.ts';
import type { LoadOptions } from '../scenario/load.ts';
import type { CliOption, CliOptions } from './command.ts';

export const releaseOption = {
  choices: RELEASE_NAMES,
  describe: 'Release of OCS',
} as const satisfies CliOption;

export const contractOption = {
  takes: 'contract',
  describe: "A site's contract file",
} as const satisfies CliOption;

export const untrustedOption = {
  type: 'boolean',
  describe:
    'A scenario is code: allow no programs, secrets, foreign hosts, files outside its folder, and no project file',
} as const satisfies CliOption;

export const loadingOptions = {
  release: { ...releaseOption, describe: 'Play this release of OCS, whatever the scenario says' },
  contract: { ...contractOption, describe: "Use this site's contract file, whatever the scenario says" },
  seed: { takes: 'number', describe: 'Seed of all chance, a whole number >= 0' },
  clock: { takes: 'clock', describe: `Clock: ${CLOCK_WORDS}` },
  set: {
    array: true,
    takes: 'setting',
    describe: 'Put a value into the scenario: path=value',
  },
  param: {
    array: true,
    takes: 'parameter',
    describe: 'Give a variable of the scenario another value: name=value',
  },
  untrusted: untrustedOption,
} as const satisfies CliOptions;

export interface LoadingArguments {
  readonly release?: ReleaseName | undefined;
  readonly contract?: string | undefined;
  readonly seed?: string | undefined;
  readonly clock?: string | undefined;
  readonly set?: readonly string[] | undefined;
  readonly param?: readonly string[] | undefined;
  readonly untrusted?: boolean | undefined;
}

/** What the shared options say, or what is wrong with them. */
export function loadOptionsOf(
  args: LoadingArguments,
  hosts: readonly string[] = [],
): LoadOptions | { readonly wrong: string } {
  const seed = args.seed === undefined ? undefined : wholeNumber(args.seed);
  if (seed === null) return { wrong: `--seed ${args.seed}: expected a whole number >= 0, such as --seed 7` };
  const clock = args.clock === undefined ? undefined : parseClock(args.clock);
  if (clock === null) return { wrong: `--clock ${args.clock}: expected ${CLOCK_WORDS}` };
  return {
    ...(args.release === undefined ? {} : { release: args.release }),
    ...(args.contract === undefined ? {} : { contract: args.contract }),
    ...(seed === undefined ? {} : { seed }),
    ...(clock === undefined ? {} : { clock }),
    ...(args.set === undefined ? {} : { set: args.set }),
    ...(args.param === undefined ? {} : { param: args.param }),
    ...(args.untrusted === true ? { untrusted: { hosts } } : {}),
  };
}

/** A whole number from 0 to the largest safe one; null for anything else. */
export function wholeNumber(text: string): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}
