import type { Random } from '../../receiver/random.ts';
import { DueCounts } from './due-counts.ts';

/** The part of dialing that belongs to one calling list. Counts are since the load. */
export class ListDialing {
  readonly answerRate: number;
  readonly ringing: DueCounts;
  ready: number;
  attempts = 0;
  answers = 0;
  /** Attempts begun a second, a mean over the last minutes; 0 while not dialing. */
  speed = 0;
  #begunThisTick = 0;

  constructor(answerRate: number, ready: number, ringHorizonTicks: number) {
    this.answerRate = answerRate;
    this.ready = ready;
    this.ringing = new DueCounts(ringHorizonTicks);
  }

  /** Begins up to `count` attempts, no more than there are ready records; returns how many. */
  begin(tick: number, count: number, ringSeconds: number, random: Random): number {
    const begun = Math.min(count, this.ready);
    if (begun === 0) return 0;
    this.ready -= begun;
    this.#begunThisTick += begun;
    this.ringing.spread(tick, begun, ringSeconds, 0, random);
    return begun;
  }

  /** Takes this tick into the mean, over so many ticks. */
  measure(ticks: number): void {
    this.speed += (this.#begunThisTick - this.speed) / ticks;
    this.#begunThisTick = 0;
  }
}
