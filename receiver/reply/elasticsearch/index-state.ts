import type { MappingState } from './take-document.ts';

/** So many documents with an identifier of the client's are remembered by it; of others only the number is. */
const MOST_IDS = 100_000;

/** What became of a document. */
export interface Indexed {
  readonly result: 'created' | 'updated';
  readonly version: number;
  readonly seqNo: number;
}

/** One index: its mapping, and as much of its documents as answers tell. It has one shard, and no document is kept. */
export class IndexState {
  mapping: MappingState;
  #documents = 0;
  #nextSeqNo = 0;
  readonly #versions = new Map<string, number>();

  constructor(mapping: MappingState) {
    this.mapping = mapping;
  }

  get documents(): number {
    return this.#documents;
  }

  /** Of a document with an identifier of the client's; null where there is none. */
  versionOf(id: string): number | null {
    return this.#versions.get(id) ?? null;
  }

  /** Takes a document in. @param id of the client's, or null for a new one */
  index(id: string | null): Indexed {
    const seqNo = this.#nextSeqNo;
    this.#nextSeqNo += 1;
    const before = id === null ? undefined : this.#versions.get(id);
    const version = (before ?? 0) + 1;
    if (id !== null) this.#remember(id, version);
    if (before === undefined) this.#documents += 1;
    return { result: before === undefined ? 'created' : 'updated', version, seqNo };
  }

  /** @assumption what is forgotten counts as never seen: a receiver must not grow without bound */
  #remember(id: string, version: number): void {
    this.#versions.set(id, version);
    if (this.#versions.size <= MOST_IDS) return;
    for (const oldest of this.#versions.keys()) {
      this.#versions.delete(oldest);
      break;
    }
  }
}
