import type { DialingStatistics, ListStatistics } from './dialing-statistics.ts';

/** One value for good, or one element per periodic message, the last of which stays. Null is the value "not known yet". */
export type Fixed = number | null | readonly (number | null)[];

/** Statistics of one calling list that a scenario fixes; what is not given comes from the model. */
export interface FixedListStatistics {
  readonly hitRatio?: Fixed;
  readonly timeToComplete?: Fixed;
}

/** Statistics of a group that a scenario fixes; what is not given comes from the model. */
export interface FixedStatistics extends FixedListStatistics {
  readonly busyFactor?: Fixed;
  readonly overdialRate?: Fixed;
  /** By name of the calling list. */
  readonly callingLists?: ReadonlyMap<string, FixedListStatistics>;
}

/**
 * The statistics with what is fixed put in their place. `periodicCount` counts the periodic messages of this load so far, the one
 * that is being made included: the first message has the first element, and so has whatever comes before it; a state change has
 * the element of the last periodic message. An empty series fixes nothing.
 */
export function withFixed(
  modelled: DialingStatistics,
  fixed: FixedStatistics,
  listNames: readonly string[],
  periodicCount: number,
): DialingStatistics {
  const pick = (given: Fixed | undefined, otherwise: number | null): number | null =>
    given === undefined ? otherwise : elementOf(given, periodicCount, otherwise);
  return {
    busyFactor: pick(fixed.busyFactor, modelled.busyFactor),
    hitRatio: pick(fixed.hitRatio, modelled.hitRatio),
    overdialRate: pick(fixed.overdialRate, modelled.overdialRate),
    timeToComplete: pick(fixed.timeToComplete, modelled.timeToComplete),
    callingLists: modelled.callingLists.map((list, index): ListStatistics => {
      const own = fixed.callingLists?.get(listNames[index]!);
      return {
        hitRatio: pick(own?.hitRatio, list.hitRatio),
        timeToComplete: pick(own?.timeToComplete, list.timeToComplete),
      };
    }),
  };
}

function elementOf(
  fixed: Exclude<Fixed, undefined>,
  periodicCount: number,
  otherwise: number | null,
): number | null {
  if (fixed === null || typeof fixed === 'number') return fixed;
  if (fixed.length === 0) return otherwise;
  return fixed[Math.min(Math.max(periodicCount, 1), fixed.length) - 1]!;
}
