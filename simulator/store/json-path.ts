import type { JsonObject, JsonValue } from '../../receiver/contract/contract.ts';
import { isNested } from './same-json.ts';

/** Steps from the outside inwards: a name, a position, or all that is there. */
export type JsonPath = readonly (string | number | typeof ALL)[];

/** `[*]` and `.*`. */
export const ALL = Symbol('all');

const STEP =
  /\.([\p{L}\p{N}_@-]+)|\[(\d{1,9})\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|\[\*\]|\.\*/uy;

/**
 * The steps of a JSON path such as `$.items[*]['the body']`; null where it is none. Of RFC 9535 that is what leads straight to a
 * value: names, positions from the front, and all of a list or object; no slices, filters or descent.
 */
export function readJsonPath(text: string): JsonPath | null {
  if (!text.startsWith('$')) return null;
  const steps: (string | number | typeof ALL)[] = [];
  let end = 1;
  while (end < text.length) {
    STEP.lastIndex = end;
    const match = STEP.exec(text);
    if (match === null) return null;
    const [, name, index, single, double] = match;
    const quoted = single ?? double;
    if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(quoted.replace(/\\(.)/gu, '$1'));
    else steps.push(name ?? ALL);
    end = STEP.lastIndex;
  }
  return steps;
}

/** All values at a path, in their order; empty where there is none. */
export function valuesAt(root: JsonValue, path: JsonPath): readonly JsonValue[] {
  let values: readonly JsonValue[] = [root];
  for (const step of path) values = values.flatMap((value) => inside(value, step));
  return values;
}

function inside(value: JsonValue, step: JsonPath[number]): readonly JsonValue[] {
  if (!isNested(value)) return [];
  if (step === ALL) return Object.values(value);
  if (typeof step === 'number') return Array.isArray(value) && step < value.length ? [value[step]] : [];
  return !Array.isArray(value) && Object.hasOwn(value, step) ? [(value as JsonObject)[step]!] : [];
}
