import type { HostTime } from '../wall-clock.ts';

/** Real milliseconds that long pieces of work may take before they let everything else go on. */
const SLICE_MS = 8;

/** Cuts long work into slices, one a turn however many want one, so that receiving goes on while others read through everything. */
export class Pause {
  readonly #time: HostTime;
  readonly #waiting: (() => void)[] = [];
  #sinceMs = Number.NEGATIVE_INFINITY;

  constructor(time: HostTime) {
    this.#time = time;
  }

  /** Goes on at once, or after everything else that is due where a slice is over or somebody else waits for one. */
  async ifDue(): Promise<void> {
    const sliceMs = this.#time.nowMs() - this.#sinceMs;
    // A clock that was set back says nothing.
    if (this.#waiting.length === 0 && sliceMs >= 0 && sliceMs < SLICE_MS) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) this.#time.afterThisTurn(() => this.#wakeOne());
    });
    this.#sinceMs = this.#time.nowMs();
  }

  #wakeOne(): void {
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) this.#time.afterThisTurn(() => this.#wakeOne());
  }
}
