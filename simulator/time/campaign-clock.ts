import { type Clock, ClockStopped, type Timer, type Upcoming } from './clock.ts';
import { DEFAULT_EPOCH_MS, sinceEpochText } from './instant.ts';
import { type QueuedTimer, TimerQueue } from './timer-queue.ts';

/** What every clock does alike: waiting, waking, and ending all of it. How time passes is the subclass's business. */
export abstract class CampaignClock implements Clock {
  abstract readonly kind: Clock['kind'];
  abstract readonly speed: number | null;
  readonly epochMs: number;
  protected readonly timers = new TimerQueue();
  /** Why time has come to its end; null while it goes on. */
  protected ended: Error | null = null;
  #paused = false;
  readonly #waiting = new Set<(error: Error) => void>();

  constructor(epochMs: number = DEFAULT_EPOCH_MS) {
    this.epochMs = epochMs;
  }

  abstract nowMs(): number;
  abstract at(instantMs: number, label: string, action: () => void): Timer;
  abstract hold<T>(key: string, label: string, work: () => Promise<T>): Promise<T>;
  abstract settled(): Promise<void>;
  abstract run<T>(label: string, script: () => Promise<T>): Promise<T>;
  abstract fork(label: string, scripts: readonly (() => Promise<void>)[]): Promise<void>;
  /** A script begins to wait; a script goes on. */
  protected abstract parked(): void;
  protected abstract resumed(): void;
  /** Time is about to stand still; time may pass again. */
  protected abstract halt(): void;
  protected abstract goOn(): void;

  sleep(ms: number, label: string): Promise<void> {
    return this.wait((resume) => {
      const timer = this.at(this.nowMs() + ms, label, resume);
      return () => timer.cancel();
    });
  }

  async waitFor(deadlineMs: number, label: string, arm: (wake: () => void) => () => void): Promise<boolean> {
    let woken = false;
    await this.wait((resume) => {
      const timer = this.at(deadlineMs, label, resume);
      const disarm = arm(() => {
        woken = true;
        resume();
      });
      return () => {
        timer.cancel();
        disarm();
      };
    });
    return woken;
  }

  get paused(): boolean {
    return this.#paused;
  }

  pause(): void {
    if (this.#paused || this.ended) return;
    this.halt();
    this.#paused = true;
  }

  resume(): void {
    if (!this.#paused || this.ended) return;
    this.#paused = false;
    this.goOn();
  }

  next(): Upcoming | null {
    const timer = this.timers.peek();
    return timer === undefined ? null : { atMs: timer.atMs, label: timer.label };
  }

  stop(reason: string): void {
    this.end(new ClockStopped(`${reason} at ${sinceEpochText(this.nowMs() - this.epochMs)}`));
  }

  protected end(error: Error): void {
    if (this.ended) return;
    this.ended = error;
    this.timers.clear();
    for (const reject of [...this.#waiting]) reject(error);
  }

  /** One wait of one script, from now until `resume` is called or the clock ends. */
  protected wait(begin: (resume: () => void) => () => void): Promise<void> {
    if (this.ended) return Promise.reject(this.ended);
    return new Promise((resolve, reject) => {
      let over = false;
      let disarm: (() => void) | undefined;
      const finish = (settle: () => void): void => {
        if (over) return;
        over = true;
        this.resumed();
        this.#waiting.delete(fail);
        disarm?.();
        settle();
      };
      const fail = (error: Error): void => finish(() => reject(error));
      this.#waiting.add(fail);
      this.parked();
      disarm = begin(() => finish(resolve));
      if (over) disarm();
    });
  }

  /** Runs a timer's action; one that throws ends the clock, naming label and instant. */
  protected fire(timer: QueuedTimer): void {
    try {
      timer.action();
    } catch (error) {
      const at = sinceEpochText(timer.atMs - this.epochMs);
      this.end(new Error(`${timer.label}, due at ${at}: ${(error as Error).message}`, { cause: error }));
    }
  }
}
