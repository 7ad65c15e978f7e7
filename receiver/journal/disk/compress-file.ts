import { type FileHandle, open } from 'node:fs/promises';
import { PIECE_BYTES, packPiece } from './compressed-file.ts';
import { LineDigest } from './digest.ts';
import { linesOf } from './line.ts';
import type { Block } from './segment-index.ts';

/**
 * Compresses a closed file into another one, piece by piece, and waits until the disk has it. Null where the file does not hold just
 * the lines of the digest, or where `pause` said not to go on; what was written so far is of no use then. Rejects with the system's error.
 * @param pause called between two pieces
 */
export async function compressFile(
  from: string,
  to: string,
  digest: string,
  pause: () => Promise<'go on' | 'give up'>,
): Promise<{ readonly blocks: Block[]; readonly bytes: number } | null> {
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'w', 0o600);
    try {
      const blocks: Block[] = [];
      const seen = new LineDigest();
      let bytes = 0;
      for await (const piece of piecesOf(source)) {
        const { lines, damaged, wholeBytes } = linesOf(piece);
        if (damaged > 0 || wholeBytes < piece.length) return null;
        const record = lines.find((line) => line.kind === 'record');
        if (record?.kind === 'record') blocks.push({ first: record.number, offset: bytes });
        seen.add(lines.map(({ crc }) => crc).join(''));
        const packed = await packPiece(piece);
        await target.writeFile(packed);
        bytes += packed.length;
        if ((await pause()) === 'give up') return null;
      }
      if (seen.hex() !== digest) return null;
      await target.sync();
      return { blocks, bytes };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** A file in pieces that end with a line, but for the last one where the file does not. */
async function* piecesOf(file: FileHandle): AsyncIterable<Buffer> {
  const { size } = await file.stat();
  let wanted = PIECE_BYTES;
  for (let at = 0; at < size; ) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(wanted, size - at));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return;
    const read = buffer.subarray(0, bytesRead);
    const end = read.lastIndexOf(0x0a) + 1;
    if (end === 0 && at + bytesRead < size) {
      wanted *= 2;
      continue;
    }
    yield end === 0 ? read : read.subarray(0, end);
    at += end === 0 ? bytesRead : end;
    wanted = PIECE_BYTES;
  }
}
