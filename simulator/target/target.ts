// An external system: where it is, how it is spoken to, and how it is asked afterwards what it keeps.

import { secretsInUrl } from '../../receiver/document/url-secrets.ts';
import type { TlsSettings } from '../sender/connecting.ts';

/** Elasticsearch or OpenSearch: notifications go to an index's document endpoint. */
export interface IndexSettings {
  /** `{run}` in it stands for the run's own word; a name without it names an index that other runs share. */
  readonly name: string;
  /**
   * - `contract`: the index is created before the run, with the mapping derived from the contract;
   * - `dynamic`: it is left to the first document, as behind a real OCS.
   */
  readonly mapping: 'contract' | 'dynamic';
  /** Whether an index of the run's own stays there for people to look at; one that others share always does. */
  readonly keep: boolean;
}

/** How any other store is asked what it keeps. */
export type ReadBackSettings =
  | {
      readonly kind: 'query';
      /** GET; `{from}` and `{size}` in it stand for a page's first item, counted from 0, and the page's length. */
      readonly url: string;
      /** Where the items are in the answer, a JSON path such as `$.items`; `$` for an answer that is the list. */
      readonly items: string;
      /** Where the notification is in an item; `$` for the item itself. Text there is read as JSON. */
      readonly body: string;
      readonly pageSize: number;
      /** How long to ask again until as many are there as were answered, in real seconds. */
      readonly withinSeconds: number;
    }
  | {
      readonly kind: 'command';
      /** A program and its arguments; no shell. It prints one JSON object a line, in the order in which they came. */
      readonly command: readonly string[];
      readonly body: string;
      readonly withinSeconds: number;
    };

/** An external system, with everything read and no secret left to be looked up. */
export interface Target {
  readonly kind: 'http' | 'elasticsearch';
  /** `http`: where POSTs go. `elasticsearch`: the address of the cluster. No credentials in it. */
  readonly url: string;
  /** Shown to the target alone; may hold secrets. Credentials stand here as `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings | null;
  /** Each instead of the OCS option of that meaning, whatever the scenario says; null: as the scenario says. */
  readonly proxy: string | null;
  readonly poolSize: number | null;
  readonly responseTimeoutSeconds: number | null;
  /** Elasticsearch alone. */
  readonly index: IndexSettings | null;
  /** http alone; null: what the target keeps cannot be known. */
  readonly readBack: ReadBackSettings | null;
  /** Fields that the target adds to each document by itself, such as `@timestamp`; a dot stands between an object and its field. */
  readonly addedFields: readonly string[];
  /** Texts that must never be shown. */
  readonly secrets: readonly string[];
}

/** An endpoint without anything special about it. */
export function plainTarget(url: string): Target {
  return {
    kind: 'http',
    url,
    headers: {},
    tls: null,
    proxy: null,
    poolSize: null,
    responseTimeoutSeconds: null,
    index: null,
    readBack: null,
    addedFields: [],
    secrets: secretsInUrl(url),
  };
}
