// The statistical model of one group's dialing between a load and an unload. It goes by counts per second of campaign time, not by
// call: attempts ring, some are answered, answered parties find an agent or are lost, agents talk and wrap up. It advances on a fixed
// grid of seconds since dialing first started, so that what it says does not depend on how often it is asked.

import type { Random } from '../../receiver/random.ts';
import { binomial } from './binomial.ts';
import type { DialerSettings, DialOrder } from './dialer-settings.ts';
import { type DialingStatistics, shownFraction, shownTimeToComplete } from './dialing-statistics.ts';
import { DueCounts } from './due-counts.ts';
import { ListDialing } from './list-dialing.ts';
import { Pacer } from './pacing.ts';
import { WaitingParties } from './waiting-parties.ts';

/** The grid, in milliseconds. */
const TICK_MS = 1_000;
/** Busy factor and processing speed are means over about the last five minutes, or since dialing started if that is less. */
const MEAN_TICKS = 300;

/**
 * Dialing of one load. Hit ratio = live answers / dial attempts, and overdial rate = (abandoned + dropped) / live answers, both since
 * the load; busy factor = share of the agents' time spent on calls from answer to the end of wrap-up; time to complete = ready
 * records / attempts a second.
 *
 * @assumption a call completes when its attempt has a result, answered or not; before the first does, all is null. Each record is
 * dialed once. The lists are dialed together and evenly, one attempt each in turn. Time to complete is null after dialing has
 * stopped, since the speed is then 0, and 0 while dialing goes on with no ready record left.
 */
export class Dialer {
  readonly #settings: DialerSettings;
  readonly #random: Random;
  readonly #pacer: Pacer;
  readonly #lists: readonly ListDialing[];
  readonly #talking: DueCounts;
  readonly #previewing: DueCounts;
  readonly #waiting: WaitingParties;
  #originMs: number | null = null;
  #tick = 0;
  #dialing = false;
  #busy = 0;
  #ringing = 0;
  #nextList = 0;
  #attempts = 0;
  #answers = 0;
  #overdialed = 0;
  #busyMean = 0;
  #dialingTicks = 0;

  /** `ready`: ready records of each list, where an earlier load has dialed some already. */
  constructor(settings: DialerSettings, random: Random, ready?: readonly number[]) {
    this.#settings = settings;
    this.#random = random;
    this.#pacer = new Pacer(settings);
    const ringHorizon = Math.ceil(settings.ringSeconds * 1.5) + 2;
    this.#lists = settings.callingLists.map(
      (list, index) =>
        new ListDialing(list.answerRate ?? settings.answerRate, ready?.[index] ?? list.records, ringHorizon),
    );
    this.#talking = new DueCounts(Math.ceil(settings.talkSeconds * 1.5 + settings.wrapUpSeconds) + 2);
    this.#previewing = new DueCounts(Math.ceil(settings.previewSeconds) + 2);
    this.#waiting = new WaitingParties(settings.patienceSeconds);
  }

  /** Dialing starts; the first attempts go out a second later. */
  start(nowMs: number, order: DialOrder): void {
    this.#originMs ??= nowMs;
    this.#advance(nowMs);
    this.#dialing = true;
    this.#pacer.take(order);
    this.#cutToProgressive();
  }

  /** Another mode, method or goal, while dialing. From a change to progressive on nobody is overdialed any more. */
  change(nowMs: number, order: DialOrder): void {
    this.#advance(nowMs);
    this.#pacer.take(order);
    this.#cutToProgressive();
  }

  /** No new attempts; what is in progress ends by itself. */
  stop(nowMs: number): void {
    this.#advance(nowMs);
    this.#dialing = false;
    this.#dialingTicks = 0;
    this.#previewing.clear();
    for (const list of this.#lists) list.speed = 0;
  }

  /** Attempts that ring, parties that wait and calls with an agent, until the end of wrap-up. */
  callsInProgress(nowMs: number): number {
    this.#advance(nowMs);
    return this.#ringing + this.#waiting.count + this.#busy;
  }

  /**
   * An instant before which the last call in progress does not end, once dialing has stopped; exact as soon as nothing rings any
   * more. Never before `nowMs`, and after it while calls are in progress.
   */
  lastCallEndsMs(nowMs: number): number {
    if (this.callsInProgress(nowMs) === 0) return nowMs;
    const rings = Math.max(0, ...this.#lists.map((list) => list.ringing.lastAhead(this.#tick)));
    const ahead = Math.max(1, rings, this.#talking.lastAhead(this.#tick));
    return this.#originMs! + (this.#tick + ahead) * TICK_MS;
  }

  /** Ready records of each list, in the order of the settings; they only ever become fewer. */
  readyRecords(nowMs: number): readonly number[] {
    this.#advance(nowMs);
    return this.#lists.map((list) => list.ready);
  }

  statistics(nowMs: number): DialingStatistics {
    this.#advance(nowMs);
    const known = this.#attempts > 0;
    const ready = this.#lists.reduce((sum, list) => sum + list.ready, 0);
    const speed = this.#lists.reduce((sum, list) => sum + list.speed, 0);
    return {
      busyFactor: known ? shownFraction(this.#busyMean) : null,
      hitRatio: known ? shownFraction(this.#answers / this.#attempts) : null,
      overdialRate: known ? shownFraction(this.#overdialed / Math.max(1, this.#answers)) : null,
      timeToComplete: known && this.#dialing ? shownTimeToComplete(ready, speed) : null,
      callingLists: this.#lists.map((list) => ({
        hitRatio: list.attempts > 0 ? shownFraction(list.answers / list.attempts) : null,
        timeToComplete:
          list.attempts > 0 && this.#dialing ? shownTimeToComplete(list.ready, list.speed) : null,
      })),
    };
  }

  #advance(nowMs: number): void {
    if (this.#originMs === null) return;
    const until = Math.floor((nowMs - this.#originMs) / TICK_MS);
    while (this.#tick < until) {
      this.#tick += 1;
      this.#step();
    }
  }

  #step(): void {
    const tick = this.#tick;
    this.#busy -= this.#talking.take(tick);
    const answered = this.#resolveAttempts(tick);
    const connected = this.#connect(tick, answered);
    const overdialed = this.#waiting.lose();
    this.#overdialed += overdialed;
    if (this.#dialing) this.#dial(tick, answered, connected, overdialed);
    this.#measure();
  }

  #resolveAttempts(tick: number): number {
    let answered = 0;
    if (this.#ringing === 0) return answered;
    for (const list of this.#lists) {
      const ended = list.ringing.take(tick);
      if (ended === 0) continue;
      const live = binomial(this.#random, ended, list.answerRate);
      list.attempts += ended;
      list.answers += live;
      this.#attempts += ended;
      this.#ringing -= ended;
      answered += live;
    }
    this.#answers += answered;
    return answered;
  }

  /** Gives free agents to those who wait, the longest first, and then to those who have just answered. */
  #connect(tick: number, answered: number): number {
    this.#waiting.join(answered);
    const connected = this.#waiting.serve(this.#settings.agents - this.#busy);
    if (connected === 0) return 0;
    this.#busy += connected;
    const { talkSeconds, wrapUpSeconds } = this.#settings;
    this.#talking.spread(tick, connected, talkSeconds, wrapUpSeconds, this.#random);
    return connected;
  }

  #dial(tick: number, answered: number, connected: number, overdialed: number): void {
    const freeAgents = this.#settings.agents - this.#busy;
    if (this.#pacer.pacing === 'preview') {
      this.#begin(tick, this.#previewing.take(tick));
      const idle = freeAgents - this.#waiting.count - this.#ringing - this.#previewing.total;
      if (idle > 0) this.#previewing.add(tick, Math.round(this.#settings.previewSeconds), idle);
      return;
    }
    const wanted = this.#pacer.attempts({
      freeAgents,
      waiting: this.#waiting.count,
      ringing: this.#ringing,
      connected,
      answered,
      overdialed,
      attempts: this.#attempts,
      answers: this.#answers,
    });
    this.#begin(tick, wanted);
  }

  /** Begins attempts on the lists in turn, as far as they have ready records. */
  #begin(tick: number, wanted: number): void {
    let left = wanted;
    let open = this.#lists.length;
    // Whole rounds first, so that the cost does not go by the number of attempts.
    while (left > 0 && open > 0) {
      const share = Math.max(1, Math.floor(left / open));
      open = 0;
      for (let i = 0; i < this.#lists.length && left > 0; i += 1) {
        const list = this.#lists[this.#nextList]!;
        this.#nextList = (this.#nextList + 1) % this.#lists.length;
        left -= list.begin(tick, Math.min(share, left), this.#settings.ringSeconds, this.#random);
        if (list.ready > 0) open += 1;
      }
    }
    this.#ringing += wanted - left;
  }

  #measure(): void {
    const { agents } = this.#settings;
    this.#busyMean +=
      ((agents === 0 ? 0 : this.#busy / agents) - this.#busyMean) / Math.min(this.#tick, MEAN_TICKS);
    if (!this.#dialing) return;
    this.#dialingTicks += 1;
    for (const list of this.#lists) list.measure(Math.min(this.#dialingTicks, MEAN_TICKS));
  }

  /**
   * Progressive and preview never overdial, so a change to them gives up the attempts that ring beyond the free agents and drops at
   * once whoever waits.
   * @assumption that OCS does so, and that the records of the attempts given up are not dialed again
   */
  #cutToProgressive(): void {
    const { pacing } = this.#pacer;
    if (pacing !== 'preview') this.#previewing.clear();
    if (pacing !== 'progressive' && pacing !== 'preview') return;
    this.#overdialed += this.#waiting.loseAll();
    let surplus = this.#ringing - (this.#settings.agents - this.#busy);
    for (const list of this.#lists) {
      if (surplus <= 0) return;
      const removed = list.ringing.removeLatest(this.#tick, surplus);
      this.#ringing -= removed;
      surplus -= removed;
    }
  }
}
