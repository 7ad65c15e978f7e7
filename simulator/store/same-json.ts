import type { JsonObject, JsonValue } from '../../receiver/contract/contract.ts';
import { compareNumbers, ExactNumber } from '../../receiver/document/exact-number.ts';

/**
 * Whether two values of JSON are the same: objects without regard to order, lists in their order, numbers by value, where -0 is not
 * 0. However deep they are.
 */
export function sameJson(one: JsonValue, other: JsonValue): boolean {
  if (isSameScalar(one, other)) return true;
  if (!isNested(one) || !isNested(other)) return false;
  // Pairs that are still to be looked at, flat.
  const open: JsonValue[] = [one, other];
  while (open.length > 0) {
    const b = open.pop() as JsonObject;
    const a = open.pop() as JsonObject;
    const list = Array.isArray(a);
    if (list !== Array.isArray(b)) return false;
    if (list) {
      const [items, others] = [a as unknown as JsonValue[], b as unknown as JsonValue[]];
      if (items.length !== others.length) return false;
      for (let index = 0; index < items.length; index++) {
        if (!settled(items[index]!, others[index]!, open)) return false;
      }
      continue;
    }
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(b, key) || !settled(a[key]!, b[key]!, open)) return false;
    }
  }
  return true;
}

/** False if they surely differ; what cannot be said at once is put to the open ones. */
function settled(a: JsonValue, b: JsonValue, open: JsonValue[]): boolean {
  if (isSameScalar(a, b)) return true;
  if (!isNested(a) || !isNested(b)) return false;
  open.push(a, b);
  return true;
}

/** Whether two values are the same at first sight: identical, or the same number with all of its digits. */
export function isSameScalar(a: JsonValue, b: JsonValue): boolean {
  if (Object.is(a, b)) return true;
  return a instanceof ExactNumber && b instanceof ExactNumber && compareNumbers(a, b) === 0;
}

/** Whether a value holds others. */
export function isNested(value: JsonValue | undefined): value is JsonObject | readonly JsonValue[] {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
}
