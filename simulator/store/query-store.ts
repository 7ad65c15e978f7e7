import { maskUrls } from '../../receiver/document/url-secrets.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import type { ReadBackSettings } from '../target/target.ts';
import { BeforeRun } from './before-run.ts';
import type { JsonPath } from './json-path.ts';
import { type AskingClient, QueryPages } from './query-pages.ts';
import { bodyOfItem, PathCheck, pathOfSettings } from './read-item.ts';
import { type Drift, type Store, type StoredDocument, StoreFailure } from './store.ts';
import { troubleOf } from './trouble-of.ts';
import { HOST_WAITING, untilThere, type Waiting } from './until-there.ts';

/** What a query needs to be asked. */
export interface QueryStoreOptions {
  /** Where the POSTs go. */
  readonly url: string;
  readonly settings: Extract<ReadBackSettings, { readonly kind: 'query' }>;
  readonly client: AskingClient;
  readonly waiting?: Waiting;
}

/** So much more than was sent may be there: copies, and what others sent. A list without an end is none. */
const MOST_MORE = 100_000;
const MOST_TIMES = 10;

/**
 * A store that is read by an HTTP query. What it held before the run is recognized by content, so it does not matter in which order it
 * lists its items; where the newest come first, and something was there before, it is read from its end, so in the order of sending.
 * Throws StoreFailure where a path of the settings cannot be read.
 */
export function openQueryStore({ url, settings, client, waiting }: QueryStoreOptions): Store {
  const pages = new QueryPages(client, {
    url: settings.url,
    items: pathOfSettings(settings.items, 'the items'),
    itemsText: settings.items,
    pageSize: settings.pageSize,
  });
  return new QueryStore(
    url,
    `the list at ${maskUrls(settings.url)}`,
    pages,
    pathOfSettings(settings.body, 'the body'),
    settings.withinSeconds * 1_000,
    waiting ?? HOST_WAITING,
    (text) => client.redact(text),
  );
}

class QueryStore implements Store {
  readonly url: string;
  readonly name: string;
  readonly remark = null;
  readonly redact: (text: string) => string;
  readonly #pages: QueryPages;
  readonly #body: JsonPath;
  readonly #withinMs: number;
  readonly #waiting: Waiting;
  readonly #before: BeforeRun;
  #expected = 0;

  constructor(
    url: string,
    name: string,
    pages: QueryPages,
    body: JsonPath,
    withinMs: number,
    waiting: Waiting,
    redact: (text: string) => string,
  ) {
    this.redact = redact;
    this.url = url;
    this.name = name;
    this.#pages = pages;
    this.#body = body;
    this.#withinMs = withinMs;
    this.#waiting = waiting;
    this.#before = new BeforeRun(name);
  }

  prepare(): Promise<EnvironmentTrouble | null> {
    return troubleOf(async () => {
      for await (const item of this.#pages.forward()) this.#before.add(bodyOfItem(item, this.#body));
    });
  }

  idFrom(): null {
    return null;
  }

  refresh(accepted: number, unanswered = 0): Promise<EnvironmentTrouble | null> {
    const expected = accepted + unanswered;
    this.#expected = expected;
    return troubleOf(async () => {
      if (expected === 0) return;
      const wanted = this.#before.count + expected;
      await untilThere(() => this.#pages.hasAtLeast(wanted), this.#withinMs, this.#waiting);
    });
  }

  async *documents(): AsyncGenerator<StoredDocument> {
    const isOld = this.#before.recognizer();
    const most = this.#before.count + this.#expected * MOST_TIMES + MOST_MORE;
    const check = new PathCheck(this.#body);
    let count = 0;
    for await (const item of await this.#inOrder()) {
      count += 1;
      check.see(item);
      if (count > most) this.#complainOfNoEnd(most);
      const body = bodyOfItem(item, this.#body);
      if (!isOld(body)) yield { id: null, body };
    }
    check.end(this.name);
  }

  async drift(): Promise<readonly Drift[]> {
    return [];
  }

  async close(): Promise<void> {
    // Nothing is held, and nothing was created.
  }

  async #inOrder(): Promise<AsyncIterable<ReturnType<typeof bodyOfItem>>> {
    if (this.#before.count === 0) return this.#pages.forward();
    const first = await this.#pages.page(0, 1);
    const isOld = this.#before.recognizer();
    const newestFirst = first[0] !== undefined && !isOld(bodyOfItem(first[0], this.#body));
    return newestFirst ? this.#pages.backward() : this.#pages.forward();
  }

  #complainOfNoEnd(most: number): never {
    throw new StoreFailure({
      kind: 'environment',
      code: 'TOO_MUCH',
      message: `${this.name} gives more than ${most.toLocaleString('en')} items, or has no end`,
      hint: 'does it heed {from}?',
    });
  }
}
