// What a store must be able to do to be judged: take a run in, and give it back.

import type { JsonValue } from '../../receiver/contract/contract.ts';
import type { EventName } from '../../receiver/contract/vocabulary.ts';
import type { PostOutcome } from '../sender/transport.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';

/** A notification as a store gives it back. */
export interface StoredDocument {
  /** The store's own name for it, where it has one. */
  readonly id: string | null;
  readonly body: JsonValue;
}

/** A field that the store holds in another way than the contract has it. */
export interface Drift {
  /** As in the mapping, such as GSW_CALLING_LISTS.GSW_STAT_HIT_RATIO. */
  readonly field: string;
  /** The types of the mapping; null where a side has none. */
  readonly wanted: string | null;
  readonly found: string | null;
  /** What follows from it, in one line: `fractions are cut off in searches and sums: 0.85 counts as 0`. */
  readonly consequence: string;
}

/** A store of one run. Whatever goes wrong with it is trouble with the environment, never an exception. */
export interface Store {
  /** For people: `index ocs-sim-x of OpenSearch 2.19.1 at http://127.0.0.1:9200`. Known after `prepare`. */
  readonly name: string;
  /** Where the POSTs of the run go. */
  readonly url: string;
  /** Before the run: is it there, and is what must exist created? */
  prepare(): Promise<EnvironmentTrouble | null>;
  /** What the answer to a POST says of where the document went: its id, or null where it says nothing. */
  idFrom(answer: string): string | null;
  /** What people should know of it beside what was found, in a sentence; null for nothing. Known after `prepare`. */
  readonly remark: string | null;
  /**
   * After the run: makes all of it visible.
   * @param accepted so many were answered with 2xx
   * @param unanswered so many were sent and not answered, and may still come: they are waited for, within a bound. Default 0
   */
  refresh(accepted: number, unanswered?: number): Promise<EnvironmentTrouble | null>;
  /** Everything that came since `prepare`, about in the order in which it came. Throws StoreFailure. */
  documents(): AsyncIterable<StoredDocument>;
  /** Empty where the store has no mapping. Throws StoreFailure. */
  drift(): Promise<readonly Drift[]>;
  /** A text of the store as it may be shown, without anything secret. */
  redact(text: string): string;
  /** Removes what this run created for itself alone, unless it is to be kept; never anything else. */
  close(): Promise<void>;
}

/** The same store with its documents put through a change. */
export function withDocuments(
  store: Store,
  documents: (given: AsyncIterable<StoredDocument>) => AsyncIterable<StoredDocument>,
  drift: (found: readonly Drift[]) => readonly Drift[] = (found) => found,
): Store {
  return {
    get name() {
      return store.name;
    },
    get url() {
      return store.url;
    },
    get remark() {
      return store.remark;
    },
    prepare: () => store.prepare(),
    idFrom: (answer) => store.idFrom(answer),
    refresh: (accepted, unanswered) => store.refresh(accepted, unanswered),
    documents: () => documents(store.documents()),
    drift: async () => drift(await store.drift()),
    redact: (text) => store.redact(text),
    close: () => store.close(),
  };
}

/** The store stopped answering in the middle of being read. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  readonly trouble: EnvironmentTrouble;

  constructor(trouble: EnvironmentTrouble) {
    super(trouble.message);
    this.trouble = trouble;
  }
}

/** A notification as it was sent, kept outside memory until the store is compared with it. */
export interface SentNote {
  readonly number: number;
  readonly group: string;
  readonly event: EventName;
  readonly atMs: number;
  /** The body as sent. */
  readonly body: string;
  /** The store's name for it, by the answer; null where the answer did not say, or there was none. */
  readonly id: string | null;
  /** How the one attempt ended; to be given back as it was. */
  readonly outcome: PostOutcome;
  /** Whether the answer was 2xx. */
  readonly taken: boolean;
}

/** In which way one value is not what was sent. */
export type DifferenceKind =
  | 'missing'
  | 'added'
  | 'number became text'
  | 'text became number'
  | 'null became another value'
  | 'another value became null'
  | 'precision'
  | 'time zone'
  /** A list with more items or fewer: `sent` and `stored` are their numbers. */
  | 'length'
  /** A list with the same items in another order. */
  | 'order'
  | 'other type'
  | 'other value';

/** One value that is not what was sent. */
export interface Difference {
  /** `$.GSW_CALLING_LISTS[0].GSW_STAT_HIT_RATIO`. */
  readonly path: string;
  readonly kind: DifferenceKind;
  /** Undefined where a side lacks it. */
  readonly sent: JsonValue | undefined;
  readonly stored: JsonValue | undefined;
}

/** What a store holds of one notification. */
export type Stored =
  | { readonly kind: 'missing' }
  | { readonly kind: 'stored' }
  | { readonly kind: 'altered'; readonly differences: readonly Difference[] }
  /** `times` >= 2; with the differences of the first copy that has any. */
  | { readonly kind: 'duplicated'; readonly times: number; readonly differences: readonly Difference[] };

/** How a whole run compares with what the store holds. */
export interface StoreComparison {
  /** The store's name. */
  readonly store: string;
  /** See Store. */
  readonly remark: string | null;
  readonly documents: number;
  readonly stored: number;
  readonly missing: number;
  readonly altered: number;
  readonly duplicated: number;
  /** Documents that nobody sent: all counted, the first few shown. */
  readonly unexpected: number;
  readonly unexpectedFirst: readonly StoredDocument[];
  /** Every way in which values were altered, by path (list positions as `[*]`) and kind, with the first example. */
  readonly alterations: readonly {
    readonly path: string;
    readonly kind: DifferenceKind;
    readonly times: number;
    readonly first: Difference & { readonly number: number };
  }[];
  readonly drift: readonly Drift[];
  /** Real milliseconds that reading and comparing took. */
  readonly realMs: number;
}
