import { CampaignClock } from './campaign-clock.ts';
import type { Timer } from './clock.ts';
import { afterHostMs, hostNowMs } from './host-time.ts';

/** Campaign time that passes with real time, at a speed: 1 is real, 60 makes an hour of campaign a minute. */
export class RealClock extends CampaignClock {
  readonly kind: 'real' | 'scaled';
  readonly speed: number;
  /** Moved on by every pause, so that no campaign time passes in one. */
  #startedAtMs = hostNowMs();
  #pausedAtMs: number | null = null;
  #onResume: (() => void)[] = [];
  #alarm: Timer | null = null;

  constructor(options: { readonly epochMs?: number; readonly speed?: number } = {}) {
    super(options.epochMs);
    this.speed = options.speed ?? 1;
    this.kind = this.speed === 1 ? 'real' : 'scaled';
  }

  nowMs(): number {
    return this.epochMs + ((this.#pausedAtMs ?? hostNowMs()) - this.#startedAtMs) * this.speed;
  }

  at(instantMs: number, label: string, action: () => void): Timer {
    // Not counted as now where it has passed: after a stall, what should have happened first still happens first.
    const timer = this.timers.add(instantMs, label, action);
    this.#setAlarm();
    return timer;
  }

  hold<T>(_key: string, _label: string, work: () => Promise<T>): Promise<T> {
    return work();
  }

  settled(): Promise<void> {
    if (!this.paused && this.ended === null) return Promise.resolve();
    return this.wait((resume) => {
      this.#onResume.push(resume);
      return () => {};
    });
  }

  run<T>(_label: string, script: () => Promise<T>): Promise<T> {
    return script();
  }

  async fork(_label: string, scripts: readonly (() => Promise<void>)[]): Promise<void> {
    const branches = scripts.map((script) => script());
    await Promise.allSettled(branches);
    await Promise.all(branches);
  }

  protected parked(): void {}
  protected resumed(): void {}

  protected halt(): void {
    this.#pausedAtMs = hostNowMs();
    this.#alarm?.cancel();
  }

  protected goOn(): void {
    this.#startedAtMs += hostNowMs() - this.#pausedAtMs!;
    this.#pausedAtMs = null;
    const waiting = this.#onResume;
    this.#onResume = [];
    for (const resume of waiting) resume();
    this.#setAlarm();
  }

  protected override end(error: Error): void {
    super.end(error);
    this.#alarm?.cancel();
  }

  #setAlarm(): void {
    this.#alarm?.cancel();
    this.#alarm = null;
    const next = this.timers.peek();
    if (next === undefined || this.ended || this.paused) return;
    this.#alarm = afterHostMs((next.atMs - this.nowMs()) / this.speed, () => this.#ring());
  }

  #ring(): void {
    for (
      let next = this.timers.peek();
      next !== undefined && next.atMs <= this.nowMs() && !this.paused;
      next = this.timers.peek()
    ) {
      this.timers.take();
      this.fire(next);
    }
    this.#setAlarm();
  }
}
