/** Buckets to a doubling: a percentile is at most an eighth above what was measured. */
const PER_DOUBLING = 8;
/** From a microsecond up to 2^27 of them, two minutes and more. */
const DOUBLINGS = 27;

/** How long attempts took, in bounded memory: counts in buckets that grow with what they count. */
export class Latencies {
  readonly #counts = new Uint32Array(PER_DOUBLING * DOUBLINGS);
  #total = 0;

  /** @param durationMs real milliseconds; what is shorter than a microsecond counts as one */
  add(durationMs: number): void {
    this.#counts[bucketOf(durationMs)]! += 1;
    this.#total += 1;
  }

  /** Counts what another one has counted as well. */
  merge(other: Latencies): void {
    for (const [bucket, times] of other.#counts.entries()) this.#counts[bucket]! += times;
    this.#total += other.#total;
  }

  get total(): number {
    return this.#total;
  }

  /**
   * The milliseconds within which a share of all attempts ended, such as 0.95: at least as long as it really took, and at most an
   * eighth longer. Null where there was none.
   */
  percentileMs(share: number): number | null {
    if (this.#total === 0) return null;
    const wanted = Math.max(1, Math.ceil(this.#total * share));
    let seen = 0;
    let bucket = 0;
    for (; bucket < this.#counts.length - 1; bucket += 1) {
      seen += this.#counts[bucket]!;
      if (seen >= wanted) break;
    }
    return upperMs(bucket);
  }
}

function bucketOf(durationMs: number): number {
  const micros = Math.max(1, durationMs * 1_000);
  const doubling = Math.min(DOUBLINGS - 1, Math.floor(Math.log2(micros)));
  const within = Math.floor((micros / 2 ** doubling - 1) * PER_DOUBLING);
  return doubling * PER_DOUBLING + Math.min(PER_DOUBLING - 1, within);
}

function upperMs(bucket: number): number {
  const doubling = Math.floor(bucket / PER_DOUBLING);
  return (2 ** doubling * (1 + ((bucket % PER_DOUBLING) + 1) / PER_DOUBLING)) / 1_000;
}
