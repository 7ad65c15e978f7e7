import { type JournalLimits, recordBytes } from './journal.ts';
import type { ReceivedRecord } from './record.ts';

/** The newest records, bounded. Their numbers ascend; some may be left out. */
export class RecentRecords {
  readonly #limits: JournalLimits;
  readonly #kept = new Map<number, ReceivedRecord>();
  #oldest = 1;
  #newest = 0;
  #bytes = 0;

  constructor(limits: JournalLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#kept.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** No record below this number is here. */
  get oldest(): number {
    return this.#oldest;
  }

  get(number: number): ReceivedRecord | null {
    return this.#kept.get(number) ?? null;
  }

  /** Keeps one that is newer than all others, and lets the oldest ones go where a limit asks for it. */
  add(record: ReceivedRecord): void {
    const { records, bytes } = this.#limits;
    this.#kept.set(record.number, record);
    this.#newest = record.number;
    this.#bytes += recordBytes(record);
    while (this.#kept.size > records || (this.#bytes > bytes && this.#kept.size > 0)) this.#dropOldest();
  }

  clear(nextNumber: number): void {
    this.#kept.clear();
    this.#oldest = nextNumber;
    this.#bytes = 0;
  }

  /** From a number on, those included that come while they are read. */
  *from(number = 1): IterableIterator<ReceivedRecord> {
    for (let at = Math.max(number, this.#oldest); at <= this.#newest; at = Math.max(at + 1, this.#oldest)) {
      const record = this.#kept.get(at);
      if (record !== undefined) yield record;
    }
  }

  #dropOldest(): void {
    const dropped = this.#kept.get(this.#oldest);
    if (dropped !== undefined) {
      this.#bytes -= recordBytes(dropped);
      this.#kept.delete(this.#oldest);
    }
    this.#oldest += 1;
  }
}
