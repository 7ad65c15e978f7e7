import type { Random } from '../../receiver/random.ts';

/** Up to so many are spread one by one; of more, equal parts are. */
const PARTS = 8;

/** How many of something come to their end in each coming tick: a ring of counts, so that cost goes by tick and not by call. */
export class DueCounts {
  readonly #slots: Int32Array;
  #total = 0;

  /** `horizonTicks`: the furthest ahead that anything is ever due. */
  constructor(horizonTicks: number) {
    this.#slots = new Int32Array(horizonTicks + 1);
  }

  /** All that are still to come. */
  get total(): number {
    return this.#total;
  }

  /** Puts `count` at a number of ticks from `tick`, at least one. */
  add(tick: number, ticksAhead: number, count: number): void {
    const at = (tick + Math.max(1, ticksAhead)) % this.#slots.length;
    this.#slots[at]! += count;
    this.#total += count;
  }

  /** Spreads `count` evenly over half to one and a half of `meanTicks` ahead, plus `fixedTicks`. */
  spread(tick: number, count: number, meanTicks: number, fixedTicks: number, random: Random): void {
    const part = Math.floor(count / PARTS);
    if (part > 0) {
      for (let i = 0; i < PARTS; i += 1) {
        this.add(tick, Math.round(meanTicks * (0.5 + (i + random.next()) / PARTS) + fixedTicks), part);
      }
    }
    for (let i = part * PARTS; i < count; i += 1) {
      this.add(tick, Math.round(meanTicks * (0.5 + random.next()) + fixedTicks), 1);
    }
  }

  /** Takes out what is due in this tick. Every tick must be taken once, in order. */
  take(tick: number): number {
    const at = tick % this.#slots.length;
    const count = this.#slots[at]!;
    this.#slots[at] = 0;
    this.#total -= count;
    return count;
  }

  /** Removes up to `count`, those that are due last first; returns how many were there to remove. */
  removeLatest(tick: number, count: number): number {
    let left = Math.min(count, this.#total);
    const removed = left;
    const { length } = this.#slots;
    for (let ahead = length - 1; ahead >= 1 && left > 0; ahead -= 1) {
      const at = (tick + ahead) % length;
      const here = Math.min(left, this.#slots[at]!);
      this.#slots[at]! -= here;
      left -= here;
    }
    this.#total -= removed;
    return removed;
  }

  /** How many ticks ahead the last one is due; 0 where none is. */
  lastAhead(tick: number): number {
    if (this.#total === 0) return 0;
    const { length } = this.#slots;
    for (let ahead = length - 1; ahead >= 1; ahead -= 1) {
      if (this.#slots[(tick + ahead) % length]! > 0) return ahead;
    }
    return 0;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#total = 0;
  }
}
