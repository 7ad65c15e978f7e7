// Sends the cases one after another, has each looked into and judged, and tells as each ends. Hostile ones come last.

import { durationText } from '../../receiver/document/duration.ts';
import { maskUrls } from '../../receiver/document/url-secrets.ts';
import { isTaken } from '../sender/ledger.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { afterHostMs, hostNowMs } from '../time/host-time.ts';
import type { CaseContext, CheckCase, Phase } from './case.ts';
import type { CheckEnd } from './check-end.ts';
import { judgeCase, notJudged } from './judge-case.ts';
import { type Kept, lookIntoStore } from './look-into-store.ts';
import { whyNotGoOn } from './probe.ts';
import type { CaseResult, CheckResult, LeftOut, Stopped } from './result.ts';
import { type SentRequest, sendCase } from './send-case.ts';

/** How a check is run. */
export interface CheckOptions {
  readonly cases: readonly CheckCase[];
  readonly end: CheckEnd;
  /** What the cases are made from; the pool is the end's. */
  readonly context: Omit<CaseContext, 'poolSize'>;
  /** Sends the cases that can take a target down too. Default false. */
  readonly hostile?: boolean;
  /** Tolerates altered values instead of failing the case. Default false. */
  readonly tolerant?: boolean;
  /** Real milliseconds after which no further case is sent. Default: none. */
  readonly limitMs?: number;
  /** Ends it early; the result then says how far it came. */
  readonly signal: AbortSignal;
  /** Hears of each case as it ends. */
  readonly onCase?: (result: CaseResult) => void;
  /** Hears that the next case is the first hostile one. */
  readonly onHostile?: () => void;
}

/** Cases in a row, from the first, of which a store has kept nothing at all: the others would be told the same, one wait each. */
const ENOUGH_NOT_KEPT = 5;

/**
 * Checks to the end. Gives trouble where nothing can be reached at the start; a target that goes away in the middle, or takes good
 * notifications no more, leaves the cases that follow unjudged, with one cause.
 */
export async function runCheck(options: CheckOptions): Promise<CheckResult | EnvironmentTrouble> {
  const { end, signal, limitMs } = options;
  const startedAtMs = hostNowMs();
  const context: CaseContext = { ...options.context, poolSize: end.poolSize };
  const unreachable = await end.reach();
  if (unreachable !== null) return unreachable;

  const limit = new AbortController();
  const timer = limitMs === undefined ? null : afterHostMs(limitMs, () => limit.abort());
  const check = new RunningCheck(options, context, AbortSignal.any([signal, limit.signal]));
  try {
    const trouble = await check.run();
    if (trouble !== null) return trouble;
  } finally {
    timer?.cancel();
  }
  return {
    target: { kind: end.kind, url: maskUrls(end.url) },
    hasStore: end.hasStore,
    release: context.contract.release.name,
    contractTitle: context.contract.title,
    seed: context.seed,
    poolSize: end.poolSize,
    responseTimeoutSeconds: end.responseTimeoutSeconds,
    idleMs: context.idleMs,
    cases: check.results,
    leftOut: check.leftOut,
    interrupted: signal.aborted,
    stopped: check.stopped,
    realMs: hostNowMs() - startedAtMs,
  };
}

type Checked =
  | { readonly sent: readonly SentRequest[]; readonly kept: Kept | EnvironmentTrouble | null }
  | { readonly trouble: EnvironmentTrouble };

/** A check under way. */
class RunningCheck {
  readonly results: CaseResult[] = [];
  readonly leftOut: LeftOut[] = [];
  stopped: Stopped | null = null;
  readonly #options: CheckOptions;
  readonly #context: CaseContext;
  /** Aborts at an interruption and at the time limit. */
  readonly #until: AbortSignal;
  #acceptedBefore = false;
  /** Cases so far that had something accepted, while the store never kept anything; null once it kept something. */
  #notKept: number | null = 0;

  constructor(options: CheckOptions, context: CaseContext, until: AbortSignal) {
    this.#options = options;
    this.#context = context;
    this.#until = until;
  }

  /** Gives trouble where not even the first case could be begun. */
  async run(): Promise<EnvironmentTrouble | null> {
    const { cases, hostile = false, onHostile, signal } = this.#options;
    let announced = false;
    for (const what of [...cases.filter((each) => !each.hostile), ...cases.filter((each) => each.hostile)]) {
      if (signal.aborted) break;
      const why = whyLeftOut(what, this.#context, hostile);
      if (why !== null) {
        this.leftOut.push({ number: what.number, why });
        continue;
      }
      const notSent = this.#whyNotSent();
      if (notSent !== null) {
        this.#tell(notJudged(what, notSent));
        continue;
      }
      if (what.hostile && !announced) onHostile?.();
      announced ||= what.hostile === true;
      const trouble = await this.#check(what);
      if (trouble !== null) return trouble;
    }
    return null;
  }

  async #check(what: CheckCase): Promise<EnvironmentTrouble | null> {
    const { end, signal, tolerant = false } = this.#options;
    const checked = await this.#send(what);
    if ('trouble' in checked && this.results.length === 0 && !this.#until.aborted) return checked.trouble;
    // What an interruption cuts off is no result.
    if (signal.aborted) return null;
    if (this.#until.aborted) {
      this.#tell(notJudged(what, this.#whyNotSent()!));
      return null;
    }
    const sent = 'trouble' in checked ? null : checked.sent;
    if (sent === null || what.hostile || sent.some(isSuspicious)) {
      const accepted = this.#acceptedBefore;
      const trouble = await whyNotGoOn(end, this.#context, { accepted, signal: this.#until });
      if (trouble !== null && !this.#until.aborted) this.stopped = { ...trouble, since: what.number };
    }
    if ('trouble' in checked) this.#tell(notJudged(what, checked.trouble.message));
    else if (
      this.stopped !== null &&
      checked.sent.every(({ outcome }) => outcome === null || outcome.kind === 'refused')
    )
      this.#tell(notJudged(what, this.#whyNotSent()!));
    else {
      this.#tell(
        judgeCase(what, { ...checked, responseTimeoutSeconds: end.responseTimeoutSeconds, tolerant }),
      );
      this.#countKept(what, checked);
      this.#acceptedBefore ||= checked.sent.some(isGoodAndAccepted);
    }
    return null;
  }

  #tell(result: CaseResult): void {
    this.results.push(result);
    this.#options.onCase?.(result);
  }

  /** Why no further case is sent; null where the next one is. */
  #whyNotSent(): string | null {
    if (this.stopped !== null) return `not sent: ${this.stopped.message}, since case ${this.stopped.since}`;
    if (this.#until.aborted)
      return `not sent: the time limit of ${durationText(this.#options.limitMs ?? 0)} was reached`;
    return null;
  }

  #countKept({ number }: CheckCase, { sent, kept }: Extract<Checked, { readonly sent: unknown }>): void {
    if (this.#notKept === null || this.stopped !== null) return;
    if (kept === null || !('stored' in kept) || !sent.some(isGoodAndAccepted)) return;
    const any = [...kept.stored.values()].some(({ kind }) => kind !== 'missing');
    this.#notKept = any ? null : this.#notKept + 1;
    if (this.#notKept !== null && this.#notKept >= ENOUGH_NOT_KEPT)
      this.stopped = {
        kind: 'environment',
        code: 'NOTHING_KEPT',
        message: `nothing of ${ENOUGH_NOT_KEPT} cases was found in the store`,
        hint: 'check how the store is read back: its URL or command, and the paths of items and body',
        since: number,
      };
  }

  async #send(what: CheckCase): Promise<Checked> {
    const { end } = this.#options;
    const phases: readonly Phase[] = await what.phases(this.#context);
    const opened = await end.openCase(what.number, this.#until);
    if ('kind' in opened) return { trouble: opened };
    try {
      const transport = await end.openTransport();
      const sent = await sendCase(phases, {
        url: opened.url,
        transport,
        poolSize: end.poolSize,
        responseTimeoutSeconds: end.responseTimeoutSeconds,
        proxy: end.proxy,
        signal: this.#until,
      });
      const kept =
        opened.store === null || this.#until.aborted ? null : await lookIntoStore(opened.store, sent);
      return { sent, kept };
    } finally {
      await opened.close();
    }
  }
}

function whyLeftOut(what: CheckCase, context: CaseContext, hostile: boolean): string | null {
  if (what.hostile && !hostile)
    return 'OCS never sends such, and it can take a target down: --hostile sends it';
  return what.leftOut?.(context) ?? null;
}

/** Whether it may be a sign that the target cannot go on. */
function isSuspicious({ outcome }: SentRequest): boolean {
  return outcome?.kind !== 'answered' || outcome.status! >= 500;
}

function isGoodAndAccepted({ request, outcome }: SentRequest): boolean {
  return request.refusal === undefined && outcome !== null && isTaken(outcome);
}
