// An index, alias or data stream of Elasticsearch or OpenSearch as the store of a run: made or found before it, read to the end after
// it, and deleted only where this run made it for itself alone.

import type { Contract } from '../../../receiver/contract/contract.ts';
import { elasticsearchMapping } from '../../../receiver/contract/derive/elasticsearch-mapping.ts';
import type { EnvironmentTrouble } from '../../target/environment-trouble.ts';
import { INDEX_DEFAULTS } from '../../target/index-shape.ts';
import type { IndexSettings, Target } from '../../target/target.ts';
import { interruptible } from '../interruptible.ts';
import { type Drift, type Store, type StoredDocument, StoreFailure } from '../store.ts';
import { HOST_WAITING, untilThere } from '../until-there.ts';
import { Cluster, type ClusterClient } from './cluster.ts';
import { DriftWatch } from './drift-watch.ts';
import { inTurn } from './in-turn.ts';
import { indexNameOf, indexNameTrouble, isOwnName } from './index-name.ts';
import { type FoundIndices, type IndexState, lookAtIndex } from './index-state.ts';
import { recordAt } from './json-record.ts';
import { readServerVersion, type ServerVersion } from './server-version.ts';
import { BEFORE_ALL, lastSequenceNumber, type Shard, shardDocuments } from './shard-documents.ts';

/** What such a store is opened with. */
export interface ElasticsearchSurroundings {
  /** The index's mapping is derived from it, and compared with it. */
  readonly contract: Contract;
  /** Stands for `{run}` in the index's name: lower case, such as `20261122-130512-a1b2`. */
  readonly runWord: string;
  /** The caller's, who closes it. */
  readonly client: ClusterClient;
  /** At which nothing more is asked, and what is under way is given up, but that the run's index is made and removed. */
  readonly signal?: AbortSignal;
}

/** The store behind a target of kind elasticsearch. Nothing is asked before `prepare`. */
export function openElasticsearchStore(target: Target, surroundings: ElasticsearchSurroundings): Store {
  return new ElasticsearchStore(target, surroundings);
}

class ElasticsearchStore implements Store {
  readonly url: string;
  readonly #settings: IndexSettings;
  readonly #contract: Contract;
  readonly #cluster: Cluster;
  /** The same one, which is waited for in spite of an interruption: to make an index, and to remove it. */
  readonly #steadfast: Cluster;
  readonly #index: string;
  #version: ServerVersion | null = null;
  /** Whether this run made the index, or its first document will, and nobody else knows its name. */
  #isOurs = false;
  /** Of every index that was there before: the highest sequence number of each of its shards, by the index's uuid. */
  #before: ReadonlyMap<string, readonly number[]> = new Map();
  #countBefore = 0;
  #remark: string | null = null;
  #watches: readonly DriftWatch[] = [];

  constructor(target: Target, { contract, runWord, client, signal }: ElasticsearchSurroundings) {
    this.#settings = target.index ?? INDEX_DEFAULTS;
    this.#contract = contract;
    this.#cluster = new Cluster(target, signal === undefined ? client : interruptible(client, signal));
    this.#steadfast = new Cluster(target, client);
    this.#index = indexNameOf(this.#settings.name, runWord);
    this.url = `${this.#cluster.url}/${encodeURIComponent(this.#index)}/_doc`;
  }

  get name(): string {
    const version = this.#version;
    const of = version === null ? '' : ` of ${version.distribution} ${version.number}`;
    return `index ${this.#index}${of} at ${this.#cluster.url}`;
  }

  async prepare(): Promise<EnvironmentTrouble | null> {
    const badName = indexNameTrouble(this.#index);
    if (badName !== null) return badName;
    const version = await readServerVersion(this.#cluster);
    if ('trouble' in version) return version.trouble;
    this.#version = version;
    const state = await lookAtIndex(this.#cluster, this.#index);
    if ('trouble' in state) return state.trouble;
    const isOwn = isOwnName(this.#settings.name);
    if (state.kind === 'found') return isOwn ? alreadyThere(this.#index) : this.#remember(state);
    // What others share may hold documents of others by the end, whoever made it.
    if (this.#settings.mapping === 'contract') return this.#create(isOwn);
    this.#isOurs = isOwn;
    return null;
  }

  idFrom(answer: string): string | null {
    const [, id] = /"_id"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(answer) ?? [];
    if (id === undefined) return null;
    return id.includes('\\') ? (JSON.parse(`"${id}"`) as string) : id;
  }

  get remark(): string | null {
    return this.#remark;
  }

  async refresh(accepted = 0, unanswered = 0): Promise<EnvironmentTrouble | null> {
    let trouble = await this.#refresh();
    if (trouble !== null || unanswered === 0) return trouble;
    // What was not answered in time may still be on its way into the index.
    const wanted = this.#countBefore + accepted + unanswered;
    const isThere = async (): Promise<boolean> => {
      trouble = await this.#refresh();
      return trouble !== null || (await this.#count()) >= wanted;
    };
    await untilThere(isThere, UNANSWERED_WAIT_MS, HOST_WAITING);
    return trouble;
  }

  async #refresh(): Promise<EnvironmentTrouble | null> {
    const answer = await this.#cluster.ask('POST', `/${encodeURIComponent(this.#index)}/_refresh`);
    if ('trouble' in answer) return answer.trouble;
    // No document made it, or somebody deleted it: it holds nothing, and that is what there is to be told.
    if (answer.status === 404) return null;
    const { failed } = (answer.json._shards ?? {}) as { readonly failed?: unknown };
    if (answer.status === 200 && failed === 0) return null;
    const what = `the index ${this.#index} could not be refreshed`;
    return this.#cluster.troubleOf(answer, what, 'is the cluster in good health?');
  }

  async *documents(): AsyncGenerator<StoredDocument, void> {
    const indices = await this.#indices();
    for (const index of indices) this.#mustHandOut(index);
    const watches = indices.map(({ mapping }) => new DriftWatch(this.#contract, mapping));
    this.#watches = watches;
    for (const [position, index] of indices.entries()) {
      const shards = this.#shardsOf(index).map((shard) =>
        shardDocuments(shard, this.#endBefore(index, shard)),
      );
      for await (const document of shards.length === 1 ? shards[0]! : inTurn(shards)) {
        watches[position]!.see(document.body);
        yield document;
      }
    }
  }

  async drift(): Promise<readonly Drift[]> {
    const watches =
      this.#watches.length > 0
        ? this.#watches
        : (await this.#indices()).map(({ mapping }) => new DriftWatch(this.#contract, mapping));
    // Indices of one alias mostly have one mapping: what several have in common is told once, as the newest has it.
    const all = [...watches].reverse().flatMap((watch) => watch.drift());
    return [...new Map(all.reverse().map((drift) => [`${drift.field}\n${drift.found}`, drift])).values()];
  }

  redact(text: string): string {
    return this.#cluster.redact(text);
  }

  async close(): Promise<void> {
    if (!this.#isOurs || this.#settings.keep) return;
    this.#isOurs = false;
    await this.#steadfast.ask('DELETE', `/${encodeURIComponent(this.#index)}`);
  }

  /**
   * One shard, for sequence numbers count the documents of a shard: with one they are the order of all. How many replicas there are
   * is left to the server.
   */
  async #create(isOwn: boolean): Promise<EnvironmentTrouble | null> {
    // Not to be broken off: who goes without its answer cannot say whether there is something to remove.
    const answer = await this.#steadfast.ask('PUT', `/${encodeURIComponent(this.#index)}`, {
      settings: { number_of_shards: 1 },
      mappings: elasticsearchMapping(this.#contract),
    });
    if ('trouble' in answer) {
      // A question without an answer may have been heard; and nobody else has a name with the run's word in it.
      this.#isOurs = isOwn && !answer.trouble.code.startsWith('HTTP_');
      return answer.trouble;
    }
    const isMade = answer.status === 200 && answer.json.acknowledged === true;
    this.#isOurs = isOwn && isMade;
    if (isMade) return null;
    const what = `the index ${this.#index} could not be created`;
    return this.#cluster.troubleOf(answer, what, 'may indexes of this name be created there?');
  }

  /** What others have put there is none of this run's. */
  async #remember({ indices }: FoundIndices): Promise<EnvironmentTrouble | null> {
    if (this.#settings.mapping === 'contract')
      this.#remark = `${this.#index} existed before the run: its own mapping holds, the contract's was not applied`;
    const trouble = await this.#refresh();
    if (trouble !== null) return trouble;
    try {
      const before = new Map<string, readonly number[]>();
      for (const index of indices)
        before.set(index.uuid, await Promise.all(this.#shardsOf(index).map(lastSequenceNumber)));
      this.#before = before;
      this.#countBefore = await this.#count();
      return null;
    } catch (error) {
      if (error instanceof StoreFailure) return error.trouble;
      throw error;
    }
  }

  /** In the order in which they were created; none where there is no such index. Throws StoreFailure. */
  async #indices(): Promise<readonly IndexState[]> {
    const state = await lookAtIndex(this.#cluster, this.#index);
    if ('trouble' in state) throw new StoreFailure(state.trouble);
    return state.kind === 'found' ? state.indices : [];
  }

  /** Documents in the index; 0 where that cannot be known, which is found out when they are read. */
  async #count(): Promise<number> {
    const answer = await this.#cluster.ask('GET', `/${encodeURIComponent(this.#index)}/_count`);
    return 'json' in answer && typeof answer.json.count === 'number' ? answer.json.count : 0;
  }

  /** Throws StoreFailure where the index keeps documents that it does not give back as they were sent. */
  #mustHandOut({ name, mapping }: IndexState): void {
    const source = recordAt(mapping, '_source');
    const fields = [source.includes, source.excludes].some((list) => Array.isArray(list) && list.length > 0);
    if (source.enabled !== false && !fields) return;
    throw new StoreFailure({
      kind: 'environment',
      code: 'NOT_HANDED_OUT',
      message: `the index ${name} does not give back its documents as they were sent: its mapping ${fields ? 'leaves fields out of _source' : 'disables _source'}`,
      hint: 'what is kept cannot be compared there; use an index that keeps _source whole',
    });
  }

  #shardsOf({ name, shards }: IndexState): readonly Shard[] {
    const primary = this.#version?.distribution === 'OpenSearch';
    return Array.from({ length: shards }, (_, number) => ({
      cluster: this.#cluster,
      index: name,
      number,
      of: shards,
      primary,
    }));
  }

  /** An index that was deleted and made anew counts from the start. */
  #endBefore({ uuid }: IndexState, { number }: Shard): number {
    return this.#before.get(uuid)?.[number] ?? BEFORE_ALL;
  }
}

/** How long a notification without an answer is waited for. */
const UNANSWERED_WAIT_MS = 3_000;

function alreadyThere(index: string): EnvironmentTrouble {
  return {
    kind: 'environment',
    code: 'INDEX_EXISTS',
    message: `the index ${index} exists already, and a run's own index must not`,
    hint: 'leave {run} out of its name to share an index with other runs',
  };
}
