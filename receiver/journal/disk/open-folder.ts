// Finds out what stands in a folder from before. A file that looks as the manifest says is taken at its word; every other one is read in
// full and held against what the manifest, the tail and the file after it say of it. Each number is then that of a record, or in a gap.

import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { account, type FolderContents, type FoundFile, type Holding } from './account.ts';
import { newJournalId } from './digest.ts';
import type { SegmentSum, Tail } from './line.ts';
import type { FoundManifest, Manifest, ManifestEntry } from './manifest.ts';
import { MANIFEST_NAME, readManifest, stampOf } from './manifest.ts';
import { isAsWritten, type Run, type Scan, scanSegment } from './scan-segment.ts';
import { type FileStamp, numberOfSegment, Segment, segmentName } from './segment-index.ts';
import { readTail, TAIL_NAME } from './tail-file.ts';

/** A file's times tell nothing of a change that came as soon after it was closed. */
const UNSETTLED_MS = 2_000;

/**
 * Reads what a folder holds. Rejects with the system's error, `ENOENT` among them where a process that uses the folder took a file away
 * meanwhile.
 * @param everything takes no file at its word
 */
export async function openFolder(folder: string, everything = false): Promise<FolderContents> {
  // In this order, so that what a process adds meanwhile is only more than what it promised.
  const foundTail = await readTail(folder);
  const foundManifest = await readManifest(folder);
  const files = await filesOf(folder, foundManifest, everything);
  const journal = journalOf(files, foundManifest, foundTail);
  const remarks: string[] = [];
  const tail = ownTail(foundTail, journal, remarks);
  const manifest = ownManifest(foundManifest, journal, remarks);
  const holding = holdingOf(files, { journal, manifest, tail, remarks });
  if (files.length > 0) remarks.push(...unproven(files, foundManifest, foundTail));
  return { journal, ...account(holding, { manifest, tail, remarks }), leftovers: holding.leftovers };
}

async function filesOf(
  folder: string,
  found: FoundManifest | null | 'damaged',
  everything: boolean,
): Promise<readonly FoundFile[]> {
  const names = (await readdir(folder)).filter((name) => numberOfSegment(name) !== null).sort();
  const known = found === null || found === 'damaged' ? null : found;
  const entries = new Map(known?.manifest.segments.map((entry) => [entry.file, entry]));
  const files: FoundFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const stamp = stampOf(path);
    if (stamp === null) continue;
    const entry = entries.get(name);
    const asBefore = entry !== undefined && !everything && isSame(entry.stamp, stamp, known!.mtimeMs);
    files.push({
      path,
      named: numberOfSegment(name)!,
      stamp,
      entry: asBefore ? entry : null,
      scan: asBefore ? null : await scanSegment(path),
    });
  }
  return files;
}

function isSame(before: FileStamp, now: FileStamp, knownAtMs: number): boolean {
  return (
    before.bytes === now.bytes &&
    before.mtimeMs === now.mtimeMs &&
    before.ctimeMs === now.ctimeMs &&
    before.ino === now.ino &&
    knownAtMs - Math.max(now.mtimeMs, now.ctimeMs) > UNSETTLED_MS
  );
}

/** The journal that most of what is there belongs to; a new one where nothing says. */
function journalOf(
  files: readonly FoundFile[],
  manifest: FoundManifest | null | 'damaged',
  tail: Tail | null | 'damaged',
): string {
  const votes = new Map<string, number>();
  const vote = (journal: string | undefined): void => {
    if (journal !== undefined) votes.set(journal, (votes.get(journal) ?? 0) + 1);
  };
  const own = manifest === null || manifest === 'damaged' ? undefined : manifest.manifest.journal;
  vote(own);
  if (tail !== null && tail !== 'damaged') vote(tail.journal);
  for (const { entry, scan } of files) vote(entry === null ? scan?.head?.journal : own);
  const [first] = [...votes].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? newJournalId();
}

function ownTail(found: Tail | null | 'damaged', journal: string, remarks: string[]): Tail | null {
  if (found === null) return null;
  if (found !== 'damaged' && found.journal === journal) return found;
  remarks.push(
    `${TAIL_NAME} ${found === 'damaged' ? 'is damaged' : 'belongs to another journal'}: ${WITHOUT_TAIL}`,
  );
  return null;
}

function ownManifest(
  found: FoundManifest | null | 'damaged',
  journal: string,
  remarks: string[],
): Manifest | null {
  if (found === null) return null;
  if (found !== 'damaged' && found.manifest.journal === journal) return found.manifest;
  remarks.push(
    `${MANIFEST_NAME} ${found === 'damaged' ? 'is damaged' : 'belongs to another journal'}: ${WITHOUT_MANIFEST}`,
  );
  return null;
}

/** What is said of a journal whose files have no digests. */
export const EARLIER_FORMAT =
  'the journal is of an earlier format: what was damaged is seen, a file that was replaced or cut between lines may not be';

const WITHOUT_TAIL = 'if the newest file was cut or deleted, that cannot be seen';
const WITHOUT_MANIFEST = 'each file but the newest was checked against the one after it';

/** What cannot be seen because there is nothing to hold the files against. */
function unproven(
  files: readonly FoundFile[],
  manifest: FoundManifest | null | 'damaged',
  tail: Tail | null | 'damaged',
): readonly string[] {
  const dated = files.some(({ entry, scan }) => entry !== null || scan?.head?.journal !== undefined);
  if (!dated) return files.some(({ scan }) => scan?.head !== null) ? [EARLIER_FORMAT] : [];
  return [
    ...(tail === null ? [`${TAIL_NAME} is missing: ${WITHOUT_TAIL}`] : []),
    ...(manifest === null ? [`${MANIFEST_NAME} is missing: ${WITHOUT_MANIFEST}`] : []),
  ];
}

/** Which file holds which numbers. */
function holdingOf(
  files: readonly FoundFile[],
  {
    journal,
    manifest,
    tail,
    remarks,
  }: {
    readonly journal: string;
    readonly manifest: Manifest | null;
    readonly tail: Tail | null;
    readonly remarks: string[];
  },
): Holding & { readonly leftovers: readonly string[] } {
  const sums = sumsOf(files, journal, manifest, tail);
  const chosen = new Map<number, FoundFile>();
  const unfit = new Map<number, string>();
  const strays: FoundFile[] = [];
  const leftovers: string[] = [];
  for (const file of files) {
    const { entry, scan, named, path } = file;
    const name = basename(path);
    if (scan?.head?.journal !== undefined && scan.head.journal !== journal) {
      unfit.set(named, `the file that held them was replaced by one of another journal: ${name}`);
      if (!sums.has(named)) remarks.push(`${name} belongs to another journal, and is passed over`);
      continue;
    }
    if (scan !== null && scan.head === null && scan.records === 0) {
      if (sums.has(named))
        unfit.set(named, `${scan.nothing ?? 'the lines that held them are damaged'}: ${name}`);
      else strays.push(file);
      continue;
    }
    const first = entry?.first ?? firstOf(scan!, named, sums);
    const other = chosen.get(first);
    if (other === undefined) {
      chosen.set(first, file);
      continue;
    }
    const sum = sums.get(first);
    const [better, worse] =
      fitness(file, first, sum) > fitness(other, first, sum) ? [file, other] : [other, file];
    chosen.set(first, better);
    if (worse.named === first && better.named === first && fitness(better, first, sum) >= 4)
      leftovers.push(worse.path);
    else
      remarks.push(
        `${basename(worse.path)} holds once more what ${basename(better.path)} holds, and is passed over`,
      );
  }
  const segments: Segment[] = [];
  const runs = new Map<number, readonly Run[]>();
  for (const [first, file] of [...chosen].sort(([a], [b]) => a - b)) {
    const sum = sums.get(first);
    const { scan, entry } = file;
    const name = basename(file.path);
    if (scan !== null && sum !== undefined && wasReplaced(scan, sum)) {
      unfit.set(
        first,
        `the file that held them was replaced, its digest is not that of what was written: ${name}`,
      );
      continue;
    }
    unfit.delete(first);
    if (file.named !== first)
      remarks.push(`${name} holds what ${segmentName(first)} held: it was renamed, and is read all the same`);
    segments.push(segmentOf(first, file, sum));
    runs.set(first, entry === null ? scan!.runs : runsOf(entry));
  }
  return {
    segments,
    runs,
    scans: new Map([...chosen].map(([first, { scan }]) => [first, scan])),
    sums,
    unfit,
    strays,
    leftovers,
  };
}

/** All records are there, every line is whole, and yet they are not the lines that were written. */
function wasReplaced(scan: Scan, sum: SegmentSum): boolean {
  return scan.damaged === 0 && scan.head !== null && scan.records === sum.records && !isAsWritten(scan, sum);
}

/** The number that a file is named after, or was: its head says so, wherever somebody moved it. */
function firstOf({ head, runs }: Scan, named: number, sums: ReadonlyMap<number, SegmentSum>): number {
  return head?.first ?? (sums.has(named) ? named : (runs[0]?.first ?? named));
}

/** Of two files with the same records the one that is fitter is read. */
function fitness(
  { scan, entry, named, path }: FoundFile,
  first: number,
  sum: SegmentSum | undefined,
): number {
  const asWritten = entry !== null || (sum !== undefined && scan !== null && isAsWritten(scan, sum));
  const records = entry?.records ?? scan!.records;
  return (
    (asWritten ? 4 : 0) + (named === first ? 2 : 0) + (path.endsWith('.gz') ? 0 : 0.5) - 1 / (records + 2)
  );
}

function segmentOf(
  first: number,
  { path, stamp, entry, scan }: FoundFile,
  sum: SegmentSum | undefined,
): Segment {
  const segment = new Segment(
    first,
    path,
    scan?.wholeBytes ?? stamp.bytes,
    scan === null ? null : [...scan.blocks],
  );
  segment.stamp = stamp;
  segment.last = entry?.last ?? scan!.runs.at(-1)?.last ?? first - 1;
  segment.records = entry?.records ?? scan!.records;
  segment.lastAtMs = entry?.lastAtMs ?? scan!.lastAtMs;
  segment.digest = entry === null ? scan!.digest : entry.digest;
  segment.written =
    entry?.written ?? (sum !== undefined && sum.last >= segment.last && sum.records >= 0 ? sum : null);
  segment.missing = entry?.missing ?? [];
  segment.remarks = entry?.remarks ?? scan!.oddities;
  return segment;
}

function runsOf({ first, last, missing }: ManifestEntry): readonly Run[] {
  const runs: Run[] = [];
  let from = first;
  for (const gap of missing) {
    if (gap.first > from) runs.push({ first: from, last: Math.min(last, gap.first - 1) });
    from = Math.max(from, gap.last + 1);
  }
  if (from <= last) runs.push({ first: from, last });
  return runs;
}

/** What each file should hold: the manifest knows best, then the file after it, then the tail. */
function sumsOf(
  files: readonly FoundFile[],
  journal: string,
  manifest: Manifest | null,
  tail: Tail | null,
): Map<number, SegmentSum> {
  const sums = new Map<number, SegmentSum>();
  if (tail !== null && tail.segment > 0)
    sums.set(tail.segment, { first: tail.segment, last: tail.last, records: tail.records, digest: null });
  for (const { scan } of files) {
    const head = scan?.head;
    if (head === undefined || head === null || (head.journal ?? journal) !== journal) continue;
    const { before, previous } = head;
    if (before !== undefined) sums.set(before.first, before);
    else if (previous !== null && !sums.has(previous))
      sums.set(previous, { first: previous, last: previous - 1, records: -1, digest: null });
  }
  for (const sum of [
    ...(manifest?.lost ?? []),
    ...(manifest?.segments ?? []).map(({ written }) => written),
  ]) {
    // A manifest that was kept from an earlier time knows less.
    if ((sums.get(sum.first)?.last ?? 0) <= sum.last) sums.set(sum.first, sum);
  }
  return sums;
}
