import type { EventName } from '../contract/vocabulary.ts';
import { cadenceShape } from '../expect/cadence.ts';
import { type CountDemand, countDemandShape, NONE } from '../expect/count-demand.ts';
import { orderShape } from '../expect/order.ts';
import type { ExpectationSpec } from '../expect/vocabulary.ts';
import { judged } from '../library/judging.ts';
import { nothingReceived } from '../library/nothing-received.ts';
import type { DurationText, PlainCount, Selector } from '../library/plain-expectation.ts';
import { type Finding, postedOnce } from '../library/posted-once.ts';
import { type Checked, readExpectation, readSelector, readValue } from '../library/read-expectation.ts';
import { ReceiverError } from '../library/receiver-error.ts';
import { selecting } from '../library/selecting.ts';
import { BENCH, type Bench } from '../library/watching.ts';
import { affirmed, denied, type MatcherResult, oppositeOf } from './matcher-result.ts';
import type { CadenceOptions, OrderOptions } from './matcher-types.ts';

/** What vitest tells a matcher of itself. */
interface MatcherState {
  readonly isNot: boolean;
}

/** The matchers themselves, for an `expect` of one's own: `expect.extend(receiverMatchers)`. */
export const receiverMatchers = {
  toHaveReceived(this: MatcherState, received: unknown, selector: Selector): MatcherResult {
    const bench = benchOf(received, 'toHaveReceived');
    const { spec, warnings } = readSelector(selector, 'toHaveReceived', bench.contract);
    const counted = (count: CountDemand): Finding => {
      const { fields, ...selectors } = spec;
      // Whoever names groups wants each of them, but none of any.
      const perGroup = spec.group !== undefined && count.max !== 0;
      const where = fields === undefined ? {} : { where: fields };
      return findingOf(bench, { spec: { kind: 'count', count, perGroup, ...selectors, ...where }, warnings });
    };
    return this.isNot
      ? denied('toHaveReceived', counted(NONE))
      : affirmed('toHaveReceived', counted({ min: 1, max: null }));
  },

  toHaveReceivedTimes(
    this: MatcherState,
    received: unknown,
    count: PlainCount,
    selector: Selector = {},
  ): MatcherResult {
    const bench = benchOf(received, 'toHaveReceivedTimes');
    const wanted = readValue(countDemandShape, count, 'toHaveReceivedTimes');
    return either(
      this,
      bench,
      'toHaveReceivedTimes',
      countOf(bench, 'toHaveReceivedTimes', wanted, selector),
    );
  },

  toHaveReceivedInOrder(
    this: MatcherState,
    received: unknown,
    events: readonly EventName[],
    options: OrderOptions = {},
  ): MatcherResult {
    const name = 'toHaveReceivedInOrder';
    const bench = benchOf(received, name);
    const read = readExpectation(orderShape, { order: events, ...options }, name, bench.contract);
    return either(this, bench, name, findingOf(bench, read));
  },

  toKeepCadence(
    this: MatcherState,
    received: unknown,
    every: DurationText,
    options: CadenceOptions = {},
  ): MatcherResult {
    const bench = benchOf(received, 'toKeepCadence');
    const read = readExpectation(cadenceShape, { every, ...options }, 'toKeepCadence', bench.contract);
    return either(this, bench, 'toKeepCadence', findingOf(bench, read));
  },

  toHaveBeenPostedOnce(this: MatcherState, received: unknown, selector: Selector = {}): MatcherResult {
    const bench = benchOf(received, 'toHaveBeenPostedOnce');
    const { contract, history } = bench;
    const { spec } = readSelector(selector, 'toHaveBeenPostedOnce', contract);
    const finding = postedOnce(history.observations(), selecting(spec, contract), contract);
    return either(this, bench, 'toHaveBeenPostedOnce', finding);
  },

  toMatchContract(this: MatcherState, received: unknown, selector: Selector = {}): MatcherResult {
    const bench = benchOf(received, 'toMatchContract');
    const { spec, warnings } = readSelector(selector, 'toMatchContract', bench.contract);
    const { fields, ...selectors } = spec;
    if (fields !== undefined)
      throw new ReceiverError(
        'bad-expectation',
        'toMatchContract judges whole bodies: fields cannot narrow it down',
        'name group and event only, or expect the fields with expectations([{ fields: … }])',
      );
    return either(
      this,
      bench,
      'toMatchContract',
      findingOf(bench, { spec: { kind: 'fieldSets', ...selectors }, warnings }),
    );
  },

  toHaveReceivedNothing(this: MatcherState, received: unknown, selector?: Selector): MatcherResult {
    const name = 'toHaveReceivedNothing';
    const bench = benchOf(received, name);
    const finding =
      selector === undefined
        ? nothingReceived(bench.history, bench.heard())
        : countOf(bench, name, NONE, selector);
    return either(this, bench, name, finding);
  },
};

function benchOf(received: unknown, matcher: string): Bench {
  const bench = typeof received === 'object' && received !== null ? Reflect.get(received, BENCH) : undefined;
  if (bench !== undefined) return bench as Bench;
  throw new ReceiverError(
    'not-a-receiver',
    `${matcher} is about a receiver: expect(receiver).${matcher}(…)`,
    'give expect() what startReceiver of ocs-sim/receiver resolved with; did you leave out an await?',
  );
}

function countOf(bench: Bench, matcher: string, count: CountDemand, selector: Selector): Finding {
  const { spec, warnings } = readSelector(selector, matcher, bench.contract);
  const { fields, ...selectors } = spec;
  const where = fields === undefined ? {} : { where: fields };
  return findingOf(bench, {
    spec: { kind: 'count', count, perGroup: false, ...selectors, ...where },
    warnings,
  });
}

function findingOf({ history, contract }: Bench, read: Checked<ExpectationSpec>): Finding {
  return judged([read], history, contract)[0]!;
}

function either({ isNot }: MatcherState, bench: Bench, matcher: string, finding: Finding): MatcherResult {
  if (!isNot) return affirmed(matcher, finding);
  return denied(matcher, oppositeOf(finding, bench.history.count > 0));
}
