import type { JsonObject, JsonValue } from '../../receiver/contract/contract.ts';
import { parseJson } from '../../receiver/document/exact-number.ts';
import { harmless } from '../../receiver/document/harmless.ts';
import { maskUrls } from '../../receiver/document/url-secrets.ts';
import { outline } from '../../receiver/json/outline.ts';
import { walkJson } from '../../receiver/json/walk.ts';
import { MAX_DEPTH } from '../../receiver/parse.ts';
import type { TargetAnswer, TargetRequest } from '../target/target-client.ts';
import { type JsonPath, valuesAt } from './json-path.ts';
import { isNested } from './same-json.ts';
import { StoreFailure } from './store.ts';

/** As much of a TargetClient as a store needs. */
export interface AskingClient {
  request(request: TargetRequest): Promise<TargetAnswer>;
  redact(text: string): string;
}

const SHOWN = 200;

/** A list that is read over HTTP, page by page if its URL has `{from}` in it, else all at once. All of it throws StoreFailure. */
export class QueryPages {
  readonly isPaged: boolean;
  readonly #client: AskingClient;
  readonly #url: string;
  readonly #items: JsonPath;
  readonly #itemsText: string;
  readonly #pageSize: number;

  constructor(
    client: AskingClient,
    {
      url,
      items,
      itemsText,
      pageSize,
    }: {
      readonly url: string;
      readonly items: JsonPath;
      readonly itemsText: string;
      readonly pageSize: number;
    },
  ) {
    this.isPaged = url.includes('{from}');
    this.#client = client;
    this.#url = url;
    this.#items = items;
    this.#itemsText = itemsText;
    this.#pageSize = pageSize;
  }

  /**
   * Items from a position on, as many as the list wants to give at a time. Where an answer is not JSON because of an item in it, the
   * others are given, and that one as the text that came.
   */
  async page(from: number, size: number): Promise<readonly JsonValue[]> {
    const page = await this.#ask(from, size);
    if (!(page instanceof NotJson)) return page;
    if (!this.isPaged) return page.complain();
    if (size === 1) return (await this.#isReadable(from)) ? [page.text] : page.complain();
    const half = Math.ceil(size / 2);
    const first = await this.page(from, half);
    return first.length < half ? first : [...first, ...(await this.page(from + half, size - half))];
  }

  /** Whether the list itself can be read: of one that never gives JSON no item is to blame. */
  async #isReadable(except: number): Promise<boolean> {
    const beside = await this.#ask(except + 1, 1);
    if (!(beside instanceof NotJson)) return true;
    return except > 0 && !((await this.#ask(except - 1, 1)) instanceof NotJson);
  }

  async #ask(from: number, size: number): Promise<readonly JsonValue[] | NotJson> {
    const url = this.#url.replaceAll('{from}', String(from)).replaceAll('{size}', String(size));
    const answer = await this.#client.request({ method: 'GET', url });
    if ('trouble' in answer) throw new StoreFailure(answer.trouble);
    const { status, text } = answer;
    if (from > 0 && (status === 404 || status === 416)) {
      // Behind the end some lists say that there is no such page; but a list that has gone says so too.
      await this.#ask(0, 1);
      return [];
    }
    if (status < 200 || status > 299) {
      return this.#complain(
        `HTTP_${status}`,
        `was answered ${status}: ${this.#shown(text)}`,
        status === 401 || status === 403
          ? 'are the credentials of the target right? They are shown to the query where it has the same origin'
          : 'is the URL of the query right?',
      );
    }
    let value: JsonValue;
    try {
      value = parseJson(text) as JsonValue;
    } catch {
      return new NotJson(text, () =>
        this.#complain(
          'NOT_JSON',
          `was answered with what is not JSON${placeOf(text)}: ${this.#shown(text)}`,
          'is the URL of the query right?',
          url,
        ),
      );
    }
    if (isPartial(value))
      return this.#complain(
        'PARTIAL',
        'was answered in part only: shards failed, or the search timed out',
        'is the cluster in good health?',
        url,
      );
    return this.#itemsOf(value);
  }

  /** All items from the first to the last. */
  async *forward(first: readonly JsonValue[] | null = null): AsyncGenerator<JsonValue> {
    let from = 0;
    for (let page = first ?? (await this.page(0, this.#pageSize)); page.length > 0; ) {
      yield* page;
      from += page.length;
      if (!this.isPaged) return;
      page = await this.page(from, this.#pageSize);
    }
  }

  /** All items from the last to the first. */
  async *backward(): AsyncGenerator<JsonValue> {
    if (!this.isPaged) {
      yield* [...(await this.page(0, this.#pageSize))].reverse();
      return;
    }
    for (let end = await this.#count(); end > 0; ) {
      const from = Math.max(0, end - this.#pageSize);
      const items: JsonValue[] = [];
      while (from + items.length < end) {
        const page = await this.page(from + items.length, end - from - items.length);
        if (page.length === 0) break;
        items.push(...page);
      }
      yield* items.reverse();
      end = from;
    }
  }

  /** Whether there are so many items. */
  async hasAtLeast(count: number): Promise<boolean> {
    if (count <= 0) return true;
    if (!this.isPaged) return (await this.page(0, this.#pageSize)).length >= count;
    return (await this.page(count - 1, 1)).length > 0;
  }

  async #count(): Promise<number> {
    let [there, notThere] = [0, this.#pageSize];
    while (await this.hasAtLeast(notThere)) {
      there = notThere;
      notThere *= 2;
    }
    while (notThere - there > 1) {
      const middle = Math.floor((there + notThere) / 2);
      if (await this.hasAtLeast(middle)) there = middle;
      else notThere = middle;
    }
    return there;
  }

  #itemsOf(value: JsonValue): readonly JsonValue[] {
    const found = valuesAt(value, this.#items);
    const [only] = found;
    if (found.length === 1 && Array.isArray(only)) return only as readonly JsonValue[];
    // A path that ends in [*] leads to the items themselves: none of them is nothing to wonder at.
    if (this.#itemsText.includes('*')) return found;
    const keys = isNested(value) && !Array.isArray(value) ? Object.keys(value).slice(0, 10).join(', ') : '';
    return this.#complain(
      'NO_ITEMS',
      `was answered without a list at ${this.#itemsText}`,
      keys === '' ? 'see what the query answers' : `the answer has: ${harmless(this.#client.redact(keys))}`,
    );
  }

  /** @param asked the URL of one page, where the list is read in several */
  #complain(code: string, what: string, hint: string, asked = this.#url): never {
    throw new StoreFailure({
      kind: 'environment',
      code,
      message: `the query ${maskUrls(asked)} ${what}`,
      hint,
    });
  }

  #shown(text: string): string {
    const said = this.#client.redact(text.slice(0, SHOWN * 2));
    const short = harmless(said.replace(/\s+/g, ' ').trim());
    return short.length > SHOWN ? `${short.slice(0, SHOWN)}…` : short || '(nothing)';
  }
}

/** An answer that is not JSON. */
class NotJson {
  readonly text: string;
  /** Throws StoreFailure. */
  readonly complain: () => never;

  constructor(text: string, complain: () => never) {
    this.text = text;
    this.complain = complain;
  }
}

/** Where the text stops being JSON; empty where that cannot be told. */
function placeOf(text: string): string {
  const { deepest } = outline(Buffer.from(text), MAX_DEPTH);
  const mistake = deepest > MAX_DEPTH ? null : walkJson(text, 0).mistake;
  return mistake === null ? '' : ` (${mistake})`;
}

/** Elasticsearch and its kind answer 200 although shards failed, and give what the others have. */
function isPartial(value: JsonValue): boolean {
  if (!isNested(value) || Array.isArray(value)) return false;
  const { _shards: shards, timed_out: timedOut } = value as JsonObject;
  if (timedOut === true) return true;
  const failed = isNested(shards) && !Array.isArray(shards) ? (shards as JsonObject).failed : 0;
  return typeof failed === 'number' && failed > 0;
}
