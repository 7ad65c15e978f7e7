import { dialModeWord, type Pacing } from '../../receiver/contract/vocabulary.ts';
import type { DialerSettings, DialOrder } from './dialer-settings.ts';

/** What pacing sees in one tick. */
export interface PacingView {
  readonly freeAgents: number;
  /** Live parties that wait for an agent. */
  readonly waiting: number;
  readonly ringing: number;
  /** Calls that got an agent in this tick, live answers in this tick, and calls abandoned or dropped in this tick. */
  readonly connected: number;
  readonly answered: number;
  readonly overdialed: number;
  /** Since the load. */
  readonly attempts: number;
  readonly answers: number;
}

/** The bounds of eagerness, how fast it follows busy time and waiting time, and how much one overdialed call weighs. */
const MOST_EAGER = 6;
const FIRST_EAGERNESS = 0.5;
const BUSY_GAIN = 0.006;
const OVERDIAL_GAIN = 2;

/**
 * How many attempts to begin in each tick of a second. Seizing and GVP variants pace as their plain ones (inferred).
 *
 * - progressive: one attempt for each free agent, so nobody ever answers without an agent;
 * - power: a fixed number of lines for each free agent, whatever the answer rate (our reading of the vendor's word);
 * - predictive: attempts for the agents that are free or about to be, divided by the share that answers, times an eagerness that
 *   is corrected second by second until the goal is met;
 * - preview is not paced here, since the agent dials.
 *
 * @assumption the rule of each, in particular that of prediction
 */
export class Pacer {
  readonly #settings: DialerSettings;
  #pacing: Pacing = 'none';
  #order: DialOrder | null = null;
  #eagerness = FIRST_EAGERNESS;
  #credit = 0;

  constructor(settings: DialerSettings) {
    this.#settings = settings;
  }

  /** A new order; what prediction has learnt about eagerness is kept for the same method. */
  take(order: DialOrder): void {
    if (this.#order?.optimizeBy !== order.optimizeBy) this.#eagerness = FIRST_EAGERNESS;
    if (
      this.#order === null ||
      this.#order.optimizeBy !== order.optimizeBy ||
      this.#order.goal !== order.goal
    ) {
      this.#credit = 0;
    }
    this.#order = order;
    this.#pacing = dialModeWord(order.mode).pacing;
  }

  get pacing(): Pacing {
    return this.#pacing;
  }

  /** Attempts to begin now; not negative. */
  attempts(view: PacingView): number {
    const open = view.freeAgents - view.waiting;
    switch (this.#pacing) {
      case 'none':
      case 'preview':
        return 0;
      case 'progressive':
        return Math.max(0, open - view.ringing);
      case 'power':
        return Math.max(0, Math.round(this.#settings.powerLines * open) - view.ringing);
      case 'predictive':
        if (view.attempts < Math.max(1, this.#settings.historyLength))
          return Math.max(0, open - view.ringing);
        return this.#predicted(view, open);
    }
  }

  #predicted(view: PacingView, open: number): number {
    const { agents, ringSeconds, talkSeconds, wrapUpSeconds } = this.#settings;
    this.#learn(view);
    const answerRate = Math.max(0.01, view.answers / view.attempts);
    const busy = agents - view.freeAgents;
    const soonFree = busy * Math.min(1, ringSeconds / (talkSeconds + wrapUpSeconds));
    const wanted = (this.#eagerness * (open + soonFree)) / answerRate - view.ringing;
    // Attempts for agents that are free cost no overdialing, so that goal never asks for fewer.
    const least = this.#order!.optimizeBy === 'OverdialRate' ? open - view.ringing : 0;
    return Math.max(0, least, Math.floor(wanted));
  }

  #learn(view: PacingView): void {
    const { agents } = this.#settings;
    const { optimizeBy, goal } = this.#order!;
    if (optimizeBy === 'OverdialRate') {
      // A call answered earns its share of overdialing, one overdialed spends a whole one: the balance steers.
      this.#credit += (goal / 100) * view.answered - view.overdialed;
      const eagerness = FIRST_EAGERNESS + (OVERDIAL_GAIN / agents) * this.#credit;
      this.#eagerness = Math.min(MOST_EAGER, Math.max(0, eagerness));
      this.#credit = ((this.#eagerness - FIRST_EAGERNESS) * agents) / OVERDIAL_GAIN;
      return;
    }
    const tooIdle =
      optimizeBy === 'WaitTime'
        ? (view.freeAgents - goal * view.connected) / agents
        : goal / 100 - (agents - view.freeAgents) / agents;
    this.#eagerness = Math.min(MOST_EAGER, Math.max(0, this.#eagerness + BUSY_GAIN * tooIdle));
  }
}
