import type { Mark } from '../../receiver/contract/mark.ts';
import type { ReleaseName } from '../../receiver/contract/releases.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';

/**
 * What became of a case.
 *
 * - `passed`: everything was taken, and kept as it was sent as far as could be looked at;
 * - `failed`: something was not taken, not kept, or kept more than once;
 * - `tolerated`: everything was taken, and not quite as it should be: altered, reordered, slow;
 * - `not judged`: what the case is about could not be looked at.
 */
export const CASE_VERDICTS = ['passed', 'failed', 'tolerated', 'not judged'] as const;

/** See the list. */
export type CaseVerdict = (typeof CASE_VERDICTS)[number];

/** How far a case was looked into. */
export const LOOKED_AT = ['nothing', 'answers', 'answers and store'] as const;

/** See the list. */
export type LookedAt = (typeof LOOKED_AT)[number];

/** What a finding is about. */
export const FINDING_KINDS = [
  'not taken',
  'refused but kept',
  'not answered',
  'not sent',
  'taken though bad',
  'error at bad',
  'missing',
  'duplicated',
  'altered',
  'unexpected',
  'drift',
  'more connections',
  'reordered',
  'slow',
  'not looked at',
  'more',
] as const;

/** See the list. */
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something that keeps a case from having passed. */
export interface Finding {
  readonly kind: FindingKind;
  /** What follows from it for the case. */
  readonly weight: Exclude<CaseVerdict, 'passed'>;
  /** For people, one line, harmless: `answered 400: mapper_parsing_exception: …`. */
  readonly message: string;
  /** How many requests it is about; 0 where it is about none in particular. */
  readonly times: number;
  /** The first of them. */
  readonly first: { readonly number: number; readonly about: string } | null;
}

/** One case with what became of it. */
export interface CaseResult {
  readonly number: string;
  readonly slug: string;
  readonly title: string;
  /** How sure it is that OCS sends such. */
  readonly mark: Mark;
  readonly verdict: CaseVerdict;
  readonly lookedAt: LookedAt;
  /** For people, one line, harmless. */
  readonly summary: string;
  /** Requests of the case; of them those that were answered, and those answered with 2xx. */
  readonly requests: number;
  readonly answered: number;
  readonly taken: number;
  /** Milliseconds from a request to its whole answer, of requests that waited for no other: the longest, and the 99th percentile. */
  readonly slowestMs: number | null;
  readonly p99Ms: number | null;
  /** The gravest first. */
  readonly findings: readonly Finding[];
}

/** A case that could not be sent, and why. */
export interface LeftOut {
  readonly number: string;
  readonly why: string;
}

/** Why a check did not go on: the target went away, takes good notifications no more, or keeps nothing. */
export interface Stopped extends EnvironmentTrouble {
  /** Number of the case with which it began. */
  readonly since: string;
}

/** A whole check, to its end or as far as it came. */
export interface CheckResult {
  readonly target: { readonly kind: 'embedded' | 'target'; readonly url: string };
  /** Whether what the target keeps could be read. */
  readonly hasStore: boolean;
  readonly release: ReleaseName;
  readonly contractTitle: string;
  readonly seed: number;
  readonly poolSize: number;
  readonly responseTimeoutSeconds: number;
  readonly idleMs: number;
  /** In the order in which they were sent: hostile ones last. */
  readonly cases: readonly CaseResult[];
  readonly leftOut: readonly LeftOut[];
  readonly interrupted: boolean;
  /** Why the cases that follow were not sent; null where all of them were. */
  readonly stopped: Stopped | null;
  readonly realMs: number;
}

/** How many cases came to each verdict. */
export function countsOf({ cases }: Pick<CheckResult, 'cases'>): Readonly<Record<CaseVerdict, number>> {
  const counts = { passed: 0, failed: 0, tolerated: 0, 'not judged': 0 };
  for (const { verdict } of cases) counts[verdict] += 1;
  return counts;
}

/** Whether a case counts as failed. */
export function isFailure({ verdict }: Pick<CaseResult, 'verdict'>, strict: boolean): boolean {
  return verdict === 'failed' || (strict && verdict === 'tolerated');
}

/** Says of a file of JSON that it is such a result. */
export const RESULT_FORMAT = 'ocs-sim check';

/** Goes up when something of it is renamed, removed or means something else; what is added leaves it as it is. */
export const RESULT_VERSION = 1;
