import type { ReceivedRecord } from '../../receiver/journal/record.ts';
import { type Receiver, type ReceiverOptions, startReceiver } from '../../receiver/receiver.ts';

/** A receiver on a free port of this machine; a test that cannot have one fails. */
export async function startedReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const started = await startReceiver(options);
  if (started.kind !== 'receiver') throw new Error(started.message);
  return started;
}

/** The record of a number, now or as soon as it comes. */
export function recordOf(receiver: Receiver, number: number): Promise<ReceivedRecord> {
  const kept = receiver.journal.get(number);
  if (kept !== null) return Promise.resolve(kept);
  return new Promise((resolve) => {
    const unsubscribe = receiver.journal.subscribe((record) => {
      if (record.number !== number) return;
      unsubscribe();
      resolve(record);
    });
  });
}
