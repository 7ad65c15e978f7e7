import type { HostTime } from '../wall-clock.ts';

/** Real milliseconds that a long piece of work may take before it lets others go on. */
const SLICE_MS = 8;

/** Cuts long work into slices, so that receiving goes on while somebody reads through everything. */
export class Pause {
  readonly #time: HostTime;
  #sinceMs = Number.NEGATIVE_INFINITY;

  constructor(time: HostTime) {
    this.#time = time;
  }

  /** Goes on at once, or after everything else that is due where a slice is over. */
  async ifDue(): Promise<void> {
    if (this.#time.nowMs() - this.#sinceMs < SLICE_MS) return;
    await new Promise<void>((resolve) => {
      this.#time.afterThisTurn(resolve);
    });
    this.#sinceMs = this.#time.nowMs();
  }
}
