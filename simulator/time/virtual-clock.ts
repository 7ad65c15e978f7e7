// Campaign time as fast as the work allows. Time passes only while every script waits and no held work is under way; it then goes
// to the next due instant, never over one.

import { CampaignClock } from './campaign-clock.ts';
import type { Timer } from './clock.ts';
import { nextTurn } from './host-time.ts';

/** So many timers run in a row before the event loop gets a turn, or a long wait without any POST could not be interrupted. */
const TIMERS_PER_TURN = 1_000;

export class VirtualClock extends CampaignClock {
  readonly kind = 'virtual';
  readonly speed = null;
  #nowMs: number;
  /** Scripts that run or wait; time never passes without one, or periodic timers would run for ever. */
  #scripts = 0;
  /** Scripts that do something now, rather than wait for time to pass. */
  #active = 0;
  #held = 0;
  readonly #lastOfKey = new Map<string, Promise<unknown>>();
  #onSettled: (() => void)[] = [];
  #driving = false;
  #ranThisTurn = 0;

  constructor(options: { readonly epochMs?: number } = {}) {
    super(options.epochMs);
    this.#nowMs = this.epochMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  at(instantMs: number, label: string, action: () => void): Timer {
    return this.timers.add(Math.max(instantMs, this.#nowMs), label, action);
  }

  async hold<T>(key: string, _label: string, work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    // Work that throws before it gives a promise must not stay held for ever.
    const begin = async (): Promise<T> => work();
    const before = this.#lastOfKey.get(key);
    const own = before === undefined ? begin() : before.then(begin, begin);
    this.#lastOfKey.set(key, own);
    try {
      return await own;
    } finally {
      if (this.#lastOfKey.get(key) === own) this.#lastOfKey.delete(key);
      this.#held -= 1;
      this.#goOnOnceSettled();
    }
  }

  settled(): Promise<void> {
    if (this.#held === 0 && !this.paused && this.ended === null) return Promise.resolve();
    return this.wait((resume) => {
      this.#onSettled.push(resume);
      return () => {};
    });
  }

  async run<T>(_label: string, script: () => Promise<T>): Promise<T> {
    this.#scripts += 1;
    this.#active += 1;
    try {
      return await script();
    } finally {
      this.#scripts -= 1;
      this.#active -= 1;
      this.#driveSoon();
    }
  }

  async fork(_label: string, scripts: readonly (() => Promise<void>)[]): Promise<void> {
    if (scripts.length === 0) return;
    // The caller lends its activity to its branches, and gets it back from the one that ends last: so no time passes in between.
    this.#active += scripts.length - 1;
    let left = scripts.length;
    const branches = scripts.map(async (script) => {
      try {
        await script();
      } finally {
        left -= 1;
        if (left > 0) {
          this.#active -= 1;
          this.#driveSoon();
        }
      }
    });
    await Promise.allSettled(branches);
    await Promise.all(branches);
  }

  protected parked(): void {
    this.#active -= 1;
    this.#driveSoon();
  }

  protected resumed(): void {
    this.#active += 1;
  }

  protected halt(): void {}

  protected goOn(): void {
    this.#goOnOnceSettled();
  }

  #goOnOnceSettled(): void {
    if (this.#held > 0 || this.paused) return;
    const waiting = this.#onSettled;
    this.#onSettled = [];
    for (const resume of waiting) resume();
    this.#driveSoon();
  }

  /** Never from within the caller's own turn: whatever it still has to do at this instant comes first. */
  #driveSoon(): void {
    if (this.#driving || !this.#mayPass()) return;
    this.#driving = true;
    queueMicrotask(() => this.#drive());
  }

  #mayPass(): boolean {
    return this.#active === 0 && this.#held === 0 && this.#scripts > 0 && !this.paused && this.ended === null;
  }

  #drive(): void {
    for (; this.#mayPass(); this.#ranThisTurn += 1) {
      if (this.#ranThisTurn === TIMERS_PER_TURN) {
        nextTurn(() => {
          this.#ranThisTurn = 0;
          this.#drive();
        });
        return;
      }
      const timer = this.timers.take();
      if (timer === undefined) break;
      this.#nowMs = timer.atMs;
      this.fire(timer);
    }
    this.#driving = false;
  }
}
