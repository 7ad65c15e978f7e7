// What the command line of `check` says, and the ways in which it can be wrong.

import { loadContract } from '../../receiver/contract/site.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { parseDurationMs } from '../../receiver/document/duration.ts';
import { isDiagnostic, readSource } from '../../receiver/document/read-file.ts';
import { type Baseline, readBaseline } from '../check/baseline.ts';
import type { CaseContext, CheckCase } from '../check/case.ts';
import { selectCases } from '../check/select-cases.ts';
import { whyUnwritable } from '../report/destination.ts';
import type { Target } from '../target/target.ts';
import type { CheckArguments } from './check-options.ts';
import { wholeNumber } from './options.ts';
import { targetWishOf } from './target-settings.ts';
import { targetsFor } from './targets-for.ts';

const IDLE_MS = 1_000;
const LONGEST_IDLE_MS = 3_600_000;
const LIMIT_MS = 900_000;
const LONGEST_LIMIT_MS = 86_400_000;
const SEED = 1;

/** A check as it was asked for. */
export interface CheckSettings {
  readonly cases: readonly CheckCase[];
  /** Null for the embedded receiver. */
  readonly target: Target | null;
  readonly context: Omit<CaseContext, 'poolSize'>;
  readonly baseline: Baseline | null;
  /** Real milliseconds after which no further case is sent. */
  readonly limitMs: number;
  /** Warnings of the contract file. */
  readonly problems: readonly Diagnostic[];
}

/** What is wrong with the options: in a line, or with places. */
export type WrongCheck =
  | { readonly wrong: string }
  | { readonly problems: readonly Diagnostic[]; readonly cases?: undefined };

/** What the options say, or the first thing that is wrong with them. Files are read, the target's secrets too. */
export function checkSettingsOf(
  args: CheckArguments,
  environment: Readonly<Record<string, string | undefined>>,
): CheckSettings | WrongCheck {
  const modes = (['list', 'show', 'curl'] as const).filter(
    (name) => args[name] !== undefined && args[name] !== false,
  );
  if (modes.length > 1) return { wrong: `--${modes[0]} and --${modes[1]} cannot stand together` };
  const one = args.show ?? args.curl;
  if (one !== undefined && args.cases?.length)
    return { wrong: `--${modes[0]} names its case itself: leave out ${args.cases.join(' ')}` };
  const selection = selectCases(one === undefined ? (args.cases ?? []) : [one]);
  if ('wrong' in selection) return { wrong: `${selection.wrong}\n    hint:     ${selection.hint}` };
  if (one !== undefined && selection.cases.length !== 1)
    return { wrong: `--${modes[0]} ${one}: expected one case, such as ${selection.cases[0]!.number}` };

  const idleMs = args.idle === undefined ? IDLE_MS : parseDurationMs(args.idle);
  if (idleMs === null || idleMs > LONGEST_IDLE_MS)
    return { wrong: `--idle ${args.idle}: expected a duration up to 1h, such as 5s or 65s` };
  const seed = args.seed === undefined ? SEED : wholeNumber(args.seed);
  if (seed === null) return { wrong: `--seed ${args.seed}: expected a whole number >= 0, such as --seed 7` };
  const limit = args['time-limit'];
  const limitMs = limit === undefined ? LIMIT_MS : parseDurationMs(limit);
  if (limitMs === null || limitMs <= 0 || limitMs > LONGEST_LIMIT_MS)
    return { wrong: `--time-limit ${limit}: expected a duration up to 24h, such as 90s or 15m` };
  if (args.strict && args.tolerant) return { wrong: '--strict and --tolerant exclude each other: drop one' };
  const baseline = args.baseline === undefined ? null : baselineAt(args.baseline);
  if (baseline !== null && 'wrong' in baseline) return baseline;
  if (args.json !== undefined && args.json !== '-') {
    const why = whyUnwritable(args.json);
    if (why !== null) return { wrong: `--json ${args.json}: ${why}` };
  }

  const { contract, problems } = loadContract({ release: args.release, file: args.contract });
  if (contract === null) return { problems };
  const target = targetOf(args, environment);
  if (target !== null && ('wrong' in target || 'problems' in target)) return target;
  return {
    cases: selection.cases,
    target,
    baseline,
    limitMs,
    problems,
    context: {
      contract,
      contractOf: (release) => loadContract({ release, file: args.contract }).contract,
      contractFile: args.contract,
      onlyRelease: args.release ?? null,
      seed,
      idleMs,
    },
  };
}

function baselineAt(path: string): Baseline | { readonly wrong: string } {
  const source = readSource(path);
  if (isDiagnostic(source)) return { wrong: `--baseline ${path}: ${source.message}` };
  const baseline = readBaseline(source.text);
  return 'wrong' in baseline ? { wrong: `--baseline ${path}: ${baseline.wrong}` } : baseline;
}

function targetOf(
  args: CheckArguments,
  environment: Readonly<Record<string, string | undefined>>,
): Target | null | WrongCheck {
  const wish = targetWishOf(args);
  if ('wrong' in wish || 'problems' in wish) return wish;
  const targets = targetsFor(wish, [null], environment);
  if ('wrong' in targets || 'problems' in targets) return targets;
  const [target = null] = targets;
  if (target?.index == null)
    return args.keep
      ? { wrong: '--keep is about the indices of Elasticsearch or OpenSearch: there are none' }
      : target;
  // A hundred indices are a burden to whoever did not ask for them.
  return { ...target, index: { ...target.index, keep: args.keep === true } };
}
