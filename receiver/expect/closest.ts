import type { Difference, NearMiss } from './failure.ts';
import type { FieldsMatch } from './match.ts';
import type { Arrival } from './observation.ts';
import type { Selection } from './selection.ts';

/** Another event or another group is as far off as this many fields: it is hardly what was meant. */
const WEIGHT_OF_IDENTITY = 3;
const NOTHING_FITS = Number.POSITIVE_INFINITY;

/**
 * Keeps, of all arrivals that were not it, the one that came closest: fewest criteria that differ, then nearest to the window,
 * then the earliest. Holds a single arrival and compares fields only where they can still decide.
 */
export class Closest {
  readonly #selection: Selection;
  readonly #match: FieldsMatch | null;
  #arrival: Arrival | null = null;
  #score = NOTHING_FITS;
  #offMs = NOTHING_FITS;

  constructor(selection: Selection, match: FieldsMatch | null = null) {
    this.#selection = selection;
    this.#match = match;
  }

  consider(arrival: Arrival): void {
    const offMs = Math.abs(this.#offMsOf(arrival));
    let score = this.#selection.hasInstant(arrival.atMs) ? 0 : 1;
    if (!this.#selection.hasEvent(arrival.event)) score += WEIGHT_OF_IDENTITY;
    if (!this.#selection.hasGroup(arrival.group, arrival.groupNames)) score += WEIGHT_OF_IDENTITY;
    if (score > this.#score) return;
    if (this.#match !== null)
      score += arrival.body === null ? WEIGHT_OF_IDENTITY : this.#match(arrival.body).length;
    if (score > this.#score || (score === this.#score && offMs >= this.#offMs)) return;
    this.#arrival = arrival;
    this.#score = score;
    this.#offMs = offMs;
  }

  #offMsOf({ atMs }: Arrival): number {
    const { fromMs, untilMs } = this.#selection;
    if (atMs < fromMs) return atMs - fromMs;
    return atMs > untilMs ? atMs - untilMs : 0;
  }

  /** The nearest arrival so far with every criterion that differs; null before the first one. */
  get nearest(): NearMiss | null {
    const arrival = this.#arrival;
    if (arrival === null) return null;
    const { events, groups, hasEvent, hasGroup, hasInstant } = this.#selection;
    const differences: Difference[] = [];
    if (!hasEvent(arrival.event))
      differences.push({ kind: 'event', expected: events ?? [], got: arrival.event });
    if (!hasGroup(arrival.group, arrival.groupNames))
      differences.push({ kind: 'group', expected: groups ?? [], got: arrival.group });
    if (!hasInstant(arrival.atMs)) differences.push({ kind: 'time', offMs: this.#offMsOf(arrival) });
    const misses = arrival.body === null ? [] : (this.#match?.(arrival.body) ?? []);
    if (misses.length > 0) differences.push({ kind: 'fields', misses });
    return { arrival, differences };
  }
}
