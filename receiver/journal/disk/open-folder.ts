// Finds out what stands in a folder from before: only the last file is read as a whole, for each one begins with what stood before.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Gaps } from '../gaps.ts';
import type { TornLine } from '../journal.ts';
import { FORMAT, type Line, linesOf, type SegmentHead } from './line.ts';
import { indexSegment, readStretch, scanFile } from './read-segment.ts';
import { numberOfSegment, Segment, segmentName } from './segment-index.ts';

/** What a folder holds. */
export interface FolderContents {
  readonly segments: Segment[];
  readonly nextNumber: number;
  readonly startNumber: number;
  readonly gaps: Gaps;
  readonly torn: TornLine | null;
}

const DAMAGED = 'the lines that held them are damaged';
const FILE_GONE = 'the file that held them is no longer there';
/** A head is no longer than that, unless its gaps are many. */
const HEAD_BYTES = 4 * 1024;

/** Reads what a folder holds. Rejects with the system's error. */
export async function openFolder(folder: string): Promise<FolderContents> {
  const names = (await readdir(folder)).filter((name) => numberOfSegment(name) !== null).sort();
  const segments = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return new Segment(numberOfSegment(name)!, path, (await stat(path)).size, null);
    }),
  );
  segments.sort((a, b) => a.first - b.first);
  const heads = await Promise.all(segments.map(headOf));
  const state = { start: 1, next: 1, gaps: new Gaps() };
  let torn: TornLine | null = null;

  const missing = (first: number, last: number, reason: string): void => {
    const from = Math.max(first, state.start);
    if (last >= from) state.gaps.add({ first: from, last, reason });
  };
  const takeHead = ({ first, start, gaps }: SegmentHead): void => {
    state.start = start;
    state.next = Math.max(state.next, first, (gaps.at(-1)?.last ?? 0) + 1);
    state.gaps = new Gaps(gaps);
  };
  const takeLine = (line: Line): void => {
    if (line.kind === 'segment') takeHead(line.segment);
    else if (line.kind === 'gap') {
      missing(line.gap.first, line.gap.last, line.gap.reason);
      state.next = Math.max(state.next, line.gap.last + 1);
    } else if (line.kind === 'reset') {
      state.start = line.start;
      state.gaps.clear();
      state.next = Math.max(state.next, line.start);
    } else {
      missing(state.next, line.number - 1, DAMAGED);
      state.next = Math.max(state.next, line.number + 1);
    }
  };

  // A head that is damaged leaves its file, and those before it, to be read as a whole.
  let from = heads.findLastIndex((head) => head !== null);
  if (from === -1) from = 0;
  for (const segment of segments.slice(from)) {
    const blocks: { number: number; offset: number }[] = [];
    const { wholeBytes, totalBytes } = await scanFile(segment.path, (line, offset) => {
      takeLine(line);
      if (line.kind === 'record') blocks.push({ number: line.number, offset });
    });
    segment.blocks = [];
    for (const { number, offset } of blocks) segment.add(number, offset);
    if (wholeBytes < totalBytes && segment === segments.at(-1))
      torn = { file: segment.path, offset: wholeBytes, bytes: totalBytes - wholeBytes };
  }

  // It went down before a record was in it. The next file bears its name: see `Disk.create`.
  if (segments.at(-1)?.first === state.next) {
    segments.pop();
    heads.pop();
  }
  await addMissingFiles(segments, heads, missing);
  return {
    segments,
    nextNumber: state.next,
    startNumber: state.start,
    gaps: state.gaps,
    torn,
  };
}

/** Every file names the one before it: where that one is not there, its records are gone. */
async function addMissingFiles(
  segments: readonly Segment[],
  heads: readonly (SegmentHead | null)[],
  missing: (first: number, last: number, reason: string) => void,
): Promise<void> {
  for (const [index, head] of heads.entries()) {
    const before = segments[index - 1];
    if (head === null || head.previous === (before?.first ?? null)) continue;
    if (before !== undefined) await indexSegment(before);
    missing(before === undefined ? 1 : before.last + 1, head.first - 1, FILE_GONE);
  }
}

async function headOf(segment: Segment): Promise<SegmentHead | null> {
  for (let bytes = HEAD_BYTES; ; bytes *= 4) {
    const { lines, wholeBytes } = linesOf(await readStretch(segment.path, 0, Math.min(bytes, segment.bytes)));
    const [line] = lines;
    if (line?.kind === 'segment') {
      const { segment: head } = line;
      return head.format === FORMAT && segment.path.endsWith(segmentName(segment.first)) ? head : null;
    }
    if (wholeBytes > 0 || bytes >= segment.bytes) return null;
  }
}
