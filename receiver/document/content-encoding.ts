// Bodies that came compressed: records keep the bytes as they came, and whatever reads a body reads it unpacked.

import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { sizeText } from './size.ts';

/** Bytes that a body may unpack to; what is larger is not unpacked, so that a small request cannot fill the memory. */
export const MOST_UNPACKED_BYTES = 16 * 1024 * 1024;
/** Encodings applied on top of each other that are undone. RFC 9110 sets no limit; nobody needs more than two. */
const MOST_ENCODINGS = 4;

/** The bytes of a body without its encodings, or why they cannot be undone, in words for people. */
export type Unpacked =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'undecodable'; readonly detail: string };

type Decoder = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Buffer;

const DECODERS: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateEither],
  ['br', brotliDecompressSync],
  ['zstd', zstdDecompressSync],
]);

/** The encodings of a body by its Content-Encoding headers (RFC 9110, section 8.4), in the order in which they were applied. */
export function encodingsOf(headers: readonly string[]): readonly string[] {
  const encodings: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i]!.length !== 16 || headers[i]!.toLowerCase() !== 'content-encoding') continue;
    for (const part of headers[i + 1]!.split(',')) {
      const encoding = part.trim().toLowerCase();
      if (encoding !== '' && encoding !== 'identity') encodings.push(encoding);
    }
  }
  return encodings;
}

/** Undoes the encodings of a complete body; the same bytes where there are none. */
export function unpackBody({
  headers,
  body,
}: {
  readonly headers: readonly string[];
  readonly body: Buffer;
}): Unpacked {
  const encodings = encodingsOf(headers);
  if (encodings.length > MOST_ENCODINGS)
    return undecodable(
      `Content-Encoding names ${encodings.length} encodings; at most ${MOST_ENCODINGS} are undone`,
    );
  let bytes = body;
  for (const encoding of [...encodings].reverse()) {
    const decode = DECODERS.get(encoding);
    if (decode === undefined)
      return undecodable(
        `Content-Encoding "${encoding}" is not known; known are ${[...DECODERS.keys()].join(', ')}`,
      );
    try {
      bytes = decode(bytes, { maxOutputLength: MOST_UNPACKED_BYTES });
    } catch (error) {
      return undecodable(whyNot(encoding, (error as NodeJS.ErrnoException).code));
    }
  }
  return { kind: 'bytes', bytes };
}

/** A body as people read it: unpacked where that can be done, as text in UTF-8. */
export function textOf(request: { readonly headers: readonly string[]; readonly body: Buffer }): string {
  const unpacked = unpackBody(request);
  return (unpacked.kind === 'bytes' ? unpacked.bytes : request.body).toString('utf8');
}

/** RFC 9110 means the zlib format by `deflate`; some clients send the bare deflate stream. */
function inflateEither(bytes: Buffer, options: { readonly maxOutputLength: number }): Buffer {
  const isZlib = bytes.length >= 2 && (bytes[0]! & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  return isZlib ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}

function whyNot(encoding: string, code: string | undefined): string {
  if (code === 'ERR_BUFFER_TOO_LARGE')
    return `Content-Encoding ${encoding}: the body unpacks to more than ${sizeText(MOST_UNPACKED_BYTES)}`;
  if (code === 'Z_BUF_ERROR') return `Content-Encoding ${encoding}: the compressed body ends too early`;
  return `Content-Encoding ${encoding}: the body is not valid ${encoding}`;
}

function undecodable(detail: string): Unpacked {
  return { kind: 'undecodable', detail };
}
