import type { JournalGap, ListenerTrouble, LossListener, RecordListener } from './journal.ts';
import type { ReceivedRecord } from './record.ts';

/** Those who hear of records, in the order in which they came. */
export class Listeners {
  readonly #onTrouble: ListenerTrouble;
  #listeners: readonly { readonly onRecord: RecordListener; readonly onLoss: LossListener | undefined }[] =
    [];

  /** @param onTrouble hears of a listener that throws; by default the error goes on to whoever appends */
  constructor(onTrouble: ListenerTrouble = rethrow) {
    this.#onTrouble = onTrouble;
  }

  /** Gives the function that ends the subscription. */
  add(onRecord: RecordListener, onLoss: LossListener | undefined): () => void {
    const own = { onRecord, onLoss };
    this.#listeners = [...this.#listeners, own];
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== own);
    };
  }

  tell(record: ReceivedRecord): void {
    for (const { onRecord } of this.#listeners) {
      try {
        onRecord(record);
      } catch (error) {
        this.#onTrouble(error);
      }
    }
  }

  tellLoss(gap: JournalGap): void {
    for (const { onLoss } of this.#listeners) {
      try {
        onLoss?.(gap);
      } catch (error) {
        this.#onTrouble(error);
      }
    }
  }
}

function rethrow(error: unknown): never {
  throw error;
}
