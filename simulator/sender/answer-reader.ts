// The body of an answer as people can read it: unpacked, in its character set, bounded, and of an error the reason that it gives.

import { unpackBody } from '../../receiver/document/content-encoding.ts';
import { answerReason } from './answer-reason.ts';
import type { Redact } from './redact.ts';

/** So much of the body of an answer with 2xx is kept: enough to tell which document it is about. */
const SUCCESS_BYTES = 2_000;
/** Of any other: a reason may stand far behind. Compressed bodies are kept as long, for their begin alone says nothing. */
const ERROR_BYTES = 262_144;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Takes the body of one answer in, and reads it once it is over. */
export class AnswerReader {
  readonly #status: number;
  readonly #headers: Headers;
  readonly #encoded: boolean;
  readonly #chunks: Buffer[] = [];
  /** Bytes that may still be kept; below 0 where some were not. */
  #room: number;

  constructor(status: number, headers: Headers) {
    this.#status = status;
    this.#headers = headers;
    this.#encoded = headers['content-encoding'] !== undefined;
    this.#room = this.#taken && !this.#encoded ? SUCCESS_BYTES : ERROR_BYTES;
  }

  add(chunk: Buffer): void {
    if (this.#room > 0) this.#chunks.push(chunk.subarray(0, this.#room));
    this.#room -= chunk.length;
  }

  /** The text of an answer with 2xx, or the reason that any other gives, without secrets. */
  read(redact: Redact): string {
    const body = Buffer.concat(this.#chunks);
    const unpacked = unpackBody({ headers: this.#encodingHeaders(), body });
    if (unpacked.kind === 'undecodable') return `the body of the answer cannot be read: ${unpacked.detail}`;
    const bytes = unpacked.bytes;
    const shown = bytes.subarray(0, this.#taken ? SUCCESS_BYTES : ERROR_BYTES);
    const isCut = this.#room < 0 || shown.length < bytes.length;
    // Before anything is cut out of it, or else a part of a secret may remain.
    const text = redact(decoded(shown, this.#contentType()), isCut);
    return this.#taken ? text : answerReason(text);
  }

  get #taken(): boolean {
    return this.#status >= 200 && this.#status < 300;
  }

  #encodingHeaders(): readonly string[] {
    const value = this.#headers['content-encoding'];
    return value === undefined ? [] : ['content-encoding', [value].flat().join(', ')];
  }

  #contentType(): string {
    return [this.#headers['content-type'] ?? ''].flat()[0]!;
  }
}

/** By the byte order mark, else by what the content type or the page itself says; UTF-8 where nothing does. RFC 8259, 8.1. */
function decoded(bytes: Buffer, contentType: string): string {
  const begin = bytes.toString('latin1', 0, 1_024);
  const marked = begin.startsWith('\u00ff\u00fe')
    ? 'utf-16le'
    : begin.startsWith('\u00fe\u00ff')
      ? 'utf-16be'
      : null;
  const named = /charset\s*=\s*"?([\w:.-]+)/i.exec(contentType)?.[1];
  const inPage = /<meta[^<>]{0,200}charset\s*=\s*["']?([\w:.-]+)/i.exec(begin)?.[1];
  for (const charset of [marked, named, inPage]) {
    if (charset === null || charset === undefined) continue;
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      // Nobody knows such a character set.
    }
  }
  return new TextDecoder().decode(bytes);
}
