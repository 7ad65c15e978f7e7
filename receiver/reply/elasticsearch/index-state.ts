import { DEFAULT_SETTINGS, type IndexSettings } from './index-settings.ts';
import type { MappingState } from './take-document.ts';

/** All indices together hold so many documents, and so many bytes of them; the oldest make room. */
const MOST_DOCUMENTS = 100_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** A document as it is held. */
export interface HeldDocument {
  readonly id: string;
  readonly version: number;
  readonly seqNo: number;
  /** Null where it was deleted: its version goes on. */
  readonly source: Buffer | null;
}

/** What became of a document. */
export interface Indexed {
  readonly result: 'created' | 'updated' | 'deleted' | 'not_found';
  readonly version: number;
  readonly seqNo: number;
}

/** What all indices hold, in the order in which it came. A receiver must not grow without bound. */
export class Holdings {
  readonly #held = new Map<HeldDocument, IndexState>();
  #bytes = 0;

  add(document: HeldDocument, index: IndexState): void {
    this.#held.set(document, index);
    this.#bytes += sizeOf(document);
    for (const [oldest, its] of this.#held) {
      if (this.#held.size <= MOST_DOCUMENTS && this.#bytes <= MOST_BYTES) break;
      if (oldest === document) break;
      its.forget(oldest);
    }
  }

  remove(document: HeldDocument): void {
    if (this.#held.delete(document)) this.#bytes -= sizeOf(document);
  }
}

function sizeOf({ source }: HeldDocument): number {
  return source?.length ?? 0;
}

/** One index with one shard: its mapping, its settings and its documents. */
export class IndexState {
  mapping: MappingState;
  settings: IndexSettings = DEFAULT_SETTINGS;
  readonly uuid: string;
  readonly #holdings: Holdings;
  readonly #byId = new Map<string, HeldDocument>();
  #documents = 0;
  #nextSeqNo = 0;
  #forgotten = 0;

  constructor(mapping: MappingState, uuid: string, holdings: Holdings) {
    this.mapping = mapping;
    this.uuid = uuid;
    this.#holdings = holdings;
  }

  /** How many there are, those that are no longer held included. */
  get documents(): number {
    return this.#documents;
  }

  /** How many are no longer held. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** Copies that each shard is to have. */
  get copies(): number {
    return 1 + Number(this.settings.get('index.number_of_replicas'));
  }

  /** With its version also where it was deleted; undefined where there never was one. */
  held(id: string): HeldDocument | undefined {
    return this.#byId.get(id);
  }

  /** In the order in which they came. */
  *all(): Generator<HeldDocument & { readonly source: Buffer }, void> {
    for (const document of this.#byId.values()) {
      const { source } = document;
      if (source !== null) yield { ...document, source };
    }
  }

  /** Takes a document in, or out. @param version null for the next one @param source null to delete it */
  index(id: string, source: Buffer | null, version: number | null = null): Indexed {
    const seqNo = this.#nextSeqNo;
    this.#nextSeqNo += 1;
    const before = this.#byId.get(id);
    const wasThere = before !== undefined && before.source !== null;
    if (before !== undefined) this.#remove(before);
    const document = { id, version: version ?? (before?.version ?? 0) + 1, seqNo, source };
    this.#byId.set(id, document);
    this.#documents += (source === null ? 0 : 1) - (wasThere ? 1 : 0);
    this.#holdings.add(document, this);
    const result = source === null ? (wasThere ? 'deleted' : 'not_found') : wasThere ? 'updated' : 'created';
    return { result, version: document.version, seqNo };
  }

  /** Gives up a document to make room. @assumption what is forgotten counts as never seen where its id comes again */
  forget(document: HeldDocument): void {
    this.#remove(document);
    if (document.source !== null) this.#forgotten += 1;
  }

  /** Gives up all, for the index is gone. */
  close(): void {
    for (const document of this.#byId.values()) this.#holdings.remove(document);
    this.#byId.clear();
  }

  #remove(document: HeldDocument): void {
    this.#byId.delete(document.id);
    this.#holdings.remove(document);
  }
}
