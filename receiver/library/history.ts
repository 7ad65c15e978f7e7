import type { Arrival, Gap } from '../expect/observation.ts';
import type { Journal } from '../journal/journal.ts';
import { isNotification, type ReceivedRecord } from '../journal/record.ts';

/** What a history is made of. */
export interface HistoryParts {
  readonly journal: Journal;
  /** The clock that stamps the records, in milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly read: (record: ReceivedRecord, startMs: number) => Arrival;
}

/** What has arrived since the start, or since it was last cleared. */
export class History {
  readonly #journal: Journal;
  readonly #nowMs: () => number;
  readonly #read: HistoryParts['read'];
  #first: number;
  #startMs: number;

  constructor({ journal, nowMs, read }: HistoryParts) {
    this.#journal = journal;
    this.#nowMs = nowMs;
    this.#read = read;
    // A journal that goes on in its folder has more, of which nothing is asked here.
    this.#first = journal.nextNumber;
    this.#startMs = nowMs();
  }

  /** Forgets what came so far, the journal too; time begins anew, numbers go on. */
  clear(): void {
    this.#journal.reset();
    this.#first = this.#journal.nextNumber;
    this.#startMs = this.#nowMs();
  }

  /** Milliseconds since the start. */
  get nowMs(): number {
    return this.#nowMs() - this.#startMs;
  }

  /** How many records came, at hand or not. */
  get count(): number {
    return Math.max(0, this.#journal.lastNumber + 1 - this.#begin);
  }

  /**
   * The notifications that came, in the order of the numbers, and where something is not at hand a gap in its place; only what is later than a
   * record's number, if one is given.
   */
  *observations(laterThan = 0): Generator<Arrival | Gap> {
    let next = Math.max(this.#begin, laterThan + 1);
    for (const record of this.#journal.from(next)) {
      if (record.number > next) yield this.#gap(next, record.number - 1);
      next = record.number + 1;
      if (isNotification(record)) yield this.#read(record, this.#startMs);
    }
    const lost = this.#journal.gaps.at(-1);
    if (lost !== undefined && lost.last >= next) yield this.#gap(Math.max(next, lost.first), lost.last);
  }

  /** The arrivals alone. */
  *arrivals(laterThan = 0): Generator<Arrival> {
    for (const observation of this.observations(laterThan)) {
      if (observation.kind === 'arrival') yield observation;
    }
  }

  /** Hears of every arrival and every loss from now on; gives the function that ends it. */
  follow(listener: (observation: Arrival | Gap) => void): () => void {
    return this.#journal.subscribe(
      (record) => {
        if (isNotification(record)) listener(this.#read(record, this.#startMs));
      },
      ({ first, last, reason }) => listener({ kind: 'gap', first, last, reason }),
    );
  }

  get #begin(): number {
    return Math.max(this.#first, this.#journal.startNumber);
  }

  #gap(first: number, last: number): Gap {
    const known = this.#journal.gaps.find((gap) => gap.first <= last && gap.last >= first);
    return { kind: 'gap', first, last, reason: known?.reason ?? NOT_AT_HAND };
  }
}

const NOT_AT_HAND = 'they lie in the folder of the journal and are no longer at hand';
