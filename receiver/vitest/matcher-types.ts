import type { EventName } from '../contract/vocabulary.ts';
import type { DurationText, PlainCadence, PlainCount, Selector } from '../library/plain-expectation.ts';

/** What a cadence is about besides its interval. */
export type CadenceOptions = Omit<PlainCadence, 'every'>;

/** What an order is about besides its events. */
export interface OrderOptions {
  readonly group?: string | readonly string[];
  /** No other state change comes before, between or after. Default false. */
  readonly strict?: boolean;
}

/**
 * Matchers on a receiver, about what came since it was started or cleared. They judge what is there and do not wait: `await
 * receiver.waitFor(…)` first. An expectation that could judge nothing fails, with `.not` as well; so does one that would need records
 * that the journal has dropped.
 */
export interface ReceiverMatchers<R = void> {
  /** At least one such notification came, of each group that is named. With `.not`: none came, while something else did. */
  toHaveReceived(selector: Selector): R;
  /** So many came, altogether: a number, or `{ atLeast, atMost }`. */
  toHaveReceivedTimes(count: PlainCount, selector?: Selector): R;
  /** Each group that is named, or each that showed itself, had these events in this order; others may stand between. */
  toHaveReceivedInOrder(events: readonly EventName[], options?: OrderOptions): R;
  /** `'10s'`: periodic messages of each group keep the interval, 200 ms more or less, from loaded on, and none comes after unloaded. */
  toKeepCadence(every: DurationText, options?: CadenceOptions): R;
  /**
   * Nothing that is selected arrived twice, as far as a receiver alone can know. Two equal bodies are a repetition for certain where
   * OCS could not have sent both: the same load or unload of one session, or the same start, stop or change of mode twice in
   * succession. Equal bodies that may be two notifications are inconclusive. What was attempted and never arrived is not seen at all.
   */
  toHaveBeenPostedOnce(selector?: Selector): R;
  /** Every body that is selected carries exactly what the contract demands of its release, event and state. */
  toMatchContract(selector?: Selector): R;
  /**
   * Without a selector: not a single request, complete or not, reached the receiver while it listened. With one: none such came, while
   * something else did, since silence alone proves nothing.
   */
  toHaveReceivedNothing(selector?: Selector): R;
}
