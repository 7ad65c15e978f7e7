import type { Facts } from '../../receiver/contract/facts.ts';
import type { EventName, GroupState } from '../../receiver/contract/vocabulary.ts';

/** A change of a group, for the report. */
export interface TimelineEvent {
  /** Campaign milliseconds since the epoch. */
  readonly atMs: number;
  /** `periodic` where a periodic message is the first to report the state, as it does while an unload waits for calls. */
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
  /** The first changes, and the last one. */
  readonly events: readonly TimelineEvent[];
  /** Changes left out before the last one. */
  readonly eventsLeftOut: number;
  readonly periodicMessages: number;
  /** Evenly thinned out, 256 at most. */
  readonly statistics: readonly StatisticsSample[];
}

/** A network fault, as long as it was in force. */
export interface NetworkFaultSpan {
  /** Campaign milliseconds since the epoch. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** What it did, in a few words. */
  readonly fault: string;
}

/** The network faults of a run. */
export interface NetworkFaults {
  readonly spans: readonly NetworkFaultSpan[];
  /** Faults beyond those kept. */
  readonly leftOut: number;
}

/** As much of what a group tells as a time line shows. */
export type TimelineFacts = Pick<
  Facts,
  'event' | 'state' | 'dialMode' | 'busyFactor' | 'hitRatio' | 'overdialRate' | 'timeToComplete'
>;

const MOST_EVENTS = 200;
const MOST_SAMPLES = 256;
const MOST_FAULTS = 200;

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
      const before = this.#events.at(-1);
      if (before === undefined || before.state === state) return;
    }
    if (this.#events.length >= MOST_EVENTS) {
      this.#events.pop();
      this.#eventsLeftOut += 1;
    }
    this.#events.push({ atMs, event, state, dialMode: dials ? dialMode : null });
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

/** Collects when which network fault was in force, the first 200. */
export class NetworkFaultRecorder {
  readonly #spans: NetworkFaultSpan[] = [];
  #leftOut = 0;
  #current: Omit<NetworkFaultSpan, 'untilMs'> | null = null;

  /** From so many campaign milliseconds after the epoch on this fault is in force, and none before it; null: none. */
  change(fault: string | null, atMs: number): void {
    if (this.#current !== null) {
      if (this.#current.fault === fault) return;
      if (this.#spans.length < MOST_FAULTS) this.#spans.push({ ...this.#current, untilMs: atMs });
      else this.#leftOut += 1;
    }
    this.#current = fault === null ? null : { fault, fromMs: atMs };
  }

  /** All of them; one that is in force still is until this instant. */
  faults(atMs: number): NetworkFaults {
    this.change(null, atMs);
    return { spans: this.#spans, leftOut: this.#leftOut };
  }
}
