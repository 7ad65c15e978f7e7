import type { JsonValue } from '../../receiver/contract/contract.ts';
import { contentKey } from './content-key.ts';
import { StoreFailure } from './store.ts';

/** More is not remembered: a store with so much in it is to be asked for less. */
export const MOST_BEFORE = 100_000;

/**
 * What a store held before the run, by content and how often: so it is left out of what came since, wherever the store lists it, the
 * newest first or last. What came with the run and is equal to the byte to something old is as good as that.
 */
export class BeforeRun {
  readonly #whose: string;
  readonly #times = new Map<string, number>();
  #count = 0;

  /** @param whose for people, such as `the list at http://127.0.0.1:8080/all` */
  constructor(whose: string) {
    this.#whose = whose;
  }

  get count(): number {
    return this.#count;
  }

  /** Throws StoreFailure where it is too much. */
  add(body: JsonValue): void {
    if (this.#count >= MOST_BEFORE) {
      throw new StoreFailure({
        kind: 'environment',
        code: 'TOO_MUCH',
        message: `${this.#whose} holds more than ${MOST_BEFORE.toLocaleString('en')} items before the run, or has no end`,
        hint: 'ask for less, such as for what came since today, and see that {from} is heeded if it is there',
      });
    }
    this.#count += 1;
    const key = contentKey(body);
    this.#times.set(key, (this.#times.get(key) ?? 0) + 1);
  }

  /** Tells what is old of everything that the store holds now; once for each reading. */
  recognizer(): (body: JsonValue) => boolean {
    const left = new Map(this.#times);
    return (body) => {
      if (left.size === 0) return false;
      const key = contentKey(body);
      const times = left.get(key);
      if (times === undefined) return false;
      if (times === 1) left.delete(key);
      else left.set(key, times - 1);
      return true;
    };
  }
}
