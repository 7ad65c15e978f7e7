import type { EventName } from '../contract/vocabulary.ts';
import type { Failure } from './failure.ts';
import type { Arrival } from './observation.ts';
import type { Selection } from './selection.ts';
import type { FailureLog } from './verdict.ts';

/** What is demanded of the time between one notification and the next. */
export interface CadenceRule {
  readonly event: EventName;
  readonly everyMs: number;
  readonly toleranceMs: number;
  /** From the `after` event to the first one; undefined: no later than one interval. */
  readonly firstMs?: number;
  readonly after: readonly EventName[];
  readonly noneAfter: readonly EventName[];
}

type Reference = Extract<Failure, { kind: 'interval' }>['since'];

/**
 * - `unknown`: before anything was heard, or after a gap;
 * - `on`: between an `after` event and a `noneAfter` event;
 * - `ended`: after a `noneAfter` event.
 */
type Phase =
  | { readonly kind: 'unknown'; readonly afterGap: boolean }
  | { readonly kind: 'on'; readonly since: Reference }
  | { readonly kind: 'ended'; readonly end: { readonly event: EventName; readonly atMs: number } };

/** The cadence of one group, in a few numbers. */
export class CadenceOfGroup {
  readonly #group: string;
  readonly #rule: CadenceRule;
  readonly #window: Selection;
  #phase: Phase = { kind: 'unknown', afterGap: false };
  #windowOver = false;
  /** How many notifications were judged, and how many of them were in time. */
  judged = 0;
  passed = 0;
  /** Furthest from the interval that was demanded, in milliseconds. */
  worstMs = 0;
  /** An `after` event came. */
  begun = false;
  /** Some came although nothing was heard of a beginning. */
  unannounced = 0;

  constructor(group: string, rule: CadenceRule, window: Selection) {
    this.#group = group;
    this.#rule = rule;
    this.#window = window;
  }

  feed(arrival: Arrival, event: EventName, failures: FailureLog): void {
    if (this.#windowOver) return;
    const { atMs } = arrival;
    if (atMs >= this.#window.untilMs) {
      this.judgeEnd(atMs, failures);
      this.#windowOver = true;
    } else if (event === this.#rule.event) {
      this.#beat(arrival, failures);
    } else if (this.#rule.after.includes(event)) {
      this.judgeEnd(atMs, failures);
      this.begun = true;
      this.#phase = { kind: 'on', since: { atMs, what: event } };
    } else if (this.#rule.noneAfter.includes(event)) {
      this.judgeEnd(atMs, failures);
      this.#phase = { kind: 'ended', end: { event, atMs } };
    }
  }

  /** Records were lost: what was known no longer holds. */
  forget(): void {
    this.#phase = { kind: 'unknown', afterGap: true };
  }

  #beat(arrival: Arrival, failures: FailureLog): void {
    const { atMs } = arrival;
    const { event, toleranceMs, after } = this.#rule;
    const phase = this.#phase;
    const judgeable = this.#window.hasInstant(atMs);
    if (phase.kind === 'ended') {
      if (!judgeable || atMs <= phase.end.atMs + toleranceMs) return;
      this.judged += 1;
      failures.add(() => ({ kind: 'after the end', group: this.#group, arrival, end: phase.end }));
      return;
    }
    if (phase.kind === 'unknown' && !phase.afterGap && judgeable) this.unannounced += 1;
    if (phase.kind === 'on' && judgeable) this.#judge(arrival, phase.since, failures);
    if (phase.kind === 'on' || phase.afterGap || after.includes(event))
      this.#phase = { kind: 'on', since: { atMs, what: event } };
  }

  #judge(arrival: Arrival, since: Reference, failures: FailureLog): void {
    const { toleranceMs } = this.#rule;
    const reference = this.#withinWindow(since);
    const intervalMs = this.#intervalAfter(reference);
    const offMs = arrival.atMs - reference.atMs - intervalMs;
    const mayBeEarly = this.#mayBeEarlyAfter(reference);
    this.judged += 1;
    if (offMs > 0 || !mayBeEarly) this.worstMs = Math.max(this.worstMs, Math.abs(offMs));
    if (offMs <= toleranceMs && (mayBeEarly || offMs >= -toleranceMs)) {
      this.passed += 1;
      return;
    }
    const problem = offMs > 0 ? 'late' : 'early';
    failures.add(() => this.#failure(problem, reference, arrival.atMs, arrival));
  }

  /** Whether none was due for too long, if judging ends at this instant; changes nothing here. */
  judgeEnd(endMs: number, failures: FailureLog): void {
    if (this.#phase.kind !== 'on' || this.#windowOver) return;
    const reference = this.#withinWindow(this.#phase.since);
    const atMs = Math.min(endMs, this.#window.untilMs);
    if (atMs - reference.atMs > this.#intervalAfter(reference) + this.#rule.toleranceMs)
      failures.add(() => this.#failure('none', reference, atMs, null));
  }

  /** What happened before the window began says nothing of the interval within it. */
  #withinWindow(since: Reference): Reference {
    const { fromMs } = this.#window;
    return since.atMs < fromMs ? { atMs: fromMs, what: 'window' } : since;
  }

  #intervalAfter(reference: Reference): number {
    const { event, everyMs, firstMs } = this.#rule;
    const isFirst = reference.what !== event && reference.what !== 'window';
    return isFirst ? (firstMs ?? everyMs) : everyMs;
  }

  #mayBeEarlyAfter({ what }: Reference): boolean {
    const { event, firstMs } = this.#rule;
    return what === 'window' || (what !== event && firstMs === undefined);
  }

  #failure(
    problem: 'late' | 'early' | 'none',
    since: Reference,
    atMs: number,
    arrival: Arrival | null,
  ): Failure {
    const { event, toleranceMs } = this.#rule;
    const intervalMs = this.#intervalAfter(since);
    const mayBeEarly = this.#mayBeEarlyAfter(since);
    const group = this.#group;
    return {
      kind: 'interval',
      group,
      event,
      problem,
      since,
      intervalMs,
      toleranceMs,
      mayBeEarly,
      atMs,
      arrival,
    };
  }
}
