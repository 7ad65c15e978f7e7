import { type CountDemand, meets } from './count-demand.ts';
import type { NearMiss, WaitedFor } from './failure.ts';
import type { Arrival } from './observation.ts';
import { safeText } from './shown-text.ts';
import { FailureLog } from './verdict.ts';

/** What is counted, and how failures are kept. */
export interface TallyOptions {
  readonly wanted: CountDemand;
  /** Each of these is counted by itself, and so is any other that arrives; null: one count for all. */
  readonly groups: readonly string[] | null;
  readonly maxShown?: number;
}

interface Count {
  counted: number;
  surplus: Arrival | null;
}

/** Seen from one group's count, what is near in all else may still be another group's. */
function ofGroup(near: NearMiss, group: string | null): NearMiss {
  const { arrival, differences } = near;
  if (group === null || arrival.group === group) return near;
  const others = differences.filter(({ kind }) => kind !== 'group');
  return { arrival, differences: [{ kind: 'group', expected: [group], got: arrival.group }, ...others] };
}

/** Counts arrivals against a demand, altogether or per group. Keeps at most one arrival per count: the first one too many. */
export class Tally {
  readonly #wanted: CountDemand;
  readonly #maxShown: number | undefined;
  readonly #counts = new Map<string | null, Count>();
  readonly #perGroup: boolean;
  #total = 0;
  /** Counts that are still below the minimum. */
  #below = 0;
  #exceeded = false;

  constructor({ wanted, groups, maxShown }: TallyOptions) {
    this.#wanted = wanted;
    this.#maxShown = maxShown;
    this.#perGroup = groups !== null;
    for (const key of groups ?? [null]) this.#add(key);
  }

  #add(key: string | null): Count {
    const count: Count = { counted: 0, surplus: null };
    this.#counts.set(key, count);
    if (this.#wanted.min > 0) this.#below += 1;
    return count;
  }

  /** @param group by what its group is told apart */
  count(arrival: Arrival, group: string | null): void {
    const key = this.#perGroup ? group : null;
    const count = this.#counts.get(key) ?? this.#add(key);
    const { min, max } = this.#wanted;
    count.counted += 1;
    this.#total += 1;
    if (count.counted === min) this.#below -= 1;
    if (max !== null && count.counted > max) {
      this.#exceeded = true;
      count.surplus ??= arrival;
    }
  }

  get total(): number {
    return this.#total;
  }

  /** Every count has come to the minimum. */
  get reached(): boolean {
    return this.#below === 0 && this.#counts.size > 0;
  }

  /** Some count has gone past the maximum, which nothing can mend. */
  get exceeded(): boolean {
    return this.#exceeded;
  }

  /** Every count that is not as demanded; with `incomplete` only what more records could not mend. */
  failures(detail: {
    readonly nearest: NearMiss | null;
    readonly waited: WaitedFor | null;
    readonly incomplete: boolean;
  }): FailureLog {
    const log = new FailureLog(this.#maxShown);
    const { max } = this.#wanted;
    const isOnly = this.#counts.size === 1;
    for (const [key, { counted, surplus }] of this.#counts) {
      if (meets(counted, this.#wanted)) continue;
      const group = isOnly ? null : key;
      const tooMany = max !== null && counted > max;
      if (detail.incomplete && !tooMany) continue;
      const nearest = tooMany || detail.nearest === null ? null : ofGroup(detail.nearest, group);
      const { waited } = detail;
      log.add(() => ({ kind: 'count', wanted: this.#wanted, counted, group, waited, surplus, nearest }));
    }
    if (this.#counts.size === 0 && this.#wanted.min > 0 && !detail.incomplete) {
      const { nearest, waited } = detail;
      log.add(() => ({
        kind: 'count',
        wanted: this.#wanted,
        counted: 0,
        group: null,
        waited,
        surplus: null,
        nearest,
      }));
    }
    return log;
  }

  /** `24`, or `spring 12, summer 12`. */
  get summary(): string {
    if (this.#counts.size < 2) return String(this.#total);
    const shown = [...this.#counts]
      .slice(0, 4)
      .map(([group, { counted }]) => `${safeText(group ?? 'unknown')} ${counted}`);
    const rest = this.#counts.size - shown.length;
    return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  }
}
