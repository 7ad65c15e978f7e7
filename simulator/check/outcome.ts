import type { BaselineComparison } from './baseline.ts';
import { type CheckResult, isFailure } from './result.ts';

/** What a whole check comes to. */
export type CheckOutcome = 'passed' | 'failed' | 'not judged' | 'target gone' | 'interrupted';

/** What else decides it. */
export interface OutcomeOptions {
  /** What is tolerated counts as failed. */
  readonly strict: boolean;
  /** Null where nothing is compared. */
  readonly baseline: BaselineComparison | null;
}

/**
 * The outcome: a failure that no baseline knows decides, then what could not be judged. A case that needs a store, at a target
 * whose store cannot be read, does not spoil it: its answers were looked at, and more was not to be had. Every other case that is
 * not judged does, and so does a check of which no case at all was judged.
 */
export function outcomeOf(result: CheckResult, { strict, baseline }: OutcomeOptions): CheckOutcome {
  const { cases, hasStore, interrupted, stopped } = result;
  if (interrupted) return 'interrupted';
  const failures = baseline === null ? cases.filter((each) => isFailure(each, strict)) : baseline.newFailures;
  if (failures.length > 0) return 'failed';
  if (stopped !== null) return 'target gone';
  const unjudged = cases.some(
    ({ verdict, lookedAt }) => verdict === 'not judged' && (hasStore || lookedAt === 'nothing'),
  );
  const judgedNone = cases.every(({ verdict }) => verdict === 'not judged');
  return unjudged || judgedNone ? 'not judged' : 'passed';
}
