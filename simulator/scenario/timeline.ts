import type { Facts } from '../../receiver/contract/facts.ts';
import type { EventName, GroupState } from '../../receiver/contract/vocabulary.ts';

/** A state change of a group, for the report. */
export interface TimelineEvent {
  /** Campaign milliseconds since the epoch. */
  readonly atMs: number;
  readonly event: EventName;
  /** The state after it. */
  readonly state: GroupState;
  /** The dial mode after it, where the group dials. */
  readonly dialMode: string | null;
}

/** The statistics of a group as one of its periodic messages told them while it dialed; null while not known. */
export interface StatisticsSample {
  readonly atMs: number;
  /** Fractions of 1. */
  readonly busyFactor: number | null;
  readonly hitRatio: number | null;
  readonly overdialRate: number | null;
  /** Seconds. */
  readonly timeToComplete: number | null;
}

/** What a report shows of one group. */
export interface Timeline {
  readonly label: string;
  readonly events: readonly TimelineEvent[];
  /** Events beyond those kept. */
  readonly eventsLeftOut: number;
  readonly periodicMessages: number;
  /** Evenly thinned out, 256 at most. */
  readonly statistics: readonly StatisticsSample[];
}

/** As much of what a group tells as a time line shows. */
export type TimelineFacts = Pick<
  Facts,
  'event' | 'state' | 'dialMode' | 'busyFactor' | 'hitRatio' | 'overdialRate' | 'timeToComplete'
>;

const MOST_EVENTS = 200;
const MOST_SAMPLES = 256;

/** Collects the time line of one group in bounded memory: when the samples get too many, every second one goes. */
export class TimelineRecorder {
  readonly label: string;
  readonly #events: TimelineEvent[] = [];
  #eventsLeftOut = 0;
  #periodic = 0;
  #statistics: StatisticsSample[] = [];
  #stride = 1;

  constructor(label: string) {
    this.label = label;
  }

  /** The group told something, so many campaign milliseconds after the epoch. */
  add(facts: TimelineFacts, atMs: number): void {
    const { event, state, dialMode } = facts;
    const dials = state === 'Running';
    if (event === 'periodic') {
      if (dials && this.#periodic % this.#stride === 0) this.#sample(facts, atMs);
      this.#periodic += 1;
      return;
    }
    if (this.#events.length < MOST_EVENTS)
      this.#events.push({ atMs, event, state, dialMode: dials ? dialMode : null });
    else this.#eventsLeftOut += 1;
  }

  get timeline(): Timeline {
    return {
      label: this.label,
      events: this.#events,
      eventsLeftOut: this.#eventsLeftOut,
      periodicMessages: this.#periodic,
      statistics: this.#statistics,
    };
  }

  #sample({ busyFactor, hitRatio, overdialRate, timeToComplete }: TimelineFacts, atMs: number): void {
    if (busyFactor === null && hitRatio === null && overdialRate === null && timeToComplete === null) return;
    this.#statistics.push({ atMs, busyFactor, hitRatio, overdialRate, timeToComplete });
    if (this.#statistics.length < MOST_SAMPLES) return;
    this.#statistics = this.#statistics.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }
}
