// A run beside what its store holds: matched in one pass over both, told in the order of sending in another.

import type { JsonValue } from '../../receiver/contract/contract.ts';
import { parseJson } from '../../receiver/document/exact-number.ts';
import { hostNowMs } from '../time/host-time.ts';
import { Alterations } from './alterations.ts';
import { valueOfBody } from './content-key.ts';
import { assignCopies } from './extra-copies.ts';
import {
  isExpected,
  isHeld,
  type LeftDocument,
  Matching,
  type MatchingLimits,
  placeOfAltered,
} from './matching.ts';
import { pairNearest } from './nearest.ts';
import { redactedValue } from './redacted.ts';
import type { SentSpool } from './spool.ts';
import type { SentNote, Store, StoreComparison, Stored, StoredDocument } from './store.ts';
import { TemporaryFile } from './temporary-file.ts';

/** So many documents that nobody sent are shown. */
const MOST_UNEXPECTED = 10;

/** What is compared with what. */
export interface Comparing {
  readonly spool: SentSpool;
  /** Refreshed already. */
  readonly store: Store;
  /** Told once of every note of the spool, in the order of the spool, after all documents have been read. */
  readonly onStored: (note: SentNote, stored: Stored) => void;
  readonly limits?: Partial<MatchingLimits>;
}

/**
 * Compares everything that was sent with everything that the store holds. A document belongs to the note that knows its id; else to
 * one of the same content, where those that were taken come first; one content that is there more often than it was sent is
 * duplicated; one that was not sent like this is altered if it is near to a note that is not there, else unexpected. `missing` are
 * all notes that the store does not hold, whether they were taken or not, so `stored`, `missing`, `altered` and `duplicated` sum up
 * to the notes.
 *
 * Memory does not grow with the count where both sides are in about one order, and by some 150 bytes for each note or document that
 * is not, or is altered. Throws StoreFailure: the store stopped answering, or the disk has no room.
 */
export async function compareWithStore({
  spool,
  store,
  onStored,
  limits,
}: Comparing): Promise<StoreComparison> {
  const startedMs = hostNowMs();
  let file: TemporaryFile | null = null;
  const aside = (): TemporaryFile => {
    file ??= new TemporaryFile();
    return file;
  };
  try {
    const matching = new Matching(spool, aside, limits);
    for await (const document of store.documents()) await matching.add(document);
    const matched = await matching.end();
    const { marks, dropped } = matched;
    let extra: ReadonlyMap<number, number> = new Map();
    let unexpected: readonly LeftDocument[] = [];
    if (matched.left.length > 0) {
      const assigned = await assignCopies(matched, spool, aside());
      extra = assigned.extra;
      if (assigned.left.length > 0) unexpected = await pairNearest(assigned, marks, spool, aside());
    }
    const counts = { stored: 0, missing: 0, altered: 0, duplicated: 0 };
    const alterations = new Alterations((text) => store.redact(text));
    for await (const { position, note } of spool.spooled()) {
      const stored = told(note, marks.get(position), 1 + (extra.get(position) ?? 0));
      counts[stored.kind] += 1;
      onStored(note, stored);
    }
    return {
      store: store.name,
      remark: store.remark,
      documents: matched.documents,
      ...counts,
      unexpected: unexpected.length + dropped,
      unexpectedFirst: unexpected.slice(0, MOST_UNEXPECTED).map(asDocument),
      alterations: alterations.all,
      drift: await store.drift(),
      realMs: hostNowMs() - startedMs,
    };

    function told(note: SentNote, mark: number, times: number): Stored {
      if (!isHeld(mark, isExpected(note))) return { kind: 'missing' };
      const place = placeOfAltered(mark);
      const differences =
        place === null ? [] : alterations.add(note.number, valueOfBody(note.body), valueAt(place));
      if (times > 1) return { kind: 'duplicated', times, differences };
      return place === null ? { kind: 'stored' } : { kind: 'altered', differences };
    }
  } finally {
    (file as TemporaryFile | null)?.close();
  }

  function valueAt(place: number): JsonValue {
    return parseJson(aside().at(place)) as JsonValue;
  }

  function asDocument({ id, place }: LeftDocument): StoredDocument {
    const redact = (text: string): string => store.redact(text);
    return { id: id === null ? null : redact(id), body: redactedValue(valueAt(place), redact) };
  }
}
