/** Live parties that have answered and found no agent, by how long they have waited. */
export class WaitingParties {
  /** One count for each whole second of waiting, up to the patience. */
  readonly #byAge: number[];
  #count = 0;

  constructor(patienceSeconds: number) {
    this.#byAge = new Array<number>(Math.round(patienceSeconds) + 1).fill(0);
  }

  get count(): number {
    return this.#count;
  }

  /** So many have just answered. */
  join(count: number): void {
    this.#byAge[0]! += count;
    this.#count += count;
  }

  /** Up to `free` of them get an agent, the longest waiting first; returns how many did. */
  serve(free: number): number {
    const served = Math.min(free, this.#count);
    let left = served;
    for (let age = this.#byAge.length - 1; age >= 0 && left > 0; age -= 1) {
      const here = Math.min(left, this.#byAge[age]!);
      this.#byAge[age]! -= here;
      left -= here;
    }
    this.#count -= served;
    return served;
  }

  /** A second passes: those whose patience is over are lost. Returns how many. */
  lose(): number {
    if (this.#count === 0) return 0;
    const last = this.#byAge.length - 1;
    const lost = this.#byAge[last]!;
    for (let age = last; age > 0; age -= 1) this.#byAge[age] = this.#byAge[age - 1]!;
    this.#byAge[0] = 0;
    this.#count -= lost;
    return lost;
  }

  /** All are lost at once. Returns how many. */
  loseAll(): number {
    const lost = this.#count;
    this.#byAge.fill(0);
    this.#count = 0;
    return lost;
  }
}
