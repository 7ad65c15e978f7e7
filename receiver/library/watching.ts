import type { Contract } from '../contract/contract.ts';
import type { Receiver } from '../receiver.ts';
import { replyShape } from '../reply/reply-shape.ts';
import type { HostTime } from '../wall-clock.ts';
import type { History } from './history.ts';
import { type ExplainedVerdict, type Following, followed, judged, readExpectations } from './judging.ts';
import type { Heard } from './nothing-received.ts';
import type { PlainExpectation, PlainReply, Selector } from './plain-expectation.ts';
import { readSelector, readValue } from './read-expectation.ts';
import type { ReceivedNotification, RecordReader } from './received.ts';
import { ReceiverError } from './receiver-error.ts';
import { selecting } from './selecting.ts';
import { type WaitingRoom, waitForArrivals, waitForNoArrival, waitForSilence } from './waiting.ts';

/** How long a wait takes at most unless it says otherwise, in real milliseconds. */
export const DEFAULT_WAIT_MS = 1_000;
/** The same for `waitForQuiet`, which has to see something out. */
export const DEFAULT_QUIET_WAIT_MS = 5_000;

/** How `waitFor` waits. */
export interface WaitForOptions {
  /** How many must have come, of each group that is named. Default 1. */
  readonly count?: number;
  /** Real milliseconds. Default 1000. */
  readonly withinMs?: number;
  /** A notification, or its number: only what came after it counts. Default: all since the start, or since `clear()`. */
  readonly laterThan?: number | { readonly number: number };
}

/** How `waitForQuiet` waits. */
export interface WaitForQuietOptions {
  /** Real milliseconds without an arrival, from the call on. */
  readonly quietMs: number;
  /** Real milliseconds. Default 5000. */
  readonly withinMs?: number;
  /** What must be quiet. Default: everything. */
  readonly of?: Selector;
}

/** How `waitForNone` waits. */
export interface WaitForNoneOptions {
  /** Real milliseconds. Default 1000. */
  readonly withinMs?: number;
}

/**
 * What a program can ask of a receiver. Everything is about what came since the start, or since `clear()`. A selector or an
 * expectation that cannot be read, or that names what the contract does not have, is a `bad-expectation`; an option outside of what
 * is allowed is a `bad-option`: both are thrown, or rejected with, as a ReceiverError.
 */
export interface Watching<Typed> {
  /** The contract in force. */
  readonly contract: Contract;
  /** What came and is at hand, the oldest first. Of a journal in memory `journal.gaps` names what is missing; one in a folder has it all (`journal.pages`). */
  arrivals(selector?: Selector): readonly ReceivedNotification<Typed>[];
  /**
   * Resolves, as soon as they are there, with the notifications that are selected: as many as are wanted or more, those included that
   * came before the call. Rejects with a ReceiverError `not-received` whose message explains what came nearest, or `inconclusive`.
   */
  waitFor(selector: Selector, options?: WaitForOptions): Promise<readonly ReceivedNotification<Typed>[]>;
  /** Resolves once nothing has arrived for a while, with all that came. Rejects with `not-quiet`. */
  waitForQuiet(options: WaitForQuietOptions): Promise<readonly ReceivedNotification<Typed>[]>;
  /** Resolves if nothing such arrives from now on for a while; rejects with `received` as soon as it does. */
  waitForNone(selector: Selector, options?: WaitForNoneOptions): Promise<void>;
  /** Judges what came, by expectations as a scenario has them: the verdicts if all ended now, in the same order. */
  expectations(list: readonly PlainExpectation[]): readonly ExplainedVerdict[];
  /** As `expectations`, fed while notifications arrive: for long runs, of which the journal forgets the beginning. Dispose of it. */
  follow(list: readonly PlainExpectation[]): Following;
  /**
   * Changes how it answers from now on, as the step `reply` of a scenario does: `503`, `'silence'`, `'default'`, a rule such as
   * `{ event: 'started', status: 503, times: 1 }`, or a list of rules, of which the first that applies wins. What cannot be read is a
   * `bad-reply`.
   */
  reply(answer: PlainReply): void;
  /** Forgets what came so far, in the journal too; time begins anew and numbers go on. The reply plan stays as it is. */
  clear(): void;
}

/** What the matchers work with, behind the handle. */
export interface Bench {
  readonly contract: Contract;
  readonly history: History;
  readonly heard: () => Heard;
}

/** Where a handle keeps its bench; the same in every copy of this module. */
export const BENCH: unique symbol = Symbol.for('ocs-sim.receiver.bench') as never;

/** What watching is made of. */
export interface WatchingParts<Typed> {
  readonly contract: Contract;
  readonly history: History;
  readonly reader: RecordReader<Typed>;
  readonly after: HostTime['after'];
}

/** Adds to a receiver what a program can ask of it. */
export function watching<Typed>(
  receiver: Receiver,
  { contract, history, reader, after }: WatchingParts<Typed>,
): Receiver & Watching<Typed> {
  const waits = new Set<(error: ReceiverError) => void>();
  const room: WaitingRoom = {
    history,
    contract,
    after,
    url: receiver.url,
    listening: () => receiver.listening,
    onClose: (close) => {
      waits.add(close);
      return () => waits.delete(close);
    },
  };
  const closeReceiver = receiver.close;
  const close = (): Promise<void> => {
    const error = new ReceiverError('closed', 'the receiver was closed while it was waited for', CLOSED_HINT);
    for (const end of waits) end(error);
    return closeReceiver();
  };
  let before = { requests: 0, refusedByParser: 0 };
  const bench: Bench = {
    contract,
    history,
    heard: () => {
      const { requests, refusedByParser } = receiver.counts();
      return {
        requests: requests - before.requests,
        refusedByParser: refusedByParser - before.refusedByParser,
        listening: receiver.listening,
      };
    },
  };

  const methods: Watching<Typed> = {
    contract,
    arrivals(selector = {}) {
      const selects = selecting(readSelector(selector, 'arrivals', contract).spec, contract);
      return [...history.arrivals()].filter(selects).map(reader.received);
    },
    async waitFor(selector, { count = 1, withinMs = DEFAULT_WAIT_MS, laterThan = 0 } = {}) {
      const selected = readSelector(selector, 'waitFor', contract);
      if (!Number.isSafeInteger(count) || count < 1)
        throw badOption('count', count, 'a whole number from 1 on; waitForNone waits for none');
      checkMs('withinMs', withinMs);
      const number = typeof laterThan === 'number' ? laterThan : laterThan.number;
      const came = await waitForArrivals(room, selected, { count, withinMs, laterThan: number });
      return came.map(reader.received);
    },
    async waitForQuiet({ quietMs, withinMs = DEFAULT_QUIET_WAIT_MS, of = {} }) {
      const selected = readSelector(of, 'waitForQuiet', contract);
      checkMs('quietMs', quietMs);
      checkMs('withinMs', withinMs);
      if (withinMs < quietMs)
        throw badOption('withinMs', withinMs, `no fewer milliseconds than quietMs, which is ${quietMs}`);
      await waitForSilence(room, selected, { quietMs, withinMs });
      const selects = selecting(selected.spec, contract);
      return [...history.arrivals()].filter(selects).map(reader.received);
    },
    async waitForNone(selector, { withinMs = DEFAULT_WAIT_MS } = {}) {
      const selected = readSelector(selector, 'waitForNone', contract);
      checkMs('withinMs', withinMs);
      await waitForNoArrival(room, selected, withinMs);
    },
    expectations: (list) => judged(readExpectations(list, contract), history, contract),
    follow: (list) => followed(readExpectations(list, contract), history, contract),
    reply: (answer) => receiver.replyPlan.apply(readValue(replyShape, answer, 'reply', 'bad-reply').change),
    clear() {
      history.clear();
      before = receiver.counts();
    },
  };
  // The handle's getters stay live.
  return Object.assign(receiver, methods, {
    [BENCH]: bench,
    close,
    [Symbol.asyncDispose]: close,
  });
}

const CLOSED_HINT = 'await what is still waited for before the receiver is closed';

function checkMs(name: string, ms: number): void {
  if (!Number.isFinite(ms) || ms < 0) throw badOption(name, ms, 'a number of milliseconds from 0 on');
}

function badOption(name: string, got: unknown, expected: string): ReceiverError {
  return new ReceiverError(
    'bad-option',
    `${name}: expected ${expected}, got ${String(got)}`,
    `give ${expected}`,
  );
}
