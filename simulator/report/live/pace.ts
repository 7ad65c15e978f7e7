// How fast things go just now: differences over the last second or so, from what is looked at several times a second.

/** Where the counts stood at one moment. */
export interface Reading {
  /** Real milliseconds. */
  readonly atMs: number;
  readonly sent: number;
  readonly campaignMs: number;
}

/** How fast things go. */
export interface Pace {
  /** Notifications in a real second. */
  readonly perSecond: number;
  /** Campaign milliseconds in a real one. */
  readonly speed: number;
}

/** Looks back so far, or to the last reading before that. */
const WINDOW_MS = 1_000;

/** Turns readings into a pace; keeps no more of them than it needs. */
export class PaceMeter {
  readonly #windowMs: number;
  readonly #readings: Reading[] = [];

  /** @param windowMs how far to look back, in real milliseconds */
  constructor(windowMs: number = WINDOW_MS) {
    this.#windowMs = windowMs;
  }

  /** The pace up to this reading; null for the first one. */
  take(reading: Reading): Pace | null {
    const second = this.#readings.findIndex(({ atMs }) => reading.atMs - atMs < this.#windowMs);
    if (second > 1) this.#readings.splice(0, second - 1);
    else if (second === -1) this.#readings.splice(0, this.#readings.length - 1);
    const [first] = this.#readings;
    this.#readings.push(reading);
    if (first === undefined || reading.atMs <= first.atMs) return null;
    const ms = reading.atMs - first.atMs;
    return {
      perSecond: ((reading.sent - first.sent) * 1_000) / ms,
      speed: (reading.campaignMs - first.campaignMs) / ms,
    };
  }
}
