import type { EventName } from '../../receiver/contract/vocabulary.ts';
import type { PostOutcome } from './transport.ts';

/** What became of one notification, from the intention to the end of its one attempt. */
export interface LedgerEntry {
  /** From 1, in the order in which the notifications were due. */
  readonly number: number;
  /** The group by the scenario's name. */
  readonly group: string;
  readonly event: EventName;
  /** Campaign milliseconds since the epoch. */
  readonly atMs: number;
  /** Null where nothing was sent. */
  readonly uri: string | null;
  /** The body as sent; null where nothing was. */
  readonly body: string | null;
  /** Null while the attempt is under way, and for what was never attempted. */
  readonly outcome: PostOutcome | null;
  /** Why nothing was attempted; null where something was. */
  readonly notAttempted: string | null;
}

export interface LedgerListener {
  /** A POST is about to go out. */
  readonly attempting?: (entry: LedgerEntry) => void;
  /** The attempt has ended, or there was none. */
  readonly settled?: (entry: LedgerEntry) => void;
}

/** Totals by outcome: `answered 200`, `refused`, `timed out`, `not attempted`, … */
export type OutcomeCounts = ReadonlyMap<string, number>;

/** The word of an outcome in counts and messages. */
export function outcomeWord(entry: LedgerEntry): string {
  if (entry.notAttempted !== null) return 'not attempted';
  if (entry.outcome === null) return 'under way';
  return entry.outcome.kind === 'answered' ? `answered ${entry.outcome.status}` : entry.outcome.kind;
}

/** Answered with 2xx. */
export function isTaken({ kind, status }: PostOutcome): boolean {
  return kind === 'answered' && status! >= 200 && status! < 300;
}

/** Delivered as far as a sender can tell: answered with 2xx. Everything else attempted is lost, for it is never sent again. */
export function isDelivered({ outcome }: LedgerEntry): boolean {
  return outcome !== null && isTaken(outcome);
}

/**
 * The sender's books. Every entry is told to the listeners as it comes and as it ends; kept are the totals and the entries under
 * way, so that a day of notifications costs no memory.
 */
export class Ledger {
  readonly #listeners: LedgerListener[] = [];
  readonly #outcomes = new Map<string, number>();
  readonly #underWay = new Set<LedgerEntry>();
  #intended = 0;
  #attempted = 0;
  #delivered = 0;
  #bytesOut = 0;

  listen(listener: LedgerListener): void {
    this.#listeners.push(listener);
  }

  /** A notification is due: its number. What becomes of it is told by `refrain` or `attempt`, maybe later. */
  intend(): number {
    this.#intended += 1;
    return this.#intended;
  }

  /** A notification that will not be sent, and why. */
  refrain(
    what: Pick<LedgerEntry, 'number' | 'group' | 'event' | 'atMs' | 'uri'>,
    reason: string,
  ): LedgerEntry {
    const entry: LedgerEntry = {
      ...what,
      body: null,
      outcome: null,
      notAttempted: reason,
    };
    this.#settle(entry);
    return entry;
  }

  /** A notification whose one attempt begins now. */
  attempt(what: Pick<LedgerEntry, 'number' | 'group' | 'event' | 'atMs' | 'uri' | 'body'>): LedgerEntry {
    this.#attempted += 1;
    const entry: LedgerEntry = { ...what, outcome: null, notAttempted: null };
    this.#underWay.add(entry);
    for (const listener of this.#listeners) listener.attempting?.(entry);
    return entry;
  }

  /** The end of an attempt. */
  end(entry: LedgerEntry, outcome: PostOutcome): void {
    this.#underWay.delete(entry);
    this.#bytesOut += outcome.bytesOut ?? 0;
    const ended: LedgerEntry = { ...entry, outcome };
    if (isDelivered(ended)) this.#delivered += 1;
    this.#settle(ended);
  }

  get intended(): number {
    return this.#intended;
  }

  get attempted(): number {
    return this.#attempted;
  }

  /** Answered with 2xx. */
  get delivered(): number {
    return this.#delivered;
  }

  /** Bytes handed to sockets, request lines and headers included. */
  get bytesOut(): number {
    return this.#bytesOut;
  }

  get outcomes(): OutcomeCounts {
    return this.#outcomes;
  }

  get underWay(): ReadonlySet<LedgerEntry> {
    return this.#underWay;
  }

  #settle(entry: LedgerEntry): void {
    const word = outcomeWord(entry);
    this.#outcomes.set(word, (this.#outcomes.get(word) ?? 0) + 1);
    for (const listener of this.#listeners) listener.settled?.(entry);
  }
}
