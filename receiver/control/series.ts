import type { SeriesMessage, StatisticName, StatisticSeries } from './messages.ts';
import { STATISTIC_NAMES } from './subject.ts';

/** Numbers kept of each stretch: when, how many, and of each statistic the last, smallest and largest. */
const PER_STATISTIC = 3;
const WIDTH = 2 + PER_STATISTIC * STATISTIC_NAMES.length;
const FIRST_SIZE = 8;

/**
 * The statistics of one group over time in bounded memory: whenever its stretches run out, each two of them become one, so that the
 * whole time stays covered and the smallest and largest values are never lost.
 */
export class Series {
  readonly #capacity: number;
  #rows = new Float64Array(FIRST_SIZE * WIDTH);
  #length = 0;
  /** Notifications that go into one stretch. */
  #perStretch = 1;

  /** @param capacity stretches at most, an even number; 14 numbers of memory each */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Adds what one notification carried; NaN for what is not known. */
  add(atMs: number, values: Float64Array): void {
    const last = (this.#length - 1) * WIDTH;
    if (this.#length > 0 && this.#rows[last + 1]! < this.#perStretch) {
      this.#rows[last] = atMs;
      this.#rows[last + 1]! += 1;
      values.forEach((value, index) => {
        mergeRange(this.#rows, last + 2 + index * PER_STATISTIC, value, value, value);
      });
      return;
    }
    if (this.#length === this.#capacity) {
      this.#length = halve(this.#rows, this.#length);
      this.#perStretch *= 2;
      this.add(atMs, values);
      return;
    }
    if ((this.#length + 1) * WIDTH > this.#rows.length) {
      const larger = new Float64Array(Math.min(this.#capacity, this.#length * 2) * WIDTH);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    const at = this.#length * WIDTH;
    this.#rows[at] = atMs;
    this.#rows[at + 1] = 1;
    values.forEach((value, index) => {
      this.#rows.fill(value, at + 2 + index * PER_STATISTIC, at + 2 + (index + 1) * PER_STATISTIC);
    });
    this.#length += 1;
  }

  /** The series in at most so many points. */
  points(atMost: number): Omit<SeriesMessage, 'group' | 'tenant'> {
    const rows = this.#rows.slice(0, this.#length * WIDTH);
    let length = this.#length;
    while (length > atMost) length = halve(rows, length);
    const column = (offset: number): number[] =>
      Array.from({ length }, (_, index) => rows[index * WIDTH + offset]!);
    const known = (offset: number): (number | null)[] =>
      column(offset).map((value) => (Number.isNaN(value) ? null : value));
    const series = STATISTIC_NAMES.map((name, index): [StatisticName, StatisticSeries] => {
      const at = 2 + index * PER_STATISTIC;
      return [name, { last: known(at), min: known(at + 1), max: known(at + 2) }];
    });
    return {
      atMs: column(0),
      count: column(1),
      series: Object.fromEntries(series) as Record<StatisticName, StatisticSeries>,
    };
  }
}

/** Values join the last, smallest and largest at `at`; what is not known changes none of them. */
function mergeRange(rows: Float64Array, at: number, last: number, min: number, max: number): void {
  if (Number.isNaN(last)) return;
  rows[at] = last;
  rows[at + 1] = Number.isNaN(rows[at + 1]!) ? min : Math.min(rows[at + 1]!, min);
  rows[at + 2] = Number.isNaN(rows[at + 2]!) ? max : Math.max(rows[at + 2]!, max);
}

/** Makes one stretch of each two, in place; gives how many there are then. */
function halve(rows: Float64Array, length: number): number {
  const half = Math.ceil(length / 2);
  for (let index = 0; index < half; index += 1) {
    const [to, first, second] = [index * WIDTH, index * 2 * WIDTH, (index * 2 + 1) * WIDTH];
    rows.copyWithin(to, first, first + WIDTH);
    if (index * 2 + 1 >= length) continue;
    rows[to] = rows[second]!;
    rows[to + 1]! += rows[second + 1]!;
    for (let at = 2; at < WIDTH; at += PER_STATISTIC) {
      mergeRange(rows, to + at, rows[second + at]!, rows[second + at + 1]!, rows[second + at + 2]!);
    }
  }
  return half;
}
