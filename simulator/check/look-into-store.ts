import type { JsonValue } from '../../receiver/contract/contract.ts';
import { isTaken } from '../sender/ledger.ts';
import { compareWithStore } from '../store/compare.ts';
import { contentKey, valueOfBody } from '../store/content-key.ts';
import { openSpool } from '../store/spool.ts';
import {
  type SentNote,
  type Store,
  type StoreComparison,
  type Stored,
  type StoredDocument,
  StoreFailure,
  withDocuments,
} from '../store/store.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import type { SentRequest } from './send-case.ts';

/** What a store holds of one case. */
export interface Kept {
  readonly comparison: StoreComparison;
  /** By the number of the request, for those that should be there or may be. */
  readonly stored: ReadonlyMap<number, Stored>;
  /** Numbers of requests in the order in which they were given back; what was altered is not among them. */
  readonly order: readonly number[];
}

/** Reads a case back and compares; or what is wrong with the store. */
export async function lookIntoStore(
  store: Store,
  sent: readonly SentRequest[],
): Promise<Kept | EnvironmentTrouble> {
  const notes = sent.flatMap((each) => noteOf(each, store) ?? []);
  const spool = openSpool();
  if ('kind' in spool) return spool;
  try {
    for (const note of notes) spool.add(note);
    const trouble = await store.refresh(
      notes.filter(({ taken }) => taken).length,
      notes.filter(({ outcome }) => outcome.kind !== 'answered' && outcome.bytesOut !== 0).length,
    );
    if (trouble !== null) return trouble;
    const stored = new Map<number, Stored>();
    const { recording, documents } = recorded(store);
    const comparison = await compareWithStore({
      spool,
      store: recording,
      onStored: (note, found) => void stored.set(note.number, found),
    });
    return { comparison, stored, order: orderOf(notes, documents()) };
  } catch (error) {
    if (error instanceof StoreFailure) return error.trouble;
    throw error;
  } finally {
    spool.close();
  }
}

/** Null for what no store can hold: what was not sent, and what is no JSON object. */
function noteOf({ number, request, outcome }: SentRequest, store: Store): SentNote | null {
  if (outcome === null) return null;
  const taken = isTaken(outcome);
  if (request.contract === null && !isObject(request.body)) return null;
  return {
    number,
    group: request.group,
    event: request.event,
    atMs: 0,
    body: request.body,
    id: taken ? store.idFrom(outcome.detail) : null,
    outcome,
    taken,
  };
}

function isObject(body: string): boolean {
  const value = valueOfBody(body);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was given back, in its order, by id and by content. */
interface GivenBack {
  readonly id: string | null;
  readonly key: string;
}

function recorded(store: Store): {
  readonly recording: Store;
  readonly documents: () => readonly GivenBack[];
} {
  let given: GivenBack[] = [];
  async function* recording(documents: AsyncIterable<StoredDocument>): AsyncGenerator<StoredDocument> {
    given = [];
    for await (const document of documents) {
      given.push({ id: document.id, key: contentKey(document.body) });
      yield document;
    }
  }
  return { recording: withDocuments(store, recording), documents: () => given };
}

function orderOf(notes: readonly SentNote[], documents: readonly GivenBack[]): number[] {
  const byId = new Map(notes.flatMap(({ id, number }) => (id === null ? [] : [[id, number] as const])));
  const byKey = new Map<string, number[]>();
  for (const note of notes) {
    if (note.id !== null) continue;
    const key = contentKey(valueOfBody(note.body) as JsonValue);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [note.number]);
    else same.push(note.number);
  }
  return documents.flatMap(({ id, key }) => {
    const number = (id === null ? undefined : byId.get(id)) ?? byKey.get(key)?.shift();
    return number === undefined ? [] : [number];
  });
}
