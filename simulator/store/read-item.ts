import type { JsonValue } from '../../receiver/contract/contract.ts';
import { parseJson } from '../../receiver/document/exact-number.ts';
import { type JsonPath, readJsonPath, valuesAt } from './json-path.ts';
import { StoreFailure } from './store.ts';

/** The steps of a path of the settings. Throws StoreFailure where it is none. */
export function pathOfSettings(text: string, what: string): JsonPath {
  const path = readJsonPath(text);
  if (path !== null) return path;
  throw new StoreFailure({
    kind: 'environment',
    code: 'BAD_PATH',
    message: `the path of ${what}, ${text}, cannot be read`,
    hint: "write it like $.items, $['two words'], $[0].body or $.pages[*].items",
  });
}

/** Tells a path that leads nowhere from a store that holds something else: whether any item that was seen had a value there. */
export class PathCheck {
  readonly #path: JsonPath;
  #seen = 0;
  #found = false;

  constructor(path: JsonPath) {
    this.#path = path;
  }

  see(item: JsonValue): void {
    this.#seen += 1;
    this.#found ||= valuesAt(item, this.#path).length > 0;
  }

  /** Throws StoreFailure where there were items and none of them had anything. */
  end(store: string): void {
    if (this.#seen === 0 || this.#found) return;
    throw new StoreFailure({
      kind: 'environment',
      code: 'BAD_PATH',
      message: `none of the ${this.#seen} items of ${store} has anything at the path of the body`,
      hint: 'is body: right? It is a path within an item; $ is the item itself',
    });
  }
}

/**
 * The notification in an item of a store: the first value at the path; text there is read as JSON if it is such. An item that has
 * nothing there stands for itself, to be seen as what nobody sent.
 */
export function bodyOfItem(item: JsonValue, path: JsonPath): JsonValue {
  const [value = item] = valuesAt(item, path);
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value) as JsonValue;
  } catch {
    return value;
  }
}
