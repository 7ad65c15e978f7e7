// A record whose body is read only when somebody asks what is in it.

import { contentOf } from '../parse.ts';
import type { Content, ReceivedRecord, ReplyTaken } from './record.ts';

/** A record as it is kept: all but what can be read from the body at any time. */
export type RecordFacts = Omit<ReceivedRecord, 'content'> & {
  /** What is wrong with the body for a reason that does not show in its bytes; null where they tell all. */
  readonly flaw: Content | null;
};

/** Contents kept for those who ask again, and the bytes of their bodies together. */
const MOST_CONTENTS = 64;
const MOST_BYTES = 4 * 1024 * 1024;

/** The contents that were asked for last; the others are read again. */
export class RecentContents {
  readonly #recent: Received[] = [];
  #bytes = 0;

  /** Keeps one, and lets others go. */
  add(record: Received): void {
    this.#recent.push(record);
    this.#bytes += record.body.length;
    while (this.#recent.length > MOST_CONTENTS || (this.#bytes > MOST_BYTES && this.#recent.length > 1)) {
      const gone = this.#recent.shift()!;
      this.#bytes -= gone.body.length;
      gone.forget();
    }
  }
}

/** A record that came in over the wire, or was read back. */
export class Received implements ReceivedRecord {
  readonly number: number;
  readonly receivedAtMs: number;
  declare readonly steadyAtMs?: number;
  readonly connection: number;
  readonly requestOnConnection: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly bodyBytes: number;
  readonly wrongContentType: boolean;
  readonly flaw: Content | null;
  /** Set once, when the answer is decided on. */
  reply: ReplyTaken;
  readonly #contents: RecentContents;
  #content: Content | null = null;

  constructor(facts: RecordFacts, contents: RecentContents) {
    this.number = facts.number;
    this.receivedAtMs = facts.receivedAtMs;
    if (facts.steadyAtMs !== undefined) this.steadyAtMs = facts.steadyAtMs;
    this.connection = facts.connection;
    this.requestOnConnection = facts.requestOnConnection;
    this.method = facts.method;
    this.path = facts.path;
    this.headers = facts.headers;
    this.body = facts.body;
    this.bodyBytes = facts.bodyBytes;
    this.wrongContentType = facts.wrongContentType;
    this.flaw = facts.flaw;
    this.reply = facts.reply;
    this.#contents = contents;
  }

  /** Read from the body when it is asked for, and kept for a while. */
  get content(): Content {
    if (this.flaw !== null) return this.flaw;
    if (this.#content === null) {
      this.#content = contentOf(this);
      this.#contents.add(this);
    }
    return this.#content;
  }

  /** Lets the content go; it is read again if somebody asks. */
  forget(): void {
    this.#content = null;
  }
}
