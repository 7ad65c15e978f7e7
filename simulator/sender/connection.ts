// One connection to a target, watched at its socket: what came back since the latest request, how long it lay idle, and who ended it.
// The HTTP library is not asked, for it tells neither the bytes that it could not read nor whether it broke a connection off itself.

import type { Socket } from 'node:net';
import { hostNowMs } from '../time/host-time.ts';
import type { ConnectionBook } from './connection-book.ts';

/** So much of an answer is kept to say what is wrong with it: more than the longest head that is taken. */
const MOST_KEPT = 20_480;
/** The longest head of an interim answer; a longer one is left to the reader of answers. */
const LONGEST_INTERIM = 16_384;
const HEAD_END = /\r?\n\r?\n/;
/** 1xx, but for 101: that one ends HTTP on the connection. */
const INTERIM = /^HTTP\/1\.[01] 1(?!01)\d\d(?=[ \r])/;
const BEGIN_OF_STATUS_LINE = 'HTTP/1.1 100 '.length;

/** How the other side ended a connection: in good order (FIN), or not (RST). */
export type EndedByTarget = 'closed' | 'reset';

/** One connection, from when it is made to its end. */
export class Connection {
  /** From 1, over all connections of a transport. */
  readonly number: number;
  readonly #socket: Socket;
  readonly #book: ConnectionBook;
  #requests = 0;
  #answeredAtMs: number | null = null;
  #endedBy: EndedByTarget | null = null;
  /** What was written when the answer that is under way began; tells an answer from the one before it. */
  #writtenBefore = 0;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #answerBytes = 0;
  /** What came of an answer that may be an interim one; null once it is known not to be. */
  #undecided: Buffer | null = Buffer.alloc(0);

  /** Watches a socket that is connected, and that nobody has read from yet. */
  constructor(socket: Socket, number: number, book: ConnectionBook) {
    this.#socket = socket;
    this.number = number;
    this.#book = book;
    this.#writtenBefore = socket.bytesWritten;
    socket.on('end', () => {
      this.#endedBy ??= 'closed';
    });
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNRESET' || code === 'EPIPE') this.#endedBy ??= 'reset';
    });
    socket.once('close', () => book.ended(this.#endedBy !== null));
    const read = socket.read.bind(socket);
    // Interim answers are taken out before the library sees them: it breaks a connection off at a "100 Continue" nobody asked for.
    socket.read = (size?: number): Buffer | null => {
      for (;;) {
        const chunk = read(size) as Buffer | null;
        if (chunk === null || size === 0) return chunk;
        const rest = this.#arrived(chunk);
        if (rest.length > 0) return rest;
      }
    };
  }

  /** A request is about to go out: which one it is, from 1, and how many milliseconds have passed since the answer before it. */
  begin(): { readonly request: number; readonly idleMs: number | null } {
    this.#requests += 1;
    if (this.#requests > 1) this.#book.reused += 1;
    const idleMs = this.#answeredAtMs === null ? null : hostNowMs() - this.#answeredAtMs;
    return { request: this.#requests, idleMs };
  }

  /** The whole answer is there. */
  answered(): void {
    this.#answeredAtMs = hostNowMs();
  }

  /** How the other side ended it; null while it is open, and where we ended it. */
  get endedBy(): EndedByTarget | null {
    return this.#endedBy;
  }

  get bytesWritten(): number {
    return this.#socket.bytesWritten;
  }

  /** The first bytes that came since the latest request, without interim answers; empty where none did. */
  get answer(): Buffer {
    if (this.#socket.bytesWritten !== this.#writtenBefore) return Buffer.alloc(0);
    return Buffer.concat([...this.#kept, this.#undecided ?? Buffer.alloc(0)]);
  }

  /** How many bytes of it there are. */
  get answerBytes(): number {
    return this.#socket.bytesWritten === this.#writtenBefore ? this.#answerBytes : 0;
  }

  /** What of a chunk is no interim answer; what cannot be told yet is kept for the next one. */
  #arrived(chunk: Buffer): Buffer {
    if (this.#socket.bytesWritten !== this.#writtenBefore) {
      this.#writtenBefore = this.#socket.bytesWritten;
      this.#kept = [];
      this.#keptBytes = 0;
      this.#answerBytes = 0;
      this.#undecided = Buffer.alloc(0);
    }
    this.#answerBytes += chunk.length;
    if (this.#undecided === null) return this.#keep(chunk);
    let bytes = this.#undecided.length === 0 ? chunk : Buffer.concat([this.#undecided, chunk]);
    for (;;) {
      const begin = bytes.toString('latin1', 0, BEGIN_OF_STATUS_LINE);
      const isInterim = INTERIM.test(begin);
      const end = isInterim ? HEAD_END.exec(bytes.toString('latin1', 0, LONGEST_INTERIM)) : null;
      if (end === null) {
        const mayBecome = isInterim ? bytes.length < LONGEST_INTERIM : mayBecomeInterim(begin);
        this.#undecided = mayBecome ? bytes : null;
        return mayBecome ? Buffer.alloc(0) : this.#keep(bytes);
      }
      bytes = bytes.subarray(end.index + end[0].length);
    }
  }

  #keep(bytes: Buffer): Buffer {
    if (this.#keptBytes < MOST_KEPT) this.#kept.push(bytes);
    this.#keptBytes += bytes.length;
    return bytes;
  }
}

/** Too short a text to know. */
function mayBecomeInterim(begin: string): boolean {
  if (begin.length >= BEGIN_OF_STATUS_LINE) return false;
  return 'HTTP/1.1 1'.startsWith(begin.slice(0, 10)) || 'HTTP/1.0 1'.startsWith(begin.slice(0, 10));
}
