// Sends the cases one after another, has each looked into and judged, and tells as each ends.

import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { hostNowMs } from '../time/host-time.ts';
import type { CaseContext, CheckCase } from './case.ts';
import type { CheckEnd } from './check-end.ts';
import { judgeCase, notJudged } from './judge-case.ts';
import { type Kept, lookIntoStore } from './look-into-store.ts';
import type { CaseResult, CheckResult, LeftOut } from './result.ts';
import { type SentRequest, sendCase } from './send-case.ts';

/** How a check is run. */
export interface CheckOptions {
  readonly cases: readonly CheckCase[];
  readonly end: CheckEnd;
  /** What the cases are made from; the pool is the end's. */
  readonly context: Omit<CaseContext, 'poolSize'>;
  /** Ends it early; the result then says how far it came. */
  readonly signal: AbortSignal;
  /** Hears of each case as it ends. */
  readonly onCase?: (result: CaseResult) => void;
}

/**
 * Checks to the end. Gives trouble where nothing can be reached at the start; a target that goes away in the middle leaves the cases
 * that follow unjudged.
 */
export async function runCheck(options: CheckOptions): Promise<CheckResult | EnvironmentTrouble> {
  const { cases, end, signal } = options;
  const startedAtMs = hostNowMs();
  const context: CaseContext = { ...options.context, poolSize: end.poolSize };
  const results: CaseResult[] = [];
  const leftOut: LeftOut[] = [];
  let gone: EnvironmentTrouble | null = null;
  const unreachable = await end.reach();
  if (unreachable !== null) return unreachable;

  const tell = (result: CaseResult): void => {
    results.push(result);
    options.onCase?.(result);
  };
  for (const what of cases) {
    if (signal.aborted) break;
    const why = what.leftOut?.(context) ?? null;
    if (why !== null) {
      leftOut.push({ number: what.number, why });
      continue;
    }
    if (gone !== null) {
      tell(notJudged(what, 'not sent: the target was gone'));
      continue;
    }
    const checked = await checkOne(what, context, options);
    if ('trouble' in checked && results.length === 0 && !signal.aborted) return checked.trouble;
    // What an interruption cuts off is no result.
    if (signal.aborted) break;
    const suspicious =
      'trouble' in checked || checked.sent.some(({ outcome }) => outcome?.kind !== 'answered');
    if (suspicious) gone = await end.reach();
    if ('trouble' in checked) tell(notJudged(what, checked.trouble.message));
    else if (
      gone !== null &&
      checked.sent.every(({ outcome }) => outcome === null || outcome.kind === 'refused')
    )
      tell(notJudged(what, 'not sent: the target was gone'));
    else tell(judgeCase(what, { ...checked, responseTimeoutSeconds: end.responseTimeoutSeconds }));
  }
  return {
    target: { kind: end.kind, url: end.url },
    hasStore: end.hasStore,
    release: context.contract.release.name,
    contractTitle: context.contract.title,
    seed: context.seed,
    poolSize: end.poolSize,
    responseTimeoutSeconds: end.responseTimeoutSeconds,
    idleMs: context.idleMs,
    cases: results,
    leftOut,
    interrupted: signal.aborted,
    gone,
    realMs: hostNowMs() - startedAtMs,
  };
}

type Checked =
  | { readonly sent: readonly SentRequest[]; readonly kept: Kept | EnvironmentTrouble | null }
  | { readonly trouble: EnvironmentTrouble };

async function checkOne(
  what: CheckCase,
  context: CaseContext,
  { end, signal }: CheckOptions,
): Promise<Checked> {
  const phases = await what.phases(context);
  const opened = await end.openCase(what.number, signal);
  if ('kind' in opened) return { trouble: opened };
  try {
    const transport = await end.openTransport();
    const sent = await sendCase(phases, {
      url: opened.url,
      transport,
      poolSize: end.poolSize,
      responseTimeoutSeconds: end.responseTimeoutSeconds,
      proxy: end.proxy,
      signal,
    });
    const kept = opened.store === null || signal.aborted ? null : await lookIntoStore(opened.store, sent);
    return { sent, kept };
  } finally {
    await opened.close();
  }
}
