import type { Contract, JsonObject, JsonValue } from '../../receiver/contract/contract.ts';
import { maskUrls } from '../../receiver/document/url-secrets.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import type { Target } from '../target/target.ts';
import type { TargetClient } from '../target/target-client.ts';
import { interruptible } from './interruptible.ts';
import { type Store, type StoredDocument, StoreFailure, withDocuments } from './store.ts';

/** What a store of one run is made with. */
export interface StoreSurroundings {
  readonly contract: Contract;
  /** Stands in the names of what the run creates. */
  readonly runWord: string;
  /** The caller's, who closes it. */
  readonly client: TargetClient;
  /** At which nothing more is asked, and what is under way is given up; what the store made is removed all the same. */
  readonly signal?: AbortSignal;
}

/**
 * The store behind a target, by its settings. Nothing is asked yet. Trouble where the settings cannot be used, and where they do not
 * say how to read back.
 */
export async function openStore(
  target: Target,
  surroundings: StoreSurroundings,
): Promise<Store | EnvironmentTrouble> {
  const store = await openWhole(target, surroundings);
  const { addedFields } = target;
  if ('kind' in store || addedFields.length === 0) return store;
  const paths = addedFields.map((field) => field.split('.'));
  async function* without(documents: AsyncIterable<StoredDocument>): AsyncGenerator<StoredDocument> {
    for await (const { id, body } of documents) yield { id, body: paths.reduce(withoutField, body) };
  }
  return withDocuments(store, without, (drift) => drift.filter(({ field }) => !addedFields.includes(field)));
}

/** A value without the field at a path; an object of which nothing else is left goes with it. */
function withoutField(value: JsonValue, [name, ...rest]: readonly string[]): JsonValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { [name!]: field, ...others } = value as JsonObject;
  if (field === undefined) return value;
  if (rest.length === 0) return others;
  const left = withoutField(field, rest);
  const isEmpty = typeof left === 'object' && left !== null && Object.keys(left).length === 0;
  return isEmpty && left !== field ? others : { ...value, [name!]: left };
}

async function openWhole(
  target: Target,
  surroundings: StoreSurroundings,
): Promise<Store | EnvironmentTrouble> {
  const { client, signal } = surroundings;
  const { kind, url, readBack } = target;
  if (kind === 'elasticsearch') {
    const { openElasticsearchStore } = await import('./elasticsearch/elasticsearch-store.ts');
    return openElasticsearchStore(target, surroundings);
  }
  const redact = (text: string): string => client.redact(text);
  try {
    if (readBack?.kind === 'query') {
      const { openQueryStore } = await import('./query-store.ts');
      const asking = signal === undefined ? client : interruptible(client, signal);
      return openQueryStore({ url, settings: readBack, client: asking });
    }
    if (readBack?.kind === 'command') {
      const { openCommandStore } = await import('./command-store.ts');
      return openCommandStore({
        url,
        settings: readBack,
        redact,
        ...(signal === undefined ? {} : { signal }),
      });
    }
  } catch (error) {
    if (error instanceof StoreFailure) return error.trouble;
    throw error;
  }
  return {
    kind: 'environment',
    code: 'NO_STORE',
    message: `what the target ${maskUrls(url)} keeps cannot be known`,
    hint: 'say in its file how to read it back: readBack',
  };
}
