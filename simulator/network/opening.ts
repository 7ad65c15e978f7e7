// What comes before the first request on a connection: a proxy's CONNECT and a TLS handshake. Faults that count the bytes of requests
// and answers, or drop answers, let it through, or with TLS no request would ever reach the target.

import type { Direction } from './network-fault.ts';

const HANDSHAKE = 22;
const APPLICATION_DATA = 23;
/** Of a client's Finished under TLS 1.3, as a record on the wire; no request is as short. RFC 8446, 4.4.4 and 5.2. */
const FINISHED_BYTES: ReadonlySet<number> = new Set([45, 53, 69]);
/** The extension of a ServerHello that chooses TLS 1.3. RFC 8446, 4.2.1. */
const CHOSE_TLS_1_3 = Buffer.from([0x00, 0x2b, 0x00, 0x02, 0x03, 0x04]);
const HEAD_END = '\r\n\r\n';
/** More than this of a proxy's answer or of a ServerHello is never looked at. */
const MOST_KEPT = 16_384;

/** Watches a connection from its first byte and tells where its opening ends. Plain HTTP has none. */
export class Opening {
  #stage: 'begin' | 'connect' | 'tls' | 'over' = 'begin';
  #answer = Buffer.alloc(0);
  #tls13 = false;
  /** Of the client's record under way. */
  #header = Buffer.alloc(0);
  #recordLeft = 0;
  #lastRecord = false;

  /** How many bytes at the beginning of a chunk still belong to the opening. */
  take(direction: Direction, chunk: Buffer): number {
    if (direction === 'answer') return this.#takeAnswer(chunk);
    if (this.#stage === 'begin') this.#stage = stageOf(chunk);
    if (this.#stage === 'tls') return this.#takeRecords(chunk);
    return this.#stage === 'connect' ? chunk.length : 0;
  }

  #takeAnswer(chunk: Buffer): number {
    if (this.#stage === 'over' || this.#stage === 'begin') return 0;
    if (this.#answer.length < MOST_KEPT) this.#answer = Buffer.concat([this.#answer, chunk]);
    if (this.#stage === 'tls') {
      this.#tls13 ||= this.#answer.includes(CHOSE_TLS_1_3);
    } else if (this.#answer.includes(HEAD_END) || this.#answer.length >= MOST_KEPT) {
      this.#answer = Buffer.alloc(0);
      this.#stage = 'begin';
    }
    return chunk.length;
  }

  /** Up to the last record of the handshake: Finished under TLS 1.3; under 1.2 whatever comes before application data. */
  #takeRecords(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length) {
      if (this.#recordLeft === 0) {
        const wanted = 5 - this.#header.length;
        const begin = at;
        this.#header = Buffer.concat([this.#header, chunk.subarray(at, at + wanted)]);
        at += wanted;
        if (this.#header.length < 5) return chunk.length;
        const type = this.#header[0]!;
        const length = this.#header.readUInt16BE(3);
        if (type === APPLICATION_DATA && !this.#tls13) return this.#end(begin);
        this.#lastRecord = type === APPLICATION_DATA && FINISHED_BYTES.has(length);
        this.#recordLeft = length;
        this.#header = Buffer.alloc(0);
      }
      const step = Math.min(this.#recordLeft, chunk.length - at);
      at += step;
      this.#recordLeft -= step;
      if (this.#recordLeft === 0 && this.#lastRecord) return this.#end(at);
    }
    return chunk.length;
  }

  #end(at: number): number {
    this.#stage = 'over';
    this.#answer = Buffer.alloc(0);
    return at;
  }
}

function stageOf(first: Buffer): 'connect' | 'tls' | 'over' {
  if (first[0] === HANDSHAKE) return 'tls';
  return first.subarray(0, 8).toString('latin1') === 'CONNECT ' ? 'connect' : 'over';
}
