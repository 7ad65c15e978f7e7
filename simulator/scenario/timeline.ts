import type { EventName } from '../../receiver/contract/vocabulary.ts';

/** A state change of a group, for the report. */
export interface TimelineEvent {
  /** Campaign milliseconds since the epoch. */
  readonly atMs: number;
  readonly event: EventName;
  /** The dial mode after it, where the group dials. */
  readonly dialMode: string | null;
}

export interface BusySample {
  readonly atMs: number;
  /** Fraction of 1. */
  readonly busyFactor: number;
}

/** What a report shows of one group. */
export interface Timeline {
  readonly label: string;
  readonly events: readonly TimelineEvent[];
  /** Events beyond those kept. */
  readonly eventsLeftOut: number;
  readonly periodicMessages: number;
  readonly busy: readonly BusySample[];
}

const MOST_EVENTS = 200;
const MOST_SAMPLES = 256;

/** Collects the time line of one group in bounded memory: when the samples get too many, every second one goes. */
export class TimelineRecorder {
  readonly label: string;
  readonly #events: TimelineEvent[] = [];
  #eventsLeftOut = 0;
  #periodic = 0;
  #busy: BusySample[] = [];
  #stride = 1;

  constructor(label: string) {
    this.label = label;
  }

  add(event: EventName, atMs: number, dialMode: string | null, busyFactor: number | null): void {
    if (event === 'periodic') {
      if (busyFactor !== null && this.#periodic % this.#stride === 0) this.#sample({ atMs, busyFactor });
      this.#periodic += 1;
      return;
    }
    if (this.#events.length < MOST_EVENTS) this.#events.push({ atMs, event, dialMode });
    else this.#eventsLeftOut += 1;
  }

  get timeline(): Timeline {
    return {
      label: this.label,
      events: this.#events,
      eventsLeftOut: this.#eventsLeftOut,
      periodicMessages: this.#periodic,
      busy: this.#busy,
    };
  }

  #sample(sample: BusySample): void {
    this.#busy.push(sample);
    if (this.#busy.length < MOST_SAMPLES) return;
    this.#busy = this.#busy.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }
}
