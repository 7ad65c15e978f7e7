// The documents of one shard in the order of their sequence numbers, which is the order in which the shard took them. Page by page
// with search_after: nothing is opened on the server, so nothing is left behind there.

import type { JsonValue } from '../../../receiver/contract/contract.ts';
import { type StoredDocument, StoreFailure } from '../store.ts';
import type { Cluster, ClusterAnswer } from './cluster.ts';
import { isRecord, type JsonRecord, recordAt } from './json-record.ts';

/** Where to read. */
export interface Shard {
  readonly cluster: Cluster;
  /** The index's own name. */
  readonly index: string;
  /** From 0. */
  readonly number: number;
  /** How many shards are read at the same time; each then reads shorter pages. */
  readonly of: number;
  /** Whether the primary copy is asked: OpenSearch may refresh the others later, Elasticsearch has no such preference. */
  readonly primary: boolean;
}

/** Sequence numbers begin with 0. */
export const BEFORE_ALL = -1;

/** The pages of all shards come to about so many characters; there is one more of each on its way while they are read. */
const PAGE_CHARACTERS = 2_000_000;
const FIRST_PAGE = 100;
const LONGEST_PAGE = 2_000;
/** A page is at most so many times as long as the one before, for the documents may become larger as well. */
const GROWTH = 4;

interface Page {
  readonly hits: readonly JsonRecord[];
  readonly isLast: boolean;
  /** The sequence number of its last document. */
  readonly end: number;
  /** How many documents the next one should have. */
  readonly nextSize: number;
}

/** All documents with a sequence number above `after`. Throws StoreFailure. */
export async function* shardDocuments(shard: Shard, after: number): AsyncGenerator<StoredDocument, void> {
  let coming: Promise<Page | StoreFailure> | null = readPage(shard, after, Math.ceil(FIRST_PAGE / shard.of));
  while (coming !== null) {
    const page: Page | StoreFailure = await coming;
    if (page instanceof StoreFailure) throw page;
    coming = page.isLast ? null : readPage(shard, page.end, page.nextSize);
    for (const hit of page.hits) yield documentOf(hit);
  }
}

/** The highest sequence number in a shard; BEFORE_ALL for an empty one. Throws StoreFailure. */
export async function lastSequenceNumber(shard: Shard): Promise<number> {
  const answer = await search(shard, { sort: bySequence('desc'), size: 1, _source: false });
  if (answer instanceof StoreFailure) throw answer;
  return sequenceNumberOf(hitsIn(answer).at(-1)) ?? BEFORE_ALL;
}

/** Never rejects, as it may be under way when nobody wants it any more. */
async function readPage(shard: Shard, after: number, size: number): Promise<Page | StoreFailure> {
  const answer = await search(shard, { sort: bySequence('asc'), size, search_after: [after] });
  if (answer instanceof StoreFailure) return answer;
  const hits = hitsIn(answer);
  const end = sequenceNumberOf(hits.at(-1));
  if (hits.length > 0 && (end === undefined || end <= after))
    return unreadable(shard, answer, 'does something in between answer in its place?');
  const fitting = Math.floor((PAGE_CHARACTERS / shard.of) * (hits.length / answer.text.length));
  return {
    hits,
    isLast: hits.length < size,
    end: end ?? after,
    nextSize: Math.max(1, Math.min(fitting, size * GROWTH, LONGEST_PAGE)),
  };
}

/** An index that never had a document knows not even this field of its own, and would refuse to sort by it. */
function bySequence(order: 'asc' | 'desc'): readonly unknown[] {
  return [{ _seq_no: { order, unmapped_type: 'long' } }];
}

async function search(shard: Shard, query: JsonRecord): Promise<ClusterAnswer | StoreFailure> {
  const { cluster, index, number, primary } = shard;
  const preference = encodeURIComponent(`_shards:${number}${primary ? '|_primary' : ''}`);
  const path = `/${encodeURIComponent(index)}/_search?preference=${preference}&allow_partial_search_results=false`;
  const answer = await cluster.ask('POST', path, { track_total_hits: false, ...query });
  if ('trouble' in answer) return new StoreFailure(answer.trouble);
  const { successful, failed = 0 } = recordAt(answer.json, '_shards');
  // A shard that there is not is searched without a complaint, and one that failed may still have given a part.
  const isWhole = successful === 1 && failed === 0 && answer.json.timed_out === false;
  if (answer.status === 200 && isWhole && Array.isArray(recordAt(answer.json, 'hits').hits)) return answer;
  return unreadable(shard, answer, 'is the cluster in good health?');
}

function unreadable({ cluster, index, number }: Shard, answer: ClusterAnswer, hint: string): StoreFailure {
  return new StoreFailure(
    cluster.troubleOf(answer, `shard ${number} of the index ${index} could not be read`, hint),
  );
}

function hitsIn({ json }: ClusterAnswer): readonly JsonRecord[] {
  const { hits } = recordAt(json, 'hits');
  return Array.isArray(hits) ? hits.filter(isRecord) : [];
}

function sequenceNumberOf(hit: JsonRecord | undefined): number | undefined {
  const [number] = Array.isArray(hit?.sort) ? (hit.sort as readonly unknown[]) : [];
  return typeof number === 'number' ? number : undefined;
}

/** An index may be told to keep no bodies: then null is what it keeps. */
function documentOf({ _id, _source = null }: JsonRecord): StoredDocument {
  return { id: typeof _id === 'string' ? _id : null, body: _source as JsonValue };
}
