// The lines of a journal's files. Each is a JSON object that ends with the CRC-32 of its own bytes before `,"crc"`: what was torn,
// damaged or changed shows, and what was not can be read by any tool that reads NDJSON.

import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { JournalGap } from '../journal.ts';
import { Received, type RecentContents, type RecordFacts } from '../received.ts';
import type { Content, ReceivedRecord } from '../record.ts';

/** The first line of a file: what stood in the journal before it, so that opening a folder needs its last file only. */
export interface SegmentHead {
  readonly format: typeof FORMAT;
  /** The number that the file is named after. */
  readonly first: number;
  /** The number of the file before; null for the first one. */
  readonly previous: number | null;
  /** Where the journal begins since its last reset. */
  readonly start: number;
  readonly gaps: readonly JournalGap[];
}

/** A line that is whole; a record is not decoded yet. */
export type Line =
  | { readonly kind: 'record'; readonly number: number; readonly offset: number; readonly bytes: number }
  | { readonly kind: 'segment'; readonly segment: SegmentHead }
  | { readonly kind: 'gap'; readonly gap: JournalGap }
  | { readonly kind: 'reset'; readonly start: number };

/** What the first line of a file says that it is. */
export const FORMAT = 'ocs-sim journal 1';

const NEWLINE = 0x0a;
const RECORD_START = Buffer.from('{"number":');
/** `,"crc":"` and eight digits and `"}` */
const CRC_BYTES = 18;
const CRC_START = Buffer.from(',"crc":"');
const NO_CRC = ',"crc":"00000000"}\n';

/** The text of a record's line, still without its CRC: see `LineBuffer`. The body stands in it as text where it is UTF-8. */
export function recordText(record: ReceivedRecord & { readonly flaw?: unknown }): string {
  const { body } = record;
  const facts = {
    number: record.number,
    receivedAtMs: record.receivedAtMs,
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
  return JSON.stringify(
    isUtf8(body)
      ? { ...facts, flaw, body: body.toString('utf8') }
      : { ...facts, flaw, base64: body.toString('base64') },
  );
}

/** The text of any other line, still without its CRC. */
export function noteText(
  note:
    | { readonly segment: SegmentHead }
    | { readonly gap: JournalGap }
    | { readonly reset: { start: number } },
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
  #bytes = Buffer.allocUnsafeSlow(KEPT_BYTES);
  #used = 0;

  /** Bytes of the lines so far. */
  get used(): number {
    return this.#used;
  }

  /** The lines so far; good until the next change. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#used);
  }

  /** Adds a line with its CRC. */
  add(text: string): void {
    // At most three bytes a UTF-16 unit.
    this.#makeRoom(3 * text.length + NO_CRC.length);
    const from = this.#used;
    const end = from + this.#bytes.write(text, from, 'utf8') - 1;
    const digits = crcDigits(this.#bytes.subarray(from, end));
    this.#used = end + this.#bytes.write(NO_CRC, end, 'latin1');
    this.#bytes.write(digits, end + CRC_START.length, 'latin1');
  }

  clear(): void {
    this.#used = 0;
    if (this.#bytes.length > KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(KEPT_BYTES);
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
}

/** Reads lines from bytes; those that are not whole are left out. Offsets are within the bytes. */
export function linesOf(bytes: Buffer): Lines {
  const lines: Line[] = [];
  let from = 0;
  for (;;) {
    const end = bytes.indexOf(NEWLINE, from);
    if (end === -1) return { lines, wholeBytes: from };
    const line = lineOf(bytes, from, end);
    if (line !== null) lines.push(line);
    from = end + 1;
  }
}

function lineOf(bytes: Buffer, from: number, end: number): Line | null {
  const crcAt = end - CRC_BYTES;
  if (crcAt <= from || bytes.compare(CRC_START, 0, CRC_START.length, crcAt, crcAt + CRC_START.length) !== 0)
    return null;
  if (
    bytes.toString('latin1', crcAt + CRC_START.length, end) !== `${crcDigits(bytes.subarray(from, crcAt))}"}`
  )
    return null;
  if (bytes.compare(RECORD_START, 0, RECORD_START.length, from, from + RECORD_START.length) === 0) {
    const number = Number.parseInt(bytes.toString('latin1', from + RECORD_START.length, from + 30), 10);
    return { kind: 'record', number, offset: from, bytes: end - from };
  }
  const note = JSON.parse(bytes.toString('utf8', from, end)) as {
    readonly segment?: SegmentHead;
    readonly gap?: JournalGap;
    readonly reset?: { readonly start: number };
  };
  if (note.segment !== undefined) return { kind: 'segment', segment: note.segment };
  if (note.gap !== undefined) return { kind: 'gap', gap: note.gap };
  if (note.reset !== undefined) return { kind: 'reset', start: note.reset.start };
  return null;
}

function crcDigits(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}
