import { contractOf } from '../../../receiver/contract/contract.ts';
import { type Control, type ControlOptions, startControl } from '../../../receiver/control/control.ts';
import type { Controlled } from '../../../receiver/control/desk.ts';
import type { JournalLimits } from '../../../receiver/journal/journal.ts';
import { createMemoryJournal } from '../../../receiver/journal/memory-journal.ts';
import { Received, RecentContents, type RecordFacts } from '../../../receiver/journal/received.ts';
import { ReplyPlan } from '../../../receiver/reply/reply-plan.ts';

/** The instant at which the receiver of these tests was started. */
export const START_MS = Date.UTC(2026, 0, 1);

/** A receiver without a wire: records are put into its journal one by one, a second apart. */
export interface Bench extends AsyncDisposable {
  readonly receiver: Controlled;
  readonly control: Control;
  /** `http://127.0.0.1:…/api` */
  readonly api: string;
  /** Puts a body into the journal, an object as JSON; gives its number. */
  post(body: object | string | Buffer, facts?: Partial<RecordFacts>): number;
}

/** A control API over such a receiver. */
export async function startBench(
  options: Partial<ControlOptions> & { readonly limits?: JournalLimits } = {},
): Promise<Bench> {
  const { limits, ...controlOptions } = options;
  const journal = createMemoryJournal(limits);
  const contents = new RecentContents();
  const replyPlan = new ReplyPlan();
  const receiver: Controlled = {
    url: 'http://127.0.0.1:8080',
    listening: true,
    journal,
    replyPlan,
    counts: () => ({
      requests: journal.nextNumber - 1,
      recorded: journal.nextNumber - 1,
      notRecorded: 0,
      refusedByParser: 0,
      refusals: new Map(),
      connections: 1,
      openConnections: 1,
      troubles: 0,
    }),
  };
  const nowMs = (): number => START_MS + (journal.nextNumber - 1) * 1_000;
  const control = await startControl(receiver, {
    contract: contractOf('8.1.517'),
    nowMs,
    onTrouble: (error) => {
      throw error;
    },
    ...controlOptions,
  });
  if (control.kind !== 'control') throw new Error(control.message);
  return {
    receiver,
    control,
    api: `${control.url}/api`,
    post(given, facts = {}) {
      const body = Buffer.isBuffer(given)
        ? given
        : Buffer.from(typeof given === 'string' ? given : JSON.stringify(given));
      const number = journal.nextNumber;
      journal.append(
        new Received(
          {
            number,
            receivedAtMs: nowMs() + 1_000,
            connection: 1,
            requestOnConnection: number,
            method: 'POST',
            path: '/states',
            headers: ['Host', '127.0.0.1:8080', 'Content-Type', 'application/json'],
            body,
            bodyBytes: body.length,
            wrongContentType: false,
            flaw: null,
            reply: { status: 200, manner: 'as usual', delayMs: 0, fault: null },
            ...facts,
          },
          contents,
        ),
      );
      return number;
    },
    [Symbol.asyncDispose]: () => control.close(),
  };
}
