// A compressed file of a journal: gzip, as any tool unpacks it, in pieces of whole lines. The head of each piece says how long it is
// (RFC 1952, FEXTRA), so that one piece can be read without those before it.

import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Plain bytes of a piece, unless a single line is longer. */
export const PIECE_BYTES = 256 * 1024;
/** No piece is longer when it is unpacked: the longest line there can be. */
const MOST_PLAIN_BYTES = 512 * 1024 * 1024;
const MAGIC = [0x1f, 0x8b, 8];
const FEXTRA = 0x04;
/** Gzip's own head, the length of the extra field, and the field: `OJ`, its length 4, and the length of the piece. */
const GZIP_HEAD_BYTES = 10;
export const PIECE_HEAD_BYTES = GZIP_HEAD_BYTES + 2 + 8;
const FIELD_START = Buffer.from([8, 0, 0x4f, 0x4a, 4, 0]);

/** Compresses whole lines into a piece. */
export async function packPiece(lines: Buffer): Promise<Buffer> {
  const packed = await pack(lines);
  const piece = Buffer.allocUnsafeSlow(packed.length + PIECE_HEAD_BYTES - GZIP_HEAD_BYTES);
  packed.copy(piece, 0, 0, GZIP_HEAD_BYTES);
  piece[3] = FEXTRA;
  FIELD_START.copy(piece, GZIP_HEAD_BYTES);
  piece.writeUInt32LE(piece.length, PIECE_HEAD_BYTES - 4);
  packed.copy(piece, PIECE_HEAD_BYTES, GZIP_HEAD_BYTES);
  return piece;
}

/** How many bytes a piece takes, by its first `PIECE_HEAD_BYTES`; null where no piece begins there. */
export function pieceBytes(head: Buffer): number | null {
  if (head.length < PIECE_HEAD_BYTES || MAGIC.some((byte, at) => head[at] !== byte) || head[3] !== FEXTRA)
    return null;
  if (
    head.compare(
      FIELD_START,
      0,
      FIELD_START.length,
      GZIP_HEAD_BYTES,
      GZIP_HEAD_BYTES + FIELD_START.length,
    ) !== 0
  )
    return null;
  const bytes = head.readUInt32LE(PIECE_HEAD_BYTES - 4);
  return bytes > PIECE_HEAD_BYTES ? bytes : null;
}

/** The lines of a piece. Rejects where it is damaged: gzip has a checksum of its own. */
export function unpackPiece(piece: Buffer): Promise<Buffer> {
  return unpack(piece, { maxOutputLength: MOST_PLAIN_BYTES });
}
