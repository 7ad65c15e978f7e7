// The lines of a journal's files. Each is a JSON object that ends with the CRC-32 of its own bytes before `,"crc"`: what was torn,
// damaged or changed shows, and what was not can be read by any tool that reads NDJSON.

import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { JournalGap } from '../journal.ts';
import { Received, type RecentContents, type RecordFacts } from '../received.ts';
import type { Content, ReceivedRecord } from '../record.ts';

/** What a file holds once nothing more is written to it. */
export interface SegmentSum {
  /** The number that the file is named after. */
  readonly first: number;
  /** Number of its last record; `first - 1` where it holds none. */
  readonly last: number;
  readonly records: number;
  /** See `LineDigest`; null where a failed sync left open which lines are there. */
  readonly digest: string | null;
}

/** The first line of a file: what stood in the journal before it. */
export interface SegmentHead {
  readonly format: (typeof FORMATS)[number];
  /** The journal that the file belongs to; files of format 1 do not say. */
  readonly journal?: string;
  /** The number that the file is named after. */
  readonly first: number;
  /** The number of the file before; null for the first one. */
  readonly previous: number | null;
  /** What the file before holds: each file vouches for the one before it. Absent in format 1, and where there is none before. */
  readonly before?: SegmentSum;
  /** Where the journal begins since its last reset. */
  readonly start: number;
  readonly gaps: readonly JournalGap[];
}

/** What the newest file holds, written anew with every batch: see `TailFile`. */
export interface Tail {
  readonly journal: string;
  /** The number that the newest file is named after; 0 before there is one. */
  readonly segment: number;
  /** Records in it, and the number of the last of them. */
  readonly records: number;
  readonly last: number;
  /** No number below it is given again. */
  readonly next: number;
  readonly start: number;
  /** The journal was closed in order: nothing was written after this. */
  readonly closed: boolean;
}

/** Where the line is that was found whole, without the white space around it; its CRC as it stands there. */
interface LinePlace {
  readonly offset: number;
  readonly bytes: number;
  readonly crc: string;
}

/** A line that is whole; a record is not decoded yet. */
export type Line = LinePlace &
  (
    | { readonly kind: 'record'; readonly number: number }
    | { readonly kind: 'segment'; readonly segment: SegmentHead }
    | { readonly kind: 'gap'; readonly gap: JournalGap }
    | { readonly kind: 'reset'; readonly start: number }
    | { readonly kind: 'tail'; readonly tail: Tail }
    | { readonly kind: 'manifest'; readonly manifest: unknown }
  );

/** What the first line of a file says that it is. Files of format 1 have no digests. */
export const FORMATS = ['ocs-sim journal 2', 'ocs-sim journal 1'] as const;
export const FORMAT = FORMATS[0];

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const RECORD_START = Buffer.from('{"number":');
/** `,"crc":"` and eight digits and `"}` */
const CRC_BYTES = 18;
const CRC_START = Buffer.from(',"crc":"');
const NO_CRC = ',"crc":"00000000"}\n';

/**
 * The text of a record's line, still without its CRC: see `LineBuffer`. The body stands in it as text where it is UTF-8, and as
 * Base64 where it is not, or where so many control characters are in it that Base64 is shorter.
 */
export function recordText(record: ReceivedRecord & { readonly flaw?: unknown }): string {
  const { body } = record;
  const facts = {
    number: record.number,
    receivedAtMs: record.receivedAtMs,
    // Left out by JSON where it is not known.
    steadyAtMs: record.steadyAtMs,
    connection: record.connection,
    requestOnConnection: record.requestOnConnection,
    method: record.method,
    path: record.path,
    headers: record.headers,
    bodyBytes: record.bodyBytes,
    wrongContentType: record.wrongContentType,
    reply: record.reply,
  } satisfies Record<Exclude<keyof ReceivedRecord, 'content' | 'body'>, unknown>;
  const flaw = record.flaw ?? undefined;
  if (isUtf8(body)) {
    const text = JSON.stringify({ ...facts, flaw, body: body.toString('utf8') });
    // Nearly every body ends here: looking for an escape takes less than looking at each byte.
    if (!text.includes('\\u00') || !isShorterInBase64(body)) return text;
  }
  return JSON.stringify({ ...facts, flaw, base64: body.toString('base64') });
}

/** Whether there are so many control characters, each of which JSON writes with six, that Base64 is shorter. */
function isShorterInBase64(body: Buffer): boolean {
  return isBinary(body) && JSON.stringify(body.toString('utf8')).length - 2 > 4 * Math.ceil(body.length / 3);
}

/** Whether there are control characters that no text has. */
function isBinary(body: Buffer): boolean {
  return body.some((byte) => byte < 0x20 && (byte < 0x08 || byte > 0x0d || byte === 0x0b));
}

/** The text of any other line, still without its CRC. */
export function noteText(
  note:
    | { readonly segment: SegmentHead }
    | { readonly gap: JournalGap }
    | { readonly reset: { start: number } }
    | { readonly tail: Tail }
    | { readonly manifest: object },
): string {
  return JSON.stringify(note);
}

/** The record of a line that `linesOf` found whole. */
export function decodeRecord(line: Buffer, contents: RecentContents): ReceivedRecord {
  const { flaw, body, base64, crc, ...facts } = JSON.parse(line.toString('utf8')) as StoredRecord;
  return new Received(
    {
      ...facts,
      flaw: flaw ?? flawByMethod(facts.method),
      body: body === undefined ? Buffer.from(base64!, 'base64') : Buffer.from(body, 'utf8'),
    },
    contents,
  );
}

/** Journals of older versions do not say which requests carry no notification. */
function flawByMethod(method: string): Content | null {
  return ['POST', 'PUT', ''].includes(method) ? null : { kind: 'no notification' };
}

type StoredRecord = Omit<RecordFacts, 'body' | 'flaw'> & {
  readonly flaw?: RecordFacts['flaw'];
  readonly body?: string;
  readonly base64?: string;
  readonly crc: string;
};

/** Bytes of ordinary batches; a larger one gets memory of its own. */
const KEPT_BYTES = 512 * 1024;

/** Lines put together for one write. */
export class LineBuffer {
  readonly #kept: number;
  #bytes: Buffer;
  #used = 0;

  /** @param kept bytes that are held on to between two writes */
  constructor(kept = KEPT_BYTES) {
    this.#kept = kept;
    this.#bytes = Buffer.allocUnsafeSlow(kept);
  }

  /** Bytes of the lines so far. */
  get used(): number {
    return this.#used;
  }

  /** The lines so far; good until the next change. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#used);
  }

  /** Adds a line with its CRC, and gives the digits of that. */
  add(text: string): string {
    // At most three bytes a UTF-16 unit.
    this.#makeRoom(3 * text.length + NO_CRC.length);
    const from = this.#used;
    const end = from + this.#bytes.write(text, from, 'utf8') - 1;
    const digits = crcDigits(this.#bytes.subarray(from, end));
    this.#used = end + this.#bytes.write(NO_CRC, end, 'latin1');
    this.#bytes.write(digits, end + CRC_START.length, 'latin1');
    return digits;
  }

  clear(): void {
    this.#used = 0;
    if (this.#bytes.length > this.#kept) this.#bytes = Buffer.allocUnsafeSlow(this.#kept);
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#used + bytes, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
  }
}

/** What stands in a stretch of a file, from the beginning of a line on. */
export interface Lines {
  readonly lines: readonly Line[];
  /** Bytes up to the end of the last line that has one. */
  readonly wholeBytes: number;
  /** Lines that are not whole; empty ones are not counted. */
  readonly damaged: number;
  /** Lines that end with a carriage return besides, as a transfer in text mode leaves them. */
  readonly carriageReturns: number;
}

/** Reads lines from bytes; those that are not whole are left out. Offsets are within the bytes. */
export function linesOf(bytes: Buffer): Lines {
  const lines: Line[] = [];
  let [from, damaged, carriageReturns] = [0, 0, 0];
  for (;;) {
    const newline = bytes.indexOf(NEWLINE, from);
    if (newline === -1) return { lines, wholeBytes: from, damaged, carriageReturns };
    const [start, end] = withoutBlanks(bytes, from, newline);
    if (start < end) {
      const line = lineOf(bytes, start, end);
      if (line === null) damaged += 1;
      else {
        lines.push(line);
        if (bytes[newline - 1] === CARRIAGE_RETURN) carriageReturns += 1;
      }
    }
    from = newline + 1;
  }
}

/** Leaves out what may stand around a line without changing it: white space, zero bytes, a byte order mark. */
function withoutBlanks(bytes: Buffer, from: number, to: number): [start: number, end: number] {
  let [start, end] = [from, to];
  while (start < end && isBlank(bytes[start]!)) start += 1;
  if (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf && start + 3 <= end)
    start += 3;
  while (end > start && isBlank(bytes[end - 1]!)) end -= 1;
  return [start, end];
}

function isBlank(byte: number): boolean {
  return byte === CARRIAGE_RETURN || byte === 0x20 || byte === 0x09 || byte === 0;
}

function lineOf(bytes: Buffer, from: number, end: number): Line | null {
  const crcAt = end - CRC_BYTES;
  if (crcAt <= from || bytes.compare(CRC_START, 0, CRC_START.length, crcAt, crcAt + CRC_START.length) !== 0)
    return null;
  const crc = crcDigits(bytes.subarray(from, crcAt));
  if (bytes.toString('latin1', crcAt + CRC_START.length, end) !== `${crc}"}`) return null;
  const place = { offset: from, bytes: end - from, crc };
  if (bytes.compare(RECORD_START, 0, RECORD_START.length, from, from + RECORD_START.length) === 0) {
    const number = Number.parseInt(bytes.toString('latin1', from + RECORD_START.length, from + 30), 10);
    return { kind: 'record', number, ...place };
  }
  const note = JSON.parse(bytes.toString('utf8', from, end)) as {
    readonly segment?: SegmentHead;
    readonly gap?: JournalGap;
    readonly reset?: { readonly start: number };
    readonly tail?: Tail;
    readonly manifest?: unknown;
  };
  if (note.segment !== undefined) return { kind: 'segment', segment: note.segment, ...place };
  if (note.gap !== undefined) return { kind: 'gap', gap: note.gap, ...place };
  if (note.reset !== undefined) return { kind: 'reset', start: note.reset.start, ...place };
  if (note.tail !== undefined) return { kind: 'tail', tail: note.tail, ...place };
  if (note.manifest !== undefined) return { kind: 'manifest', manifest: note.manifest, ...place };
  return null;
}

function crcDigits(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}
