// Campaign time. Everything the simulated OCS does takes its time from here and from nowhere else; sockets never do.

/** A timer that has been set; cancelling one that has fired does nothing. */
export interface Timer {
  cancel(): void;
}

/** A timer that is waited for, for people to see. */
export interface Upcoming {
  readonly atMs: number;
  /** What is due then. */
  readonly label: string;
}

export interface Clock {
  readonly kind: 'virtual' | 'real' | 'scaled';
  /** Campaign milliseconds per real millisecond; null on the virtual clock, which is as fast as the work allows. */
  readonly speed: number | null;
  /** The instant at which campaign time began, in milliseconds since 1970. */
  readonly epochMs: number;
  /** Campaign time now, in milliseconds since 1970. Virtual: exactly the instant of the timer that runs. */
  nowMs(): number;
  /**
   * Runs `action` at an instant of campaign time; an instant that has passed is due at once. Timers of the same instant run in the
   * order in which they were set. The label names the timer in errors.
   */
  at(instantMs: number, label: string, action: () => void): Timer;
  /**
   * Work outside of campaign time, such as a POST under way. The virtual clock stands still until it has settled, and begins
   * work of the same key one after another; the other clocks begin it at once and go on.
   */
  hold<T>(key: string, label: string, work: () => Promise<T>): Promise<T>;
  /** Resolves once no held work is under way, and not while the clock is paused; else at once on clocks that do not stand still. */
  settled(): Promise<void>;
  /** Waits a while of campaign time. */
  sleep(ms: number, label: string): Promise<void>;
  /**
   * Waits until `wake` is called or the deadline (an instant) comes: true if woken. `arm` gets `wake` and returns how to disarm.
   */
  waitFor(deadlineMs: number, label: string, arm: (wake: () => void) => () => void): Promise<boolean>;
  /**
   * Runs a script of campaign time to its end: on the virtual clock time passes exactly while every script waits for it, and
   * stands still once the last one has ended. Within a script await only this clock: anything else lets no time pass.
   */
  run<T>(label: string, script: () => Promise<T>): Promise<T>;
  /** From within a script: runs others side by side and waits for all; rejects as the first that fails does, after all ended. */
  fork(label: string, scripts: readonly (() => Promise<void>)[]): Promise<void>;
  /**
   * Makes campaign time stand still: no timer fires, and no script that awaits `settled` goes on. Work under way ends as it does.
   * Doing it twice is doing it once.
   */
  pause(): void;
  /** Lets campaign time go on from where it stood, so that whatever is periodic keeps its rhythm in campaign time. */
  resume(): void;
  readonly paused: boolean;
  /** The timer that fires next; null where none is set. */
  next(): Upcoming | null;
  /** Abandons all waiting: `sleep`, `waitFor` and `settled` reject with a ClockStopped, now and later; timers never fire again. */
  stop(reason: string): void;
}

/** What waiting scripts reject with after `stop`. */
export class ClockStopped extends Error {
  override readonly name = 'ClockStopped';
}
