export interface ListStatistics {
  readonly hitRatio: number | null;
  readonly timeToComplete: number | null;
}

/** Fractions of 1 with four decimals, whole seconds; null while unknown. */
export interface DialingStatistics {
  readonly busyFactor: number | null;
  readonly hitRatio: number | null;
  readonly overdialRate: number | null;
  readonly timeToComplete: number | null;
  /** In the order of the settings. */
  readonly callingLists: readonly ListStatistics[];
}

/** A fraction as statistics show it: no more than 1, four decimals. */
export function shownFraction(fraction: number): number {
  return Math.round(Math.min(1, fraction) * 10_000) / 10_000;
}

/** Below one attempt in three hours nothing can be said of the time that is left. */
const LEAST_SPEED = 1e-4;

/**
 * Time to complete while dialing, in whole seconds: 0 once no record is left, at least 1 before, null while the speed (attempts a
 * second) is next to nothing.
 */
export function shownTimeToComplete(readyRecords: number, speed: number): number | null {
  if (readyRecords === 0) return 0;
  return speed >= LEAST_SPEED ? Math.max(1, Math.round(readyRecords / speed)) : null;
}
