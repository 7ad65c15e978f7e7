// The receiver: takes whatever is posted to it, keeps it, and answers as it is told.
// bytes -> http/ and server.ts (fastify) -> parse.ts -> reply-plan.ts decides -> journal/ keeps and tells -> the answer goes out.

import { type Credentials, gateFor, withoutCredentials } from './access.ts';
import { fixedAnswer, hostTroubleOf } from './fixed-answer.ts';
import type { Arrived, Taken } from './http/arrived.ts';
import { type CannotListen, hostText, type Listening } from './http/listen.ts';
import type { DiskJournalOptions } from './journal/disk/disk-journal-options.ts';
import { openDiskJournal } from './journal/disk/open-disk-journal.ts';
import type { CannotJournal } from './journal/disk/trouble.ts';
import type { Journal, LossListener, NotRecorded, RecordListener } from './journal/journal.ts';
import { createMemoryJournal } from './journal/memory-journal.ts';
import { Received, RecentContents } from './journal/received.ts';
import type { Content, ReceivedRecord } from './journal/record.ts';
import { DEFAULT_RECEIVER_LIMITS, type ReceiverLimits } from './limits.ts';
import { reachabilityOf } from './listening.ts';
import { unusable } from './parse.ts';
import { type Answer, statusAnswer } from './reply/answer.ts';
import { type AnswerAs, answersAs } from './reply/answer-as.ts';
import { fixedReply, NOBODY_LEFT, replyTo } from './reply/replier.ts';
import { ReplyPlan, type ReplyRule, type ReplySubject } from './reply/reply-plan.ts';
import { createServer } from './server.ts';
import { type ReceiverTls, secure } from './tls.ts';
import { type HostTime, steadyNowMs, WALL_CLOCK } from './wall-clock.ts';

/** A request before its answer is decided. */
export type UnansweredRecord = Omit<ReceivedRecord, 'reply'>;

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
  /** What it answers as where no rule applies. Default: any POST is fine. */
  readonly answerAs?: AnswerAs;
  /** Of all chance in its answers. Default 1. */
  readonly seed?: number;
  readonly limits?: Partial<ReceiverLimits>;
  /** Keeps all records in a folder, and answers a request once its record is there. Default: the newest ones are kept in memory. */
  readonly journal?: DiskJournalOptions;
  /** Default: plain http. */
  readonly tls?: ReceiverTls;
  /**
   * Who may post: a request that shows none of these is answered 401 and recorded. Where it is given, records bear no credentials,
   * right or wrong: the values of Authorization, Proxy-Authorization and Cookie are replaced. Default: everybody may.
   */
  readonly access?: readonly Credentials[];
  /**
   * Takes HTTP/1.1 requests without a Host header, with several, or with one that is no host. Default: they are answered 400 and
   * recorded, as RFC 9112, section 3.2, demands of a server.
   */
  readonly lenientHost?: boolean;
  /** Hears of every record, before its answer goes out. */
  readonly onRecord?: RecordListener;
  /** Hears of requests that could not be recorded, and were answered 507. */
  readonly onLoss?: LossListener;
  /** Hears of what should not happen, such as a listener that throws; the receiver goes on. Default: it is counted only. */
  readonly onTrouble?: (error: unknown) => void;
}

/** What the receiver has seen since it was started. */
export interface ReceiverCounts {
  /** Requests whose head was read. */
  readonly requests: number;
  /** Requests that are in the journal, or were. */
  readonly recorded: number;
  /** Requests that came and could not be recorded; each was answered 507. */
  readonly notRecorded: number;
  /**
   * What came to nothing before it was a request: bytes that are no HTTP, TLS handshakes that failed, heads too large or too slow,
   * connections on which nothing came, or too many of them.
   */
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
  /** `http://127.0.0.1:8080`, or https, without a slash at its end; every path below it is received. */
  readonly url: string;
  /** The receiver's certificate as PEM, which a client must trust where it is self-made; null over plain http. */
  readonly certificate: string | null;
  readonly journal: Journal;
  /** The rules in force; change them here at any time. */
  readonly replyPlan: ReplyPlan;
  /** What it answers as forgets what it learnt: Elasticsearch its indices. The reply plan stays as it is. */
  resetAnswers(): void;
  readonly listening: boolean;
  /** A snapshot. */
  counts(): ReceiverCounts;
  /** Refuses new connections and destroys those that are open, as a host that went down; resolves once that is done. */
  stopListening(): Promise<void>;
  /** `stopListening`, and `startListening` after real milliseconds; null where it was told otherwise meanwhile, which then counts. */
  refuseConnections(forMs: number): Promise<Listening | CannotListen | null>;
  /** Listens again on the same port. */
  startListening(): Promise<Listening | CannotListen>;
  /** Resolves once no body is coming in and no answer is due; silence is not waited for. */
  idle(): Promise<void>;
  /** Ends everything, silent and half-open connections included. The journal stays readable. */
  close(): Promise<void>;
}

/** Starts a receiver; a port in use, a folder that cannot be written to and the like come back as a value. */
export async function startReceiver(
  options: ReceiverOptions = {},
): Promise<Receiver | CannotListen | CannotJournal> {
  const { host = '127.0.0.1', seed = 1, nowMs = WALL_CLOCK.nowMs, after = WALL_CLOCK.after } = options;
  const limits = { ...DEFAULT_RECEIVER_LIMITS, ...options.limits };
  const gate = gateFor(options.access ?? []);
  // A certificate is looked at by clients in wall-clock time, whatever clock stamps arrivals.
  const secured =
    options.tls === undefined ? null : secure(options.tls, host, WALL_CLOCK.nowMs(), limits.headMs);
  if (secured?.kind === 'cannot listen') return secured;
  const refusals = new Map<string, number>();
  let [requests, recorded, notRecorded, connections, troubles] = [0, 0, 0, 0, 0];
  const contents = new RecentContents();
  const hostTrouble = options.lenientHost === true ? () => null : hostTroubleOf;

  function onTrouble(error: unknown): void {
    troubles += 1;
    options.onTrouble?.(error);
  }

  const opened =
    options.journal === undefined
      ? createMemoryJournal({ records: limits.journalRecords, bytes: limits.journalBytes }, onTrouble)
      : await openDiskJournal(options.journal, {
          afterThisTurn: WALL_CLOCK.afterThisTurn,
          nowMs,
          after: WALL_CLOCK.after,
          contents,
          onTrouble,
        });
  if ('kind' in opened) return opened;
  const journal: Journal = opened;
  journal.subscribe(options.onRecord ?? (() => {}), options.onLoss);
  // A clock that is handed in is good for intervals, too.
  const steadyMs = options.nowMs ?? steadyNowMs;
  const startedAtMs = steadyMs();
  const replyPlan = new ReplyPlan(options.replies, { seed, sinceStartMs: () => steadyMs() - startedAtMs });
  const usual = answersAs(options.answerAs ?? { kind: 'plain' }, seed);

  function subjectOf(record: UnansweredRecord): ReplySubject {
    try {
      return options.identify?.(record) ?? UNKNOWN;
    } catch (error) {
      onTrouble(error);
      return UNKNOWN;
    }
  }

  /** Answers once the request is recorded, or once it is sure that it will not be. */
  function take(arrived: Arrived, answered: (taken: Taken) => void): void {
    const { cutShort, answerable, denial, noRoom, httpVersion, ...request } = arrived;
    const record = new Received(
      {
        number: journal.nextNumber,
        receivedAtMs: nowMs(),
        ...(options.nowMs === undefined ? { steadyAtMs: steadyMs() } : {}),
        ...request,
        headers: gate === null ? request.headers : withoutCredentials(request.headers),
        wrongContentType: !isJson(request.headers),
        flaw: flawOf(arrived),
        reply: NOBODY_LEFT,
      },
      contents,
    );
    const fixed = fixedAnswer(arrived, { gate, mostBodyBytes: limits.bodyBytes, hostTrouble });
    const { answer, reply } =
      fixed === null ? replyTo(record, replyPlan, usual, () => subjectOf(record)) : fixedReply(fixed);
    if (answerable) record.reply = reply;
    journal.append(record, (trouble) => {
      if (trouble === null) recorded += 1;
      else notRecorded += 1;
      answered({ record, answer: trouble === null ? answer : unrecordedAnswer(trouble) });
    });
  }

  const server = await createServer({
    ...limits,
    secured,
    sweepAfter: WALL_CLOCK.after,
    after,
    refuseFor: (ms) => void reachability.refuse(ms).catch(onTrouble),
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
    await journal.close();
    return first;
  }
  const { port } = first;
  const reachability = reachabilityOf(server, host, port, after);

  const receiver: Receiver = {
    kind: 'receiver',
    host,
    port,
    certificate: secured?.certificate ?? null,
    url: `${secured === null ? 'http' : 'https'}://${hostText(REACHABLE[host] ?? host)}:${port}`,
    journal,
    replyPlan,
    resetAnswers: () => usual.reset(),
    get listening() {
      return reachability.listening;
    },
    counts: () => ({
      requests,
      recorded,
      notRecorded,
      refusedByParser: [...refusals.values()].reduce((sum, count) => sum + count, 0),
      refusals: new Map(refusals),
      connections,
      openConnections: server.openConnections,
      troubles,
    }),
    stopListening: () => reachability.stop(),
    startListening: () => reachability.start(),
    refuseConnections: (forMs) => reachability.refuse(forMs),
    idle: () => server.idle(),
    async close() {
      await reachability.close();
      await journal.close();
    },
    [Symbol.asyncDispose]: () => receiver.close(),
  };
  return receiver;

  /** What is wrong with a body for a reason that does not show in its bytes. */
  function flawOf(arrived: Arrived): Content | null {
    const { headers, body, bodyBytes, cutShort, denial, noRoom } = arrived;
    if (cutShort?.inHead) return unusable('cut short', `before its body: ${cutShort.why}`);
    if (!usual.brings(arrived.method, arrived.path)) return { kind: 'no notification' };
    if (cutShort !== null) return unusable('cut short', `after ${bodyBytes} bytes: ${cutShort.why}`);
    // Who is turned away has notified nobody, whatever the body says.
    const turnedAway = denial ?? hostTrouble(arrived) ?? gate?.denial(headers) ?? null;
    if (turnedAway !== null) return unusable('not let in', turnedAway);
    if (bodyBytes > limits.bodyBytes || noRoom) {
      return unusable('too large', `${bodyBytes} bytes, of which ${body.length} are kept`);
    }
    return null;
  }
}

/** Whatever the plan had in mind: what is not recorded is never taken as if it were. */
function unrecordedAnswer({ reason }: NotRecorded): Answer {
  return statusAnswer(507, {
    manner: 'not recorded',
    headers: ['Content-Type', 'application/json; charset=utf-8'],
    body: JSON.stringify({ recorded: null, problem: reason }),
  });
}

const UNKNOWN: ReplySubject = { event: null, group: null, state: null };

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
