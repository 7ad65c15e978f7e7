import type { BaselineComparison } from './baseline.ts';
import type { CheckOutcome } from './outcome.ts';
import { type CheckResult, countsOf, RESULT_FORMAT, RESULT_VERSION } from './result.ts';

/** What stands beside the result itself. */
export interface ResultJsonOptions {
  readonly outcome: CheckOutcome;
  readonly strict: boolean;
  readonly baseline: BaselineComparison | null;
}

/** A result as text of JSON, for programs and for `--baseline`; a line end at its end. Nothing secret stands in it. */
export function resultJson(result: CheckResult, { outcome, strict, baseline }: ResultJsonOptions): string {
  const { cases, leftOut, target, hasStore, release, contractTitle, seed, interrupted, stopped } = result;
  const counts = countsOf(result);
  return `${JSON.stringify(
    {
      format: RESULT_FORMAT,
      version: RESULT_VERSION,
      outcome,
      target,
      storeRead: hasStore,
      release,
      contract: contractTitle,
      seed,
      poolSize: result.poolSize,
      responseTimeoutSeconds: result.responseTimeoutSeconds,
      idleMs: result.idleMs,
      strict,
      interrupted,
      targetGone: stopped?.message ?? null,
      stoppedSince: stopped?.since ?? null,
      milliseconds: rounded(result.realMs),
      counts: {
        passed: counts.passed,
        failed: counts.failed,
        tolerated: counts.tolerated,
        notJudged: counts['not judged'],
        leftOut: leftOut.length,
      },
      cases: cases.map((each) => ({
        number: each.number,
        slug: each.slug,
        title: each.title,
        mark: each.mark,
        verdict: each.verdict,
        lookedAt: each.lookedAt,
        summary: each.summary,
        requests: each.requests,
        answered: each.answered,
        taken: each.taken,
        slowestMs: rounded(each.slowestMs),
        p99Ms: rounded(each.p99Ms),
        findings: each.findings.map(({ kind, weight, message, times, first }) => ({
          kind,
          weight,
          message,
          times,
          firstRequest: first,
        })),
      })),
      leftOut,
      baseline,
    },
    null,
    2,
  )}\n`;
}

function rounded<T extends number | null>(ms: T): T {
  return (ms === null ? null : Math.round(ms * 10) / 10) as T;
}
