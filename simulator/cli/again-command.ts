import { maskUrls } from '../../receiver/document/url-secrets.ts';
import { shellWord } from '../report/shell-word.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { LoadingArguments } from './options.ts';
import type { SelectionArguments } from './selection-options.ts';
import { type TargetArguments, targetWords } from './target-options.ts';

/** The command line that plays files again in the same way; secrets stay references to where they are kept. */
export function againCommand(
  files: readonly string[],
  args: LoadingArguments & SelectionArguments & TargetArguments,
): string {
  const { release, contract, clock, seed, case: cases, grep, repeat, shuffle } = args;
  const single = { release, contract, clock, seed, case: cases, grep, repeat };
  const options = Object.entries(single).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const several = (['tag', 'set', 'param'] as const).flatMap((name) =>
    (args[name] ?? []).flatMap((value) => [`--${name}`, value]),
  );
  const order = shuffle === undefined ? [] : [shuffle === '' ? '--shuffle' : `--shuffle=${shuffle}`];
  const trust = args.untrusted === true ? ['--untrusted'] : [];
  const words = [
    'ocs-sim',
    'run',
    ...files,
    ...trust,
    ...options,
    ...targetWords(args),
    ...several,
    ...order,
  ];
  return words.map((word) => shellWord(maskUrls(word))).join(' ');
}

/** The command line that plays one scenario again, of a file with a matrix this one case. */
export function againOne(
  { file, seed, case: own }: Scenario,
  {
    grep: _grep,
    tag: _tag,
    repeat: _repeat,
    shuffle: _shuffle,
    ...args
  }: LoadingArguments & SelectionArguments & TargetArguments,
): string {
  // A matrix may give the seed, which nobody else then can.
  const seedWord = own === null ? String(seed) : args.seed;
  return againCommand([file], { ...args, seed: seedWord, case: own?.text });
}
