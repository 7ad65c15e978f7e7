import { LineDigest } from './digest.ts';
import type { Line, SegmentHead, SegmentSum } from './line.ts';
import { offsetIn, scanFile } from './read-segment.ts';
import { addToBlocks, type Block, isCompressed } from './segment-index.ts';

/** Numbers that follow each other without a hole. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** What a file was found to hold. */
export interface Scan {
  /** Null where it has none that is whole. */
  readonly head: SegmentHead | null;
  /** What is no record, in order. */
  readonly notes: readonly Line[];
  /** The records that are there, in ascending order. */
  readonly runs: readonly Run[];
  readonly records: number;
  /** When the last of them came; 0 where there is none. */
  readonly lastAtMs: number;
  readonly blocks: readonly Block[];
  /** Of all whole lines, doubled ones left out. */
  readonly digest: string;
  /** Lines that are not whole, and pieces that cannot be unpacked. */
  readonly damaged: number;
  /** What follows the last whole line and is no white space; null where nothing does. */
  readonly torn: { readonly offset: number; readonly bytes: number } | null;
  readonly wholeBytes: number;
  /** Why there is not one line in it, for people; null where there is one. */
  readonly nothing: string | null;
  /** What is odd about it although it can be read; for people. */
  readonly oddities: readonly string[];
}

/** Reads all of a file. Rejects with the system's error. */
export async function scanSegment(path: string): Promise<Scan> {
  const compressed = isCompressed(path);
  const digest = new LineDigest();
  const runs: { first: number; last: number }[] = [];
  const notes: Line[] = [];
  const blocks: Block[] = [];
  let head: SegmentHead | null = null;
  let [records, lastAtMs, damaged, carriageReturns, lines] = [0, 0, 0, 0, 0];
  let [isOther, hasMark, wide] = [false, false, false];
  let rest: Buffer = Buffer.alloc(0);
  let lastNote = '';

  const end = await scanFile(path, (bytes, found, at) => {
    if (at === 0) {
      hasMark = bytes[0] === 0xef && bytes[1] === 0xbb;
      wide = isUtf16(bytes);
    }
    damaged += found.damaged;
    carriageReturns += found.carriageReturns;
    rest = bytes.subarray(found.wholeBytes);
    let crcs = '';
    let newest: Line | null = null;
    for (const line of found.lines) {
      // What another file held was put behind this one: it has a file of its own, or is missing there.
      if (line.kind === 'segment' && head !== null && line.segment.first !== head.first) isOther = true;
      if (isOther) continue;
      lines += 1;
      if (line.kind === 'record') {
        const last = runs.at(-1);
        // Numbers only rise: a line that somebody doubled is no second request.
        if (last !== undefined && line.number <= last.last) continue;
        if (last?.last === line.number - 1) last.last = line.number;
        else runs.push({ first: line.number, last: line.number });
        records += 1;
        newest = line;
        addToBlocks(blocks, line.number, offsetIn(path, at, line.offset), compressed);
      } else {
        if (line.crc === lastNote) continue;
        lastNote = line.crc;
        if (line.kind === 'segment') head = line.segment;
        else notes.push(line);
      }
      crcs += line.crc;
    }
    if (newest !== null) lastAtMs = arrivalOf(bytes, newest.offset);
    digest.add(crcs);
  });

  const bytesBehind = end.totalBytes - end.wholeBytes;
  const zeros = !compressed && bytesBehind > 0 && rest.every((byte) => byte === 0);
  const isBlank = rest.every((byte) => byte === 0 || byte === 0x0d || byte === 0x20);
  const oddities = [
    ...(carriageReturns > 0 ? ['has Windows line ends: another program has rewritten it'] : []),
    ...(hasMark ? ['begins with a byte order mark: another program has rewritten it'] : []),
    ...(zeros && lines > 0 ? [`ends with ${bytesBehind} zero bytes, as a power cut leaves behind`] : []),
    ...(isOther ? ['has lines of another file at its end'] : []),
  ];
  return {
    head,
    notes,
    runs,
    records,
    lastAtMs,
    blocks,
    digest: digest.hex(),
    damaged: damaged + (end.broken ? 1 : 0),
    torn: bytesBehind > 0 && !isBlank && !compressed ? { offset: end.wholeBytes, bytes: bytesBehind } : null,
    wholeBytes: end.wholeBytes,
    nothing: lines > 0 ? null : emptiness(end.totalBytes, { zeros, wide, compressed }),
    oddities,
  };
}

/** Whether it holds just what it is said to hold. */
export function isAsWritten(scan: Scan, { last, records, digest }: SegmentSum): boolean {
  return (
    scan.records === records &&
    (scan.runs.at(-1)?.last ?? last) === last &&
    (digest === null || scan.digest === digest)
  );
}

function emptiness(
  bytes: number,
  {
    zeros,
    wide,
    compressed,
  }: { readonly zeros: boolean; readonly wide: boolean; readonly compressed: boolean },
): string {
  if (bytes === 0) return 'the file that held them is empty';
  if (wide)
    return 'another program has converted the file that holds them to UTF-16; iconv -f UTF-16 -t UTF-8 converts it back';
  if (zeros) return 'the file that held them has zero bytes only, as a power cut leaves behind';
  return compressed ? 'the file that holds them cannot be unpacked' : 'the lines that held them are damaged';
}

/** A byte order mark of UTF-16, or every other byte zero, as JSON has none. */
function isUtf16(bytes: Buffer): boolean {
  const [a, b, , d] = bytes;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (b === 0 && d === 0 && a === 0x7b);
}

/** When the record came whose line begins at an offset. */
function arrivalOf(bytes: Buffer, offset: number): number {
  const start = bytes.toString('latin1', offset, offset + 120);
  return Number(/"receivedAtMs":(-?[\d.e+]+)/.exec(start)?.[1] ?? 0);
}
