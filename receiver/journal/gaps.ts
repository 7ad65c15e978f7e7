import type { JournalGap } from './journal.ts';

/** Gaps in ascending order, none within another; neighbours with the same reason are one. */
export class Gaps {
  #gaps: JournalGap[] = [];
  #records = 0;

  constructor(gaps: readonly JournalGap[] = []) {
    for (const gap of gaps) this.add(gap);
  }

  get all(): readonly JournalGap[] {
    return [...this.#gaps];
  }

  /** Records within them. */
  get records(): number {
    return this.#records;
  }

  /** Adds one; what of it lies within those there already is left as it is. */
  add({ first, last, reason }: JournalGap): void {
    let from = first;
    for (const known of this.within(first, last)) {
      if (known.first > from) this.#insert({ first: from, last: known.first - 1, reason });
      from = known.last + 1;
    }
    if (from <= last) this.#insert({ first: from, last, reason });
  }

  /** Those that touch a stretch, cut to it. */
  within(first: number, last: number): readonly JournalGap[] {
    const found: JournalGap[] = [];
    for (let at = this.#firstEndingAt(first); at < this.#gaps.length; at += 1) {
      const gap = this.#gaps[at]!;
      if (gap.first > last) break;
      found.push({ ...gap, first: Math.max(gap.first, first), last: Math.min(gap.last, last) });
    }
    return found;
  }

  clear(): void {
    this.#gaps = [];
    this.#records = 0;
  }

  /** Index of the first one that ends at a number or behind it. */
  #firstEndingAt(number: number): number {
    let [low, high] = [0, this.#gaps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#gaps[middle]!.last < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** One that shares no number with the others. */
  #insert(gap: JournalGap): void {
    let { first, last } = gap;
    let at = this.#firstEndingAt(first);
    let replaced = 0;
    const after = this.#gaps[at];
    if (after !== undefined && after.first === last + 1 && after.reason === gap.reason) {
      last = after.last;
      replaced = 1;
    }
    const before = this.#gaps[at - 1];
    if (before !== undefined && before.last === first - 1 && before.reason === gap.reason) {
      first = before.first;
      at -= 1;
      replaced += 1;
    }
    this.#gaps.splice(at, replaced, { first, last, reason: gap.reason });
    this.#records += gap.last - gap.first + 1;
  }
}
