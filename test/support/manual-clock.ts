import type { Clock, Timer } from '../../simulator/time/clock.ts';

interface Due {
  readonly instantMs: number;
  readonly order: number;
  readonly label: string;
  readonly action: () => void;
}

/** Campaign time that a test moves by hand: timers fire in order of their instants, ties in the order in which they were set. */
export class ManualClock implements Pick<Clock, 'nowMs' | 'at'> {
  #nowMs: number;
  #set = 0;
  #due: Due[] = [];

  constructor(nowMs = 0) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  at(instantMs: number, label: string, action: () => void): Timer {
    this.#set += 1;
    const due = { instantMs: Math.max(instantMs, this.#nowMs), order: this.#set, label, action };
    this.#due.push(due);
    return {
      cancel: () => {
        this.#due = this.#due.filter((each) => each !== due);
      },
    };
  }

  /** Labels of the timers that have yet to fire, the next one first. */
  get pending(): readonly string[] {
    return this.#inOrder().map((due) => due.label);
  }

  /** Moves on to an instant, firing on the way whatever is due until then, that instant included. */
  moveTo(instantMs: number): void {
    for (;;) {
      const next = this.#inOrder()[0];
      if (next === undefined || next.instantMs > instantMs) break;
      this.#due = this.#due.filter((each) => each !== next);
      this.#nowMs = next.instantMs;
      next.action();
    }
    this.#nowMs = instantMs;
  }

  /** Jumps without firing anything on the way, as a computer that slept does; the timers then fire late, one after another. */
  wakeLateAt(instantMs: number): void {
    this.#nowMs = instantMs;
    for (;;) {
      const next = this.#inOrder()[0];
      if (next === undefined || next.instantMs > instantMs) break;
      this.#due = this.#due.filter((each) => each !== next);
      next.action();
    }
  }

  #inOrder(): Due[] {
    return [...this.#due].sort((a, b) => a.instantMs - b.instantMs || a.order - b.order);
  }
}
