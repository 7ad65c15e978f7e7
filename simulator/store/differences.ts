// Two values of JSON, field by field: where they differ, and in which way.

import type { JsonObject, JsonValue } from '../../receiver/contract/contract.ts';
import { canonicalText } from './content-key.ts';
import { kindOfDifference } from './difference-kind.ts';
import { isNested, isSameScalar, sameJson } from './same-json.ts';
import type { Difference } from './store.ts';

/** At most so many differences of one value are kept. */
export const MOST_DIFFERENCES = 100;
/** Lists deeper than this are compared position by position only: to look for another order is work at each level. */
const ORDER_DEPTH = 16;
/** A path shows so many of its steps, the outer ones. */
const MOST_STEPS = 60;

/** A way into a value, from the inside outwards; null is the value itself. */
export type Way = { readonly outer: Way; readonly step: string | number } | null;

/** Told of each difference; its way is written as text by `pathText` where somebody wants to see it. */
export type OnDifference = (way: Way, difference: Omit<Difference, 'path'>) => void;

/**
 * Where a stored value is not the sent one, in the order of the sent one: objects are compared without regard to order, lists with it.
 * The first 100; `eachDifference` tells all.
 */
export function differencesOf(sent: JsonValue, stored: JsonValue): readonly Difference[] {
  const differences: Difference[] = [];
  eachDifference(sent, stored, (way, difference) => {
    if (differences.length < MOST_DIFFERENCES) differences.push({ path: pathText(way), ...difference });
  });
  return differences;
}

interface Pair {
  readonly way: Way;
  readonly depth: number;
  readonly sent: JsonValue;
  readonly stored: JsonValue;
}

/** Tells every difference of two values. The work is in proportion to their size, however deep they are. */
export function eachDifference(sent: JsonValue, stored: JsonValue, tell: OnDifference): void {
  const open: Pair[] = [{ way: null, depth: 0, sent, stored }];
  while (open.length > 0) {
    const pair = open.pop()!;
    const { way, sent: a, stored: b } = pair;
    if (isSameScalar(a, b)) continue;
    if (Array.isArray(a) && Array.isArray(b)) open.push(...compareLists(pair, a, b, tell).reverse());
    else if (isObject(a) && isObject(b)) open.push(...compareObjects(pair, a, b, tell).reverse());
    else tell(way, { kind: kindOfDifference(a, b), sent: a, stored: b });
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return isNested(value) && !Array.isArray(value);
}

function compareObjects(
  { way, depth }: Pair,
  sent: JsonObject,
  stored: JsonObject,
  tell: OnDifference,
): Pair[] {
  const pairs: Pair[] = [];
  for (const key of Object.keys(sent)) {
    const inner = { outer: way, step: key };
    const value = sent[key]!;
    if (!Object.hasOwn(stored, key)) tell(inner, { kind: 'missing', sent: value, stored: undefined });
    else if (!isSameScalar(value, stored[key]!))
      pairs.push({ way: inner, depth: depth + 1, sent: value, stored: stored[key]! });
  }
  for (const key of Object.keys(stored)) {
    if (Object.hasOwn(sent, key)) continue;
    tell({ outer: way, step: key }, { kind: 'added', sent: undefined, stored: stored[key]! });
  }
  return pairs;
}

function compareLists(
  { way, depth }: Pair,
  sent: readonly JsonValue[],
  stored: readonly JsonValue[],
  tell: OnDifference,
): Pair[] {
  let from = 0;
  const shorter = Math.min(sent.length, stored.length);
  if (sent.length !== stored.length) {
    tell(way, { kind: 'length', sent: sent.length, stored: stored.length });
    // What was lost or added in the middle does not make the rest different.
    if (depth < ORDER_DEPTH) {
      while (from < shorter && sameJson(sent[from]!, stored[from]!)) from += 1;
      let same = 0;
      while (same < shorter - from && sameJson(sent.at(-1 - same)!, stored.at(-1 - same)!)) same += 1;
      return pairsOf(from, shorter - same);
    }
  } else if (depth < ORDER_DEPTH && shorter > 1 && isReordered(sent, stored)) {
    tell(way, { kind: 'order', sent, stored });
    return [];
  }
  return pairsOf(from, shorter);

  function pairsOf(first: number, end: number): Pair[] {
    const pairs: Pair[] = [];
    for (let index = first; index < end; index++) {
      const [a, b] = [sent[index]!, stored[index]!];
      if (!isSameScalar(a, b))
        pairs.push({ way: { outer: way, step: index }, depth: depth + 1, sent: a, stored: b });
    }
    return pairs;
  }
}

/** Whether both lists have the same items, in another order. */
function isReordered(sent: readonly JsonValue[], stored: readonly JsonValue[]): boolean {
  const texts = sent.map(canonicalText);
  const others = stored.map(canonicalText);
  if (texts.every((text, index) => text === others[index])) return false;
  texts.sort();
  others.sort();
  return texts.every((text, index) => text === others[index]);
}

/** `$.GSW_CALLING_LISTS[0].GSW_STAT_HIT_RATIO`. */
export function pathText(way: Way): string {
  return writeWay(way, (index) => `[${index}]`);
}

/** The same for all items of a list: `$.GSW_CALLING_LISTS[*].GSW_STAT_HIT_RATIO`. */
export function patternText(way: Way): string {
  return writeWay(way, () => '[*]');
}

function writeWay(way: Way, indexText: (index: number) => string): string {
  const steps: (string | number)[] = [];
  for (let at = way; at !== null; at = at.outer) steps.push(at.step);
  steps.reverse();
  const shown = steps.slice(0, MOST_STEPS).map((step) => {
    if (typeof step === 'number') return indexText(step);
    return /^[\p{L}_@][\p{L}\p{N}_@-]*$/u.test(step)
      ? `.${step}`
      : `['${step.replace(/['\\]/g, (character) => `\\${character}`)}']`;
  });
  return `$${shown.join('')}${steps.length > MOST_STEPS ? '…' : ''}`;
}
