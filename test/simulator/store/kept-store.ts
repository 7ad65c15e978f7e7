import { onTestFinished } from 'vitest';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import { type Comparing, compareWithStore } from '../../../simulator/store/compare.ts';
import { openSpool, type SentSpool } from '../../../simulator/store/spool.ts';
import type {
  SentNote,
  Store,
  StoreComparison,
  Stored,
  StoredDocument,
} from '../../../simulator/store/store.ts';
import type { TemporaryFileOptions } from '../../../simulator/store/temporary-file.ts';

/** A note about a body; taken, and without an id, unless told. */
export function someNote(number: number, body: JsonValue, more: Partial<SentNote> = {}): SentNote {
  const { taken = true } = more;
  return {
    number,
    group: 'spring',
    event: 'periodic',
    atMs: number * 10_000,
    body: JSON.stringify(body),
    id: null,
    outcome: {
      kind: taken ? 'answered' : 'timed out',
      status: taken ? 201 : null,
      detail: '',
      bytesOut: 1_200,
      durationMs: 3,
    },
    taken,
    ...more,
  };
}

/** A notification's body, as far as a comparison cares. */
export function someBody(group: string, busyFactor: number | null, more: object = {}): JsonValue {
  return {
    GSW_CAMPAIGN_GROUP_NAME: group,
    GSW_USER_EVENT: 'CampaignActivity',
    GSW_DIAL_MODE: 1,
    GSW_STAT_BUSY_FACTOR: busyFactor,
    GSW_STAT_HIT_RATIO: null,
    GSW_CALLING_LISTS: [{ GSW_CALLING_LIST: 'East', GSW_CALLING_LIST_DBID: 101 }],
    ...more,
  } as JsonValue;
}

/** A spool that goes when the test is over. */
export function openedSpool(options: TemporaryFileOptions = {}): SentSpool {
  const spool = openSpool(options);
  if ('kind' in spool) throw new Error(spool.message);
  onTestFinished(() => spool.close());
  return spool;
}

/** A store that gives back what it is told to hold. */
export function storeOf(held: Iterable<StoredDocument> | AsyncIterable<StoredDocument>): Store {
  return {
    name: 'a store of the test',
    url: 'http://127.0.0.1/',
    prepare: async () => null,
    remark: null,
    idFrom: () => null,
    refresh: async () => null,
    documents: async function* () {
      yield* held;
    },
    drift: async () => [{ field: 'GSW_INFO', wanted: 'text', found: null, consequence: 'none' }],
    redact: (text) => text.replaceAll('s3cret', '•••'),
    close: async () => {},
  };
}

/** Documents without ids. */
export function bodies(...values: readonly JsonValue[]): readonly StoredDocument[] {
  return values.map((body) => ({ id: null, body }));
}

export interface Compared {
  readonly comparison: StoreComparison;
  /** What was told, by the note's number. */
  readonly told: ReadonlyMap<number, Stored>;
}

/** Compares, and sees to it that every note is told once. */
export async function compared(
  notes: readonly SentNote[],
  held: Iterable<StoredDocument> | AsyncIterable<StoredDocument>,
  limits: NonNullable<Comparing['limits']> = {},
): Promise<Compared> {
  const spool = openSpool();
  if ('kind' in spool) throw new Error(spool.message);
  const told = new Map<number, Stored>();
  try {
    const comparison = await compareWithStore({
      spool: filled(spool, notes),
      store: storeOf(held),
      onStored: (note, stored) => {
        if (told.has(note.number)) throw new Error(`#${note.number} was told twice`);
        told.set(note.number, stored);
      },
      limits,
    });
    const { stored, missing, altered, duplicated } = comparison;
    if (told.size !== notes.length || stored + missing + altered + duplicated !== notes.length)
      throw new Error(`${told.size} of ${notes.length} notes were told`);
    return { comparison, told };
  } finally {
    spool.close();
  }
}

export function filled(spool: SentSpool, notes: readonly SentNote[]): SentSpool {
  for (const note of notes) spool.add(note);
  return spool;
}

/** What was told of each note, in a word, with the number of copies. */
export function words({ told }: Compared): readonly string[] {
  return [...told.values()].map((stored) =>
    stored.kind === 'duplicated' ? `duplicated ${stored.times}` : stored.kind,
  );
}
