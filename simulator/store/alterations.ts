import type { JsonValue } from '../../receiver/contract/contract.ts';
import { eachDifference, MOST_DIFFERENCES, pathText, patternText } from './differences.ts';
import { redactedValue } from './redacted.ts';
import type { Difference, DifferenceKind, StoreComparison } from './store.ts';

/** So many ways are told apart; what is altered in still others counts together. */
const MOST_WAYS = 1_000;
const OTHERS = 'other paths';

interface Way {
  readonly path: string;
  readonly kind: DifferenceKind;
  times: number;
  readonly first: Difference & { readonly number: number };
}

/** Counts in which ways a store alters values. */
export class Alterations {
  readonly #ways = new Map<string, Way>();
  readonly #redact: (text: string) => string;

  /** @param redact takes secrets out of what is shown */
  constructor(redact: (text: string) => string) {
    this.#redact = redact;
  }

  /** The first 100 differences of one notification; all of them are counted. */
  add(number: number, sent: JsonValue, stored: JsonValue): readonly Difference[] {
    const differences: Difference[] = [];
    eachDifference(sent, stored, (way, found) => {
      const path = this.#redact(patternText(way));
      const known = this.#ways.get(`${found.kind} ${path}`) ?? this.#ways.get(`${found.kind} ${OTHERS}`);
      if (known !== undefined) known.times += 1;
      if (known !== undefined && differences.length >= MOST_DIFFERENCES) return;
      const difference = {
        path: this.#redact(pathText(way)),
        kind: found.kind,
        sent: redactedValue(found.sent, this.#redact),
        stored: redactedValue(found.stored, this.#redact),
      };
      if (differences.length < MOST_DIFFERENCES) differences.push(difference);
      if (known !== undefined) return;
      const shown = this.#ways.size < MOST_WAYS ? path : OTHERS;
      this.#ways.set(`${found.kind} ${shown}`, {
        path: shown,
        kind: found.kind,
        times: 1,
        first: { ...difference, number },
      });
    });
    return differences;
  }

  /** In the order in which they were first seen. */
  get all(): StoreComparison['alterations'] {
    return [...this.#ways.values()];
  }
}
