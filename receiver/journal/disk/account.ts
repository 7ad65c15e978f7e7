// Accounts for every number of a journal: it is that of a record that is there, or it lies in a gap that says why.

import { basename } from 'node:path';
import { Gaps } from '../gaps.ts';
import type { JournalGap, TornLine } from '../journal.ts';
import { EXPIRED } from './housekeeping.ts';
import type { SegmentSum, Tail } from './line.ts';
import type { Manifest, ManifestEntry } from './manifest.ts';
import type { Run, Scan } from './scan-segment.ts';
import { type FileStamp, type Segment, segmentName } from './segment-index.ts';

/** What a folder holds. */
export interface FolderContents {
  /** Tells this journal from others. */
  readonly journal: string;
  readonly segments: Segment[];
  readonly nextNumber: number;
  readonly startNumber: number;
  readonly gaps: Gaps;
  readonly torn: TornLine | null;
  /** What was found that cost no record; for people, a line each. */
  readonly remarks: readonly string[];
  /** Files that hold once more what a sound one holds, left behind where a compression was broken off. */
  readonly leftovers: readonly string[];
  /** What the files held that are gone or were replaced. */
  readonly lost: readonly SegmentSum[];
}

/** A file that may be one of the journal's. */
export interface FoundFile {
  readonly path: string;
  /** The number that its name says. */
  readonly named: number;
  readonly stamp: FileStamp;
  /** What is known of it without reading it; null where it was read. */
  readonly entry: ManifestEntry | null;
  readonly scan: Scan | null;
}

/** Which file holds which numbers. Maps are by the number that a file is named after. */
export interface Holding {
  /** Those that can be read, in ascending order. */
  readonly segments: Segment[];
  /** The records that are in each of them. */
  readonly runs: ReadonlyMap<number, readonly Run[]>;
  /** What was found in those that were read in full. */
  readonly scans: ReadonlyMap<number, Scan | null>;
  /** What each file should hold. */
  readonly sums: ReadonlyMap<number, SegmentSum>;
  /** Files that cannot be read, and why. */
  readonly unfit: ReadonlyMap<number, string>;
  /** Files without a line, of which nothing is known. */
  readonly strays: readonly FoundFile[];
}

/** They came and could not be written, and the process ended before it could write that down. */
const NOT_RECORDED = 'not recorded';
const LOST = 'they were given out before the machine went down, and nothing is left of them';

/** What the folder comes to. Adds to the remarks. */
export function account(
  holding: Holding,
  {
    manifest,
    tail,
    remarks,
  }: { readonly manifest: Manifest | null; readonly tail: Tail | null; readonly remarks: string[] },
): Pick<FolderContents, 'segments' | 'nextNumber' | 'startNumber' | 'gaps' | 'torn' | 'remarks' | 'lost'> {
  const { segments, runs, scans, sums, unfit } = holding;
  const told = toldBefore(holding, manifest, tail);
  const next = nextNumber(holding, told, manifest, tail, remarks);
  const newest = segments.at(-1);
  // It went down before a record was in it. The next file bears its name: see `Disk.create`.
  if (newest?.first === next) segments.pop();
  const gaps = new Gaps();
  const miss = (first: number, last: number, reason: string): readonly JournalGap[] => {
    if (first > last) return [];
    const found = new Gaps(told.gaps.within(first, last));
    found.add({ first, last, reason });
    for (const gap of found.all) {
      const from = Math.max(gap.first, told.start);
      if (from <= gap.last) gaps.add({ ...gap, first: from });
    }
    return found.all;
  };
  const firsts = [...new Set([...segments.map(({ first }) => first), ...sums.keys(), ...unfit.keys()])]
    .filter((first) => first < next)
    .sort((a, b) => a - b);
  miss(1, (firsts[0] ?? next) - 1, 'no file holds them');
  for (const [index, first] of firsts.entries()) {
    const end = (firsts[index + 1] ?? next) - 1;
    const segment = segments.find((each) => each.first === first);
    const scan = scans.get(first) ?? null;
    const name = segment === undefined ? segmentName(first) : basename(segment.path);
    const missing: JournalGap[] = [];
    let from = first;
    for (const run of runs.get(first) ?? []) {
      if (run.first > end) break;
      missing.push(...miss(from, run.first - 1, `${within(scan)}: ${name}`));
      from = Math.min(run.last, end) + 1;
    }
    const reason =
      segment === undefined
        ? (unfit.get(first) ?? `the file that held them is no longer there: ${name}`)
        : `${behind(scan)}: ${name}`;
    if (first !== firsts.at(-1) || tail === null) missing.push(...miss(from, end, reason));
    else {
      const written = Math.min(end, Math.max(tail.last, from - 1));
      const given = Math.min(end, Math.max(tail.next - 1, written));
      missing.push(
        ...miss(from, written, reason),
        ...miss(written + 1, given, NOT_RECORDED),
        ...miss(given + 1, end, LOST),
      );
    }
    if (segment === undefined) continue;
    segment.missing = missing.filter((gap) => gap.first <= segment.last);
    if (scan !== null && missing.length === 0 && (scan.damaged > 0 || scan.head === null))
      segment.remarks = [...segment.remarks, 'has a damaged line; no record is missing for it'];
    remarks.push(...segment.remarks.map((remark) => `${name} ${remark}`));
  }
  const lost = [...sums.values()].filter(
    ({ first, records }) =>
      first < next &&
      records >= 0 &&
      !segments.some((each) => each.first === first) &&
      !told.gaps.within(first, first).some(({ reason }) => reason.startsWith(EXPIRED)),
  );
  const torn = tornLine(newest, holding, gaps, next);
  return { segments, nextNumber: next, startNumber: told.start, gaps, torn, remarks, lost };
}

/** What was known to be missing, and from where the journal counts since its last reset. */
function toldBefore(
  { segments, scans }: Holding,
  manifest: Manifest | null,
  tail: Tail | null,
): { readonly gaps: Gaps; readonly start: number } {
  const gaps = new Gaps(manifest?.gaps);
  let start = Math.max(1, manifest?.start ?? 1, tail?.start ?? 1);
  for (const { first } of segments) {
    const scan = scans.get(first);
    if (scan === undefined || scan === null) continue;
    for (const gap of scan.head?.gaps ?? []) gaps.add(gap);
    start = Math.max(start, scan.head?.start ?? 1);
    for (const note of scan.notes) {
      if (note.kind === 'gap') gaps.add(note.gap);
      else if (note.kind === 'reset') start = Math.max(start, note.start);
    }
  }
  return { gaps, start };
}

/** No number was given twice, whatever happened to the files: all that is left of them counts. */
function nextNumber(
  { segments, sums, strays }: Holding,
  told: { readonly gaps: Gaps; readonly start: number },
  manifest: Manifest | null,
  tail: Tail | null,
  remarks: string[],
): number {
  let next = Math.max(
    1,
    told.start,
    manifest?.next ?? 1,
    tail?.next ?? 1,
    (told.gaps.all.at(-1)?.last ?? 0) + 1,
    ...segments.map(({ first, last }) => Math.max(first, last + 1)),
    ...[...sums.values()].map(({ first, last }) => Math.max(first, last + 1)),
  );
  for (const { path, named } of strays) {
    const name = basename(path);
    if (named > next && tail?.closed !== true) {
      // A process went down right after it had begun this file: all numbers before it were given.
      next = named;
      remarks.push(`${name} was begun, and nothing of it is left: numbers go on from #${named}`);
    } else if (named !== next) remarks.push(`${name} holds no line of this journal, and is passed over`);
  }
  return next;
}

/** Why numbers are missing between others. */
function within(scan: Scan | null): string {
  return scan !== null && scan.damaged === 0 ? 'lines were taken out of the file that held them' : DAMAGED;
}

/** Why numbers are missing behind the last one. */
function behind(scan: Scan | null): string {
  return scan !== null && scan.damaged === 0 ? 'the file that held them was cut' : DAMAGED;
}

const DAMAGED = 'the lines that held them are damaged';

/** The end of the newest file, where it was being written when the process or the machine went down. */
function tornLine(
  newest: Segment | undefined,
  { scans, strays }: Holding,
  gaps: Gaps,
  next: number,
): TornLine | null {
  const begun = strays.find(({ named, scan }) => named === next && scan !== null && scan.torn !== null);
  if (begun !== undefined) return { file: begun.path, ...begun.scan!.torn! };
  const torn = newest === undefined ? null : (scans.get(newest.first)?.torn ?? null);
  // What was answered for was whole once: it was cut, and is in a gap.
  if (newest === undefined || torn === null || gaps.within(newest.last + 1, next).length > 0) return null;
  return { file: newest.path, ...torn };
}
