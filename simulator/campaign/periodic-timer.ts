import type { Clock, Timer } from '../time/clock.ts';

/** Fires at whole multiples of an interval after an instant, until it is armed anew or cancelled. */
export class PeriodicTimer {
  readonly #clock: Pick<Clock, 'nowMs' | 'at'>;
  readonly #label: string;
  readonly #action: () => void;
  #timer: Timer | null = null;

  constructor(clock: Pick<Clock, 'nowMs' | 'at'>, label: string, action: () => void) {
    this.#clock = clock;
    this.#label = label;
    this.#action = action;
  }

  /** Counts from now on; an interval of 0 turns it off. */
  arm(intervalMs: number): void {
    this.cancel();
    if (!(intervalMs > 0)) return;
    const fromMs = this.#clock.nowMs();
    // Every instant is counted from the first one, so that a clock that fires late does not make later ones drift.
    const set = (count: number): void => {
      this.#timer = this.#clock.at(fromMs + count * intervalMs, this.#label, () => {
        // The next one is set before the action, so that an action that arms or cancels has the last word.
        set(count + 1);
        this.#action();
      });
    };
    set(1);
  }

  cancel(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }
}
