/** So many may wait for an earlier number; then order is given up for memory. */
const MOST_WAITING = 20_000;

/** Passes on what is told out of order in the order of its numbers from 1 on, as far as that costs no more than a bounded memory. */
export class InOrder<T extends { readonly number: number }> {
  readonly #pass: (item: T) => void;
  readonly #most: number;
  readonly #waiting = new Map<number, T>();
  #next = 1;

  constructor(pass: (item: T) => void, most: number = MOST_WAITING) {
    this.#pass = pass;
    this.#most = most;
  }

  /** Every number is told once. */
  add(item: T): void {
    if (item.number > this.#next) {
      this.#waiting.set(item.number, item);
      // The lower half, so that sorting is rare.
      if (this.#waiting.size > this.#most) this.#release(Math.ceil(this.#most / 2));
      return;
    }
    this.#pass(item);
    if (item.number === this.#next) this.#next += 1;
    for (let next = this.#waiting.get(this.#next); next !== undefined; next = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next);
      this.#next += 1;
      this.#pass(next);
    }
  }

  /** Nothing more will be told: what waits for numbers that never came goes on. */
  flush(): void {
    this.#release(this.#waiting.size);
  }

  #release(count: number): void {
    const lowest = [...this.#waiting.keys()].sort((a, b) => a - b).slice(0, count);
    for (const number of lowest) {
      const item = this.#waiting.get(number)!;
      this.#waiting.delete(number);
      this.#next = number + 1;
      this.#pass(item);
    }
  }
}
