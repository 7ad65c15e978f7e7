import type { ContractRow, JsonObject, JsonValue } from '../contract/contract.ts';
import { DIAL_MODES, OPTIMIZATION_METHODS } from '../contract/vocabulary.ts';
import {
  compareNumbers,
  ExactNumber,
  isInteger,
  isJsonObject,
  isNumber,
  type JsonNumber,
} from '../document/exact-number.ts';
import type { Condition, FieldDemand, ValueType } from './condition.ts';
import { meets } from './count-demand.ts';
import type { FieldMiss } from './failure.ts';
import { type FieldPath, parseFieldPath, rowAt, valueAt } from './field-path.ts';

/** Compares a body with demands: all that is not as demanded; the same empty list every time where nothing is amiss. */
export type FieldsMatch = (body: JsonObject) => readonly FieldMiss[];

interface Compiled {
  readonly path: FieldPath;
  readonly written: string;
  readonly row: ContractRow | null;
  readonly conditions: readonly { readonly condition: Condition; readonly items: FieldsMatch | null }[];
}

const NO_MISSES: readonly FieldMiss[] = [];

/** The vendor's spelling of a member, such as `CFGDMProgress`, is understood beside the word. */
const wordOfMember: ReadonlyMap<string, string> = new Map(
  [...DIAL_MODES, ...OPTIMIZATION_METHODS].map(({ member, name }) => [member, name]),
);

/** What the wire says for a word of the row's enumeration; any other value stands for itself. */
export function wireValue(value: JsonValue, row: ContractRow | null): JsonValue {
  if (typeof value !== 'string' || row === null || row.enumeration === null) return value;
  const word = row.values.has(value) ? value : (wordOfMember.get(value) ?? value);
  return row.values.get(word) ?? value;
}

function onTheWire(condition: Condition, row: ContractRow | null): Condition {
  if (condition.kind === 'equals' || condition.kind === 'not')
    return { ...condition, value: wireValue(condition.value, row) };
  if (condition.kind === 'oneOf')
    return { ...condition, values: condition.values.map((value) => wireValue(value, row)) };
  return condition;
}

/** Makes demands ready for many bodies: paths parsed, words of enumerations turned into wire values by these rows. */
export function fieldsMatch(demands: readonly FieldDemand[], rows: readonly ContractRow[]): FieldsMatch {
  const isName = (name: string): boolean => rows.some((row) => row.name === name);
  const compiled = demands.map(({ path: written, conditions }): Compiled => {
    const path = parseFieldPath(written, isName) ?? [written];
    const row = rowAt(rows, path) ?? null;
    return {
      path,
      written,
      row,
      conditions: conditions.map(({ condition }) => ({
        condition: onTheWire(condition, row),
        items:
          condition.kind === 'each' || condition.kind === 'some'
            ? fieldsMatch(condition.fields, row?.items ?? [])
            : null,
      })),
    };
  });
  return (body) => {
    let misses: FieldMiss[] | null = null;
    for (const { path, written, row, conditions } of compiled) {
      const got = path.length === 1 && Object.hasOwn(body, path[0]!) ? body[path[0]!] : valueAt(body, path);
      for (const { condition, items } of conditions) {
        if (condition.kind === 'each') {
          misses ??= [];
          misses.push(...eachMisses(written, row, condition, got, items!));
        } else if (!holds(condition, got, row, items)) {
          misses ??= [];
          misses.push({ kind: 'demand', field: written, row, condition, got });
        }
      }
    }
    return misses ?? NO_MISSES;
  };
}

function isObject(value: JsonValue): value is JsonObject {
  return isJsonObject(value);
}

function eachMisses(
  path: string,
  row: ContractRow | null,
  condition: Condition,
  got: JsonValue | undefined,
  match: FieldsMatch,
): readonly FieldMiss[] {
  if (!Array.isArray(got) || got.length === 0) return [{ kind: 'demand', field: path, row, condition, got }];
  return (got as JsonValue[]).flatMap((item, index) => {
    const at = `${path}[${index}]`;
    if (!isObject(item)) return [{ kind: 'demand', field: at, row, condition, got: item }];
    return match(item).map((miss) =>
      miss.kind === 'demand' ? { ...miss, field: `${at}.${miss.field}` } : miss,
    );
  });
}

function holds(
  condition: Condition,
  got: JsonValue | undefined,
  row: ContractRow | null,
  items: FieldsMatch | null,
): boolean {
  if (condition.kind === 'present') return (got !== undefined) === condition.wanted;
  if (condition.kind === 'unassigned') return isUnassigned(got, row) === condition.wanted;
  if (condition.kind === 'null') return (got === null) === condition.wanted;
  if (got === undefined) return false;
  switch (condition.kind) {
    case 'equals':
      return sameValue(got, condition.value);
    case 'not':
      return !sameValue(got, condition.value);
    case 'oneOf':
      return condition.values.some((value) => sameValue(got, value));
    case 'matches':
      return typeof got === 'string' && condition.pattern.test(got);
    case 'type':
      return isOfType(got, condition.type);
    case 'length':
      return (typeof got === 'string' || Array.isArray(got)) && meets(lengthOf(got), condition.count);
    case 'each':
      return (
        Array.isArray(got) &&
        got.length > 0 &&
        got.every((item) => isObject(item) && items!(item).length === 0)
      );
    case 'some':
      return Array.isArray(got) && got.some((item) => isObject(item) && items!(item).length === 0);
    default:
      return isNumber(got) && isWithin(condition, got);
  }
}

/** False for a condition that is no bound. */
function isWithin(bound: Condition, got: JsonNumber): boolean {
  switch (bound.kind) {
    case 'atLeast':
      return compareNumbers(got, bound.value) >= 0;
    case 'atMost':
      return compareNumbers(got, bound.value) <= 0;
    case 'above':
      return compareNumbers(got, bound.value) > 0;
    case 'below':
      return compareNumbers(got, bound.value) < 0;
    case 'between':
      return compareNumbers(got, bound.low) >= 0 && compareNumbers(got, bound.high) <= 0;
    case 'near':
      // Decimal fractions are not exact in binary: 0.3 must be near 0.2 within 0.1.
      return (
        Math.abs(Number(got) - bound.value) <=
        bound.within + 4 * Number.EPSILON * Math.max(1, Math.abs(bound.value))
      );
    default:
      return false;
  }
}

/** Whether one of these was not as demanded only because its text is too long for the pattern to be searched for. */
export function isUnsearched(misses: readonly FieldMiss[]): boolean {
  return misses.some(
    (miss) =>
      miss.kind === 'demand' &&
      miss.condition.kind === 'matches' &&
      typeof miss.got === 'string' &&
      miss.got.length > miss.condition.pattern.longestText,
  );
}

function isUnassigned(got: JsonValue | undefined, row: ContractRow | null): boolean {
  if (row === null || row.unassigned.form === 'omit') return got === undefined;
  return got !== undefined && sameValue(got, row.unassigned.value);
}

function lengthOf(value: string | readonly JsonValue[]): number {
  return typeof value === 'string' ? [...value].length : value.length;
}

function isOfType(value: JsonValue, type: ValueType): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'list':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return isNumber(value) && isInteger(value);
    case 'number':
      return isNumber(value);
    default:
      return typeof value === type;
  }
}

/** Equality of JSON values: types count, the order of keys does not. */
export function sameValue(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  if (a instanceof ExactNumber || b instanceof ExactNumber) return false;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameValue(item, b[index]))
    );
  }
  const [left, right] = [a as JsonObject, b as JsonObject];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key]!, right[key]!))
  );
}
