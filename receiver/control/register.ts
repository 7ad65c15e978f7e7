// What the control API tells from: the journal, and what was put together of it while the records came.

import type { Contract, JsonObject } from '../contract/contract.ts';
import { groupNamesOf } from '../contract/group-labels.ts';
import { bodyJudge, type FieldDifference } from '../contract/judge.ts';
import type { Arrival } from '../expect/observation.ts';
import type { Journal, JournalGap, JournalPage, JournalRange } from '../journal/journal.ts';
import type { BodyProblem, ReceivedRecord } from '../journal/record.ts';
import { arrivedAtMs } from '../journal/record.ts';
import { type Digest, Digests } from './digests.ts';
import { Groups } from './groups.ts';
import type { GapMessage, RecordSummary, ResetMessage } from './messages.ts';
import type { Pause } from './pause.ts';
import { type SubjectReader, statisticsReader } from './subject.ts';

/** Hears of what comes, in order, and of what was lost or put out of sight. */
export interface RegisterListener {
  readonly onRecord?: (record: ReceivedRecord) => void;
  readonly onLoss?: (gap: JournalGap) => void;
  readonly onReset?: (reset: ResetMessage) => void;
}

export interface RegisterOptions {
  readonly contract: Contract;
  readonly readSubject: SubjectReader;
  /** The receiver's clock. */
  readonly nowMs: () => number;
  /** From when durations such as `from=2m50s` count. */
  readonly originMs: number;
  readonly pause: Pause;
}

/** The records in sight, who and what they speak of, and what they add up to. */
export class Register {
  readonly contract: Contract;
  readonly #journal: Journal;
  readonly #digests: Digests;
  readonly #groups: Groups;
  readonly #judge: (body: JsonObject) => readonly FieldDifference[];
  readonly #nowMs: () => number;
  readonly #pause: Pause;
  readonly #listeners = new Set<RegisterListener>();
  readonly #unsubscribe: () => void;
  #originMs: number;
  #start: number;
  #ready: Promise<void> | null = null;
  #closed = false;
  /** Number of the last record that was put to the others. */
  #folded: number;
  #count = 0;
  #otherRequests = 0;
  #problems = new Map<BodyProblem, number>();
  #events = new Map<string, number>();

  constructor(journal: Journal, { contract, readSubject, nowMs, originMs, pause }: RegisterOptions) {
    this.contract = contract;
    this.#journal = journal;
    this.#digests = new Digests(readSubject);
    this.#groups = new Groups(statisticsReader(contract));
    this.#judge = bodyJudge(contract);
    this.#nowMs = nowMs;
    this.#pause = pause;
    this.#originMs = originMs;
    this.#start = journal.startNumber;
    this.#folded = journal.startNumber - 1;
    this.#unsubscribe = journal.subscribe(
      (record) => this.#arrived(record),
      (gap) => this.#lost(gap),
    );
  }

  /** Resolves once all that the journal had before is read: `groups` and `counts` then tell of everything. */
  ready(): Promise<void> {
    this.#ready ??= this.#catchUp();
    return this.#ready;
  }

  async #catchUp(): Promise<void> {
    while (this.#folded < this.#journal.lastNumber && !this.#closed) {
      for await (const { records, last } of this.pages({ from: this.#folded + 1 })) {
        if (this.#closed) return;
        for (const record of records) if (record.number > this.#folded) this.#fold(record);
        this.#folded = Math.max(this.#folded, last);
      }
    }
  }

  get journal(): Journal {
    return this.#journal;
  }

  /** The groups as of now, or while older records are still being read, as of then; see `ready`. */
  get groups(): Groups {
    this.#noticeReset();
    return this.#groups;
  }

  /** From when durations count, on the receiver's clock. */
  get originMs(): number {
    this.#noticeReset();
    return this.#originMs;
  }

  /** Records since the last reset: those that carry no notification, and of the others the unusable ones by problem and all by event. */
  counts(): {
    /** The number of the last record that is counted. */
    readonly upTo: number;
    readonly count: number;
    readonly otherRequests: number;
    readonly problems: Readonly<Partial<Record<BodyProblem, number>>>;
    readonly events: Readonly<Record<string, number>>;
  } {
    this.#noticeReset();
    return {
      upTo: this.#folded,
      count: this.#count,
      otherRequests: this.#otherRequests,
      problems: Object.fromEntries(this.#problems),
      events: Object.fromEntries(this.#events),
    };
  }

  /** Number of the last record that came; 0 where none did. */
  get last(): number {
    return this.#journal.lastNumber;
  }

  /** What cannot be read any more of the records from a number on, as one stretch; null where all can. */
  gapFrom(number = 1): GapMessage | null {
    const gaps = this.#journal.gaps.filter((gap) => gap.last >= number);
    const [first] = gaps;
    if (first === undefined) return null;
    const reason = gaps.length === 1 ? first.reason : `${first.reason}; ${gaps.length} gaps in all`;
    return { first: Math.max(first.first, number), last: gaps.at(-1)!.last, reason };
  }

  /** As the journal's own, and lets others go on between two pages. */
  async *pages(range: JournalRange = {}): AsyncIterableIterator<JournalPage> {
    for await (const page of this.#journal.pages(range)) {
      yield page;
      await this.pause();
    }
  }

  /** To be awaited again and again within long work. */
  pause(): Promise<void> {
    return this.#pause.ifDue();
  }

  digest(record: ReceivedRecord): Digest {
    return this.#digests.of(record);
  }

  /** All that is not as the contract says; null where the body is no object. */
  differences({ content }: ReceivedRecord): readonly FieldDifference[] | null {
    return content.kind === 'object' ? this.#judge(content.value) : null;
  }

  summary(record: ReceivedRecord): RecordSummary {
    const { subject, problem, isNotification } = this.digest(record);
    const { content, reply } = record;
    return {
      number: record.number,
      receivedAtMs: record.receivedAtMs,
      connection: record.connection,
      requestOnConnection: record.requestOnConnection,
      method: record.method,
      path: record.path,
      status: reply.status,
      manner: reply.manner,
      bodyBytes: record.bodyBytes,
      notification: isNotification,
      problem,
      ...subject,
      differences:
        content.kind === 'object' ? this.#judge(content.value).length + content.duplicateKeys.length : null,
      fault: faultOf(record),
    };
  }

  /** The record as expectations see it. */
  arrival(record: ReceivedRecord): Arrival {
    const { event, state, dialMode, group: name, tenant: told } = this.digest(record).subject;
    const body = record.content.kind === 'object' ? record.content.value : null;
    const atMs = arrivedAtMs(record) - this.originMs;
    const read = { kind: 'arrival', record, body, event, state, dialMode, atMs } as const;
    if (name === null) return { ...read, group: null };
    const { label, tenant } = this.groups.identify(name, told);
    return { ...read, group: label, groupNames: groupNamesOf(name, tenant) };
  }

  /** Puts everything that came so far out of sight; from here on durations count anew. */
  reset(): ResetMessage {
    this.#journal.reset();
    return this.#noticeReset() ?? { upTo: this.#start - 1, originMs: this.#originMs };
  }

  subscribe(listener: RegisterListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    this.#listeners.clear();
  }

  /** Somebody else may have reset the journal: what was put together of it does not hold any more. */
  #noticeReset(): ResetMessage | null {
    if (this.#journal.startNumber === this.#start) return null;
    this.#start = this.#journal.startNumber;
    this.#folded = Math.max(this.#folded, this.#start - 1);
    this.#originMs = this.#nowMs();
    this.#groups.clear();
    this.#count = 0;
    this.#otherRequests = 0;
    this.#problems = new Map();
    this.#events = new Map();
    const reset = { upTo: this.#start - 1, originMs: this.#originMs };
    for (const { onReset } of [...this.#listeners]) onReset?.(reset);
    return reset;
  }

  #arrived(record: ReceivedRecord): void {
    this.#noticeReset();
    // While older ones are still being read, they go first.
    if (record.number === this.#folded + 1) {
      this.#fold(record);
      this.#folded = record.number;
    }
    for (const { onRecord } of [...this.#listeners]) onRecord?.(record);
  }

  #lost(gap: JournalGap): void {
    this.#noticeReset();
    if (gap.first <= this.#folded + 1) this.#folded = Math.max(this.#folded, gap.last);
    for (const { onLoss } of [...this.#listeners]) onLoss?.(gap);
  }

  #fold(record: ReceivedRecord): void {
    const { subject, problem, isNotification } = this.#digests.add(record);
    this.#count += 1;
    if (!isNotification) {
      this.#otherRequests += 1;
      return;
    }
    const event = subject.event ?? 'unknown';
    this.#events.set(event, (this.#events.get(event) ?? 0) + 1);
    if (problem !== null) this.#problems.set(problem, (this.#problems.get(problem) ?? 0) + 1);
    if (record.content.kind === 'object') {
      this.#groups.add(record.number, arrivedAtMs(record), subject, record.content.value);
    }
  }
}

/** What the reply plan did to a record instead of answering as usual, in words; null where nothing. */
export function faultOf({ reply }: ReceivedRecord): string | null {
  if (reply.fault === null) return null;
  return reply.manner === 'as usual' ? reply.fault.kinds.join(', ') : reply.manner;
}
