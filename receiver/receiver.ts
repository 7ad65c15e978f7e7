// The receiver: takes whatever is posted to it, keeps it, and answers as it is told.
// bytes -> http/ and server.ts (fastify) -> parse.ts -> reply-plan.ts decides -> journal/ keeps and tells -> the answer goes out.

import type { Arrived } from './http/intake.ts';
import { type CannotListen, hostText, type Listening } from './http/listen.ts';
import {
  createMemoryJournal,
  DEFAULT_JOURNAL_LIMITS,
  type Journal,
  type RecordListener,
} from './journal/journal.ts';
import type { Content, ReceivedRecord } from './journal/record.ts';
import { parseBody, unusable } from './parse.ts';
import { type Answer, replyTaken, statusAnswer } from './reply/answer.ts';
import { ReplyPlan, type ReplyRule, type ReplySubject } from './reply/reply-plan.ts';
import { createServer } from './server.ts';
import { type HostTime, WALL_CLOCK } from './wall-clock.ts';

/** A request before its answer is decided. */
export type UnansweredRecord = Omit<ReceivedRecord, 'reply'>;

/** How much the receiver takes and keeps. */
export interface ReceiverLimits {
  /** Bytes of one body that are kept; a larger one is answered 413. Default 16 MiB. */
  readonly bodyBytes: number;
  /** Bytes of request line and headers; a larger head is answered 431 and not recorded. Default 16 KiB. */
  readonly headerBytes: number;
  /** Records that the journal keeps. Default 100,000. */
  readonly journalRecords: number;
  /** Bytes that the journal keeps, as they came. Default 128 MiB; what is made of them takes a few times as much memory. */
  readonly journalBytes: number;
}

export const DEFAULT_RECEIVER_LIMITS: ReceiverLimits = {
  bodyBytes: 16 * 1024 * 1024,
  headerBytes: 16 * 1024,
  journalRecords: DEFAULT_JOURNAL_LIMITS.records,
  journalBytes: DEFAULT_JOURNAL_LIMITS.bytes,
};

/** How a receiver is started; whatever is left out has its default. */
export interface ReceiverOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** The clock that stamps arrivals, in milliseconds since 1970: campaign time within a run. Default: the host's. */
  readonly nowMs?: () => number;
  /** How answers are delayed, in real time. Default: the host's timers. */
  readonly after?: HostTime['after'];
  /** Event and group of a request, for rules of the reply plan that ask for them. Default: neither is known. */
  readonly identify?: (record: UnansweredRecord) => ReplySubject;
  /** The reply plan to begin with; the first rule that applies wins. Default: every answer is as usual. */
  readonly replies?: readonly ReplyRule[];
  readonly limits?: Partial<ReceiverLimits>;
  /** Hears of every record, before its answer goes out. */
  readonly onRecord?: RecordListener;
  /** Hears of what should not happen, such as a listener that throws; the receiver goes on. Default: it is counted only. */
  readonly onTrouble?: (error: unknown) => void;
}

/** What the receiver has seen since it was started. */
export interface ReceiverCounts {
  /** Requests whose head was read. */
  readonly requests: number;
  /** Requests that are in the journal, or were. */
  readonly recorded: number;
  /** What the HTTP parser did not take for a request. */
  readonly refusedByParser: number;
  /** The same by reason. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Connections accepted. */
  readonly connections: number;
  readonly openConnections: number;
  /** How often `onTrouble` had something to hear. */
  readonly troubles: number;
}

/** A receiver that has been started. */
export interface Receiver extends AsyncDisposable {
  readonly kind: 'receiver';
  readonly host: string;
  /** The port it listens on, the same after every `startListening`. */
  readonly port: number;
  /** `http://127.0.0.1:8080`, without a slash at its end; every path below it is received. */
  readonly url: string;
  readonly journal: Journal;
  /** The rules in force; change them here at any time. */
  readonly replyPlan: ReplyPlan;
  readonly listening: boolean;
  /** A snapshot. */
  counts(): ReceiverCounts;
  /** Refuses new connections and destroys those that are open, as a host that went down; resolves once that is done. */
  stopListening(): Promise<void>;
  /** Listens again on the same port. */
  startListening(): Promise<Listening | CannotListen>;
  /** Resolves once no body is coming in and no answer is due; silence is not waited for. */
  idle(): Promise<void>;
  /** Ends everything, silent and half-open connections included. The journal stays readable. */
  close(): Promise<void>;
}

/** Starts a receiver; a port in use and the like come back as a value. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver | CannotListen> {
  const { host = '127.0.0.1', nowMs = WALL_CLOCK.nowMs, after = WALL_CLOCK.after } = options;
  const limits = { ...DEFAULT_RECEIVER_LIMITS, ...options.limits };
  const refusals = new Map<string, number>();
  let [requests, connections, troubles] = [0, 0, 0];

  function onTrouble(error: unknown): void {
    troubles += 1;
    options.onTrouble?.(error);
  }

  const journal = createMemoryJournal(
    { records: limits.journalRecords, bytes: limits.journalBytes },
    onTrouble,
  );
  if (options.onRecord) journal.subscribe(options.onRecord);
  const replyPlan = new ReplyPlan(options.replies);

  function subjectOf(record: UnansweredRecord): ReplySubject {
    try {
      return options.identify?.(record) ?? UNKNOWN;
    } catch (error) {
      onTrouble(error);
      return UNKNOWN;
    }
  }

  function take(arrived: Arrived): { record: ReceivedRecord; answer: Answer } {
    const { cutShort, answerable, ...request } = arrived;
    const unanswered: UnansweredRecord = {
      number: journal.nextNumber,
      receivedAtMs: nowMs(),
      ...request,
      wrongContentType: !isJson(request.headers),
      content: contentOf(arrived),
    };
    const answer = fixedAnswer(arrived) ?? replyPlan.decide(() => subjectOf(unanswered));
    const reply = answerable ? replyTaken(answer) : NOBODY_LEFT;
    const record: ReceivedRecord = { ...unanswered, reply };
    journal.append(record);
    return { record, answer };
  }

  const server = await createServer({
    bodyBytes: limits.bodyBytes,
    headerBytes: limits.headerBytes,
    after,
    take,
    onConnection: () => {
      connections += 1;
    },
    onRequest: () => {
      requests += 1;
    },
    onRefused: (reason) => refusals.set(reason, (refusals.get(reason) ?? 0) + 1),
    onTrouble,
  });
  const first = await server.listen(host, options.port ?? 0);
  if (first.kind === 'cannot listen') {
    await server.close();
    return first;
  }
  const { port } = first;
  let listening = true;
  let closing: Promise<void> | null = null;

  const receiver: Receiver = {
    kind: 'receiver',
    host,
    port,
    url: `http://${hostText(REACHABLE[host] ?? host)}:${port}`,
    journal,
    replyPlan,
    get listening() {
      return listening;
    },
    counts: () => ({
      requests,
      recorded: journal.nextNumber - 1,
      refusedByParser: [...refusals.values()].reduce((sum, count) => sum + count, 0),
      refusals: new Map(refusals),
      connections,
      openConnections: server.openConnections,
      troubles,
    }),
    async stopListening() {
      if (!listening) return;
      listening = false;
      await server.stop();
    },
    async startListening() {
      if (listening) return { kind: 'listening', port };
      const again = await server.listen(host, port);
      if (again.kind === 'listening') listening = true;
      return again;
    },
    idle: () => server.idle(),
    close() {
      listening = false;
      closing ??= server.close();
      return closing;
    },
    [Symbol.asyncDispose]: () => receiver.close(),
  };
  return receiver;

  function contentOf({ body, bodyBytes, cutShort }: Arrived): Content {
    if (cutShort !== null) return unusable('cut short', `after ${bodyBytes} bytes: ${cutShort}`);
    if (bodyBytes > limits.bodyBytes) {
      return unusable('too large', `${bodyBytes} bytes, of which ${limits.bodyBytes} are kept`);
    }
    return parseBody(body);
  }

  /** What is answered whatever the plan says, and not counted by it. */
  function fixedAnswer({ method, bodyBytes, cutShort }: Arrived): Answer | null {
    if (cutShort !== null) return statusAnswer(400, { manner: 'cut short' });
    if (method !== 'POST') return statusAnswer(405, { manner: 'not a POST', headers: ['Allow', 'POST'] });
    if (bodyBytes > limits.bodyBytes) return statusAnswer(413, { manner: 'too large' });
    return null;
  }
}

const UNKNOWN: ReplySubject = { event: null, group: null };
const NOBODY_LEFT = { status: null, manner: 'nobody left to answer', delayMs: 0 } as const;

/** Where a client on this machine reaches an address that stands for all of them. */
const REACHABLE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

const JSON_MEDIA_TYPE = /^application\/json[\t ]*(;|$)/i;

/** @assumption OCS sends `application/json`; parameters such as a charset do not count */
function isJson(headers: readonly string[]): boolean {
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i]!.length === 12 && headers[i]!.toLowerCase() === 'content-type') {
      return JSON_MEDIA_TYPE.test(headers[i + 1]!);
    }
  }
  return false;
}
