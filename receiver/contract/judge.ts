// Judges the fields of one received body against the contract: which are missing, unknown, of another type, outside of their
// enumeration, or (un)assigned against the rule. The body says itself which situation it speaks of; what it leaves open, because
// its event, state or dial mode cannot be told, is judged either way, so that one mistake is reported once.

import { compareNumbers, ExactNumber, isInteger, isJsonObject, isNumber } from '../document/exact-number.ts';
import { allowedValues, NONE_WORDS } from './allowed-values.ts';
import type { Contract, ContractRow, JsonObject, JsonValue, Situation } from './contract.ts';
import { carriesDecimalText, DECIMAL_TEXT } from './decimal-text.ts';
import { demandOf, type FieldDemand } from './field-set.ts';
import { demandText, valueText } from './field-words.ts';
import type { Mark } from './mark.ts';
import { axesOf, situationsOf } from './situation-axis.ts';

/**
 * What is wrong with a field.
 *
 * - `missing`: the key is not there;
 * - `unknown`: the contract has no such key;
 * - `wrong type`: a JSON type other than the row's;
 * - `value not allowed`: the right type, but none of the enumeration's values, not a site's constant, an event that this release
 *   does not report, or a number that is too large for a double;
 * - `not unassigned`: not relevant here, yet it carries something else than the row's unassigned form;
 * - `unassigned`: relevant here, yet it says nothing.
 */
export type DifferenceKind =
  | 'missing'
  | 'unknown'
  | 'wrong type'
  | 'value not allowed'
  | 'not unassigned'
  | 'unassigned';

/** One way in which a body is not what the contract says. */
export interface FieldDifference {
  /** A path such as `GSW_CALLING_LISTS[0].GSW_STAT_HIT_RATIO`. */
  readonly field: string;
  readonly kind: DifferenceKind;
  /** For people: `one of 1 (Predict), 2 (Progress)`, `"" (unassigned)`, `absent`. */
  readonly expected: string;
  /** For people: `2 (Progress)`, `null (not known yet)`, `absent`. */
  readonly got: string;
  /** What the row rests on; null for a key that the contract does not know. */
  readonly mark: Mark | null;
}

interface Check extends FieldDemand {
  /** Null where any value of the type will do. */
  readonly allowed: ReadonlySet<JsonValue> | null;
  /** The text must be a number. */
  readonly decimal: boolean;
  readonly items: Checks;
}

interface Checks {
  readonly inOrder: readonly Check[];
  readonly names: ReadonlySet<string>;
}

const NO_DIFFERENCE: readonly FieldDifference[] = [];

/**
 * A judge of bodies under one contract. Per body it returns every difference, in the order of the table and then unknown keys as
 * they came; none for a good body. It never throws. Demands are worked out once per situation and kept.
 *
 * Relevant yet saying nothing (`unassigned`) are: an empty text, since every relevant text is a name or an information; the words
 * NoDialMode while dialing and NoOptimizationMethod while dialing predictively; and a site's own unassigned form. The number 0 and the
 * list [] pass where they are relevant: a goal of 0 or a campaign without lists looks the same.
 * @assumption a relevant text is never empty, dialing always has a dial mode, predictive dialing an optimization method
 */
export function bodyJudge(contract: Contract): (body: JsonObject) => readonly FieldDifference[] {
  const { event, state, dialMode } = axesOf(contract);
  const known: (Checks | undefined)[] = [];

  return (body) => {
    const e = event.indexIn(body);
    const s = state.indexIn(body);
    const d = dialMode.indexIn(body);
    const index = (e * state.meanings.length + s) * dialMode.meanings.length + d;
    known[index] ??= checksOf(
      contract.rows,
      situationsOf(event.meanings[e]!, state.meanings[s]!, dialMode.meanings[d]!),
      contract,
    );
    const differences: FieldDifference[] = [];
    judgeObject(body, known[index], '', differences);
    return differences.length === 0 ? NO_DIFFERENCE : differences;
  };
}

function checksOf(
  rows: readonly ContractRow[],
  situations: readonly Situation[],
  contract: Contract,
): Checks {
  return {
    inOrder: rows.map((row) => ({
      row,
      demand: demandOf(row, situations),
      allowed: allowedValues(row, situations, contract),
      decimal: carriesDecimalText(row),
      items: checksOf(row.items, situations, contract),
    })),
    names: new Set(rows.map((row) => row.name)),
  };
}

function judgeObject(
  object: JsonObject,
  { inOrder, names }: Checks,
  prefix: string,
  differences: FieldDifference[],
): void {
  let present = 0;
  for (const check of inOrder) {
    const { row, demand } = check;
    if (Object.hasOwn(object, row.name)) {
      present += 1;
      judgeValue(check, object[row.name]!, prefix, differences);
    } else if (demand === 'assigned' || row.unassigned.form !== 'omit') {
      differences.push(difference(check, 'missing', undefined, prefix));
    }
  }
  const keys = Object.keys(object);
  if (keys.length === present) return;
  for (const key of keys) {
    if (names.has(key)) continue;
    differences.push({
      field: prefix + key,
      kind: 'unknown',
      expected: 'absent',
      got: valueText(null, object[key]),
      mark: null,
    });
  }
}

function judgeValue(check: Check, value: JsonValue, prefix: string, differences: FieldDifference[]): void {
  if (check.demand === 'unassigned') {
    if (!isUnassigned(check.row, value)) differences.push(difference(check, 'not unassigned', value, prefix));
    return;
  }
  if (check.demand === 'maybe' && isUnassigned(check.row, value)) return;
  const kind = assignedProblem(check, value);
  if (kind !== null) differences.push(difference(check, kind, value, prefix));
  else if (check.row.type === 'list' && value !== null) {
    judgeItems(check, value as readonly JsonValue[], prefix, differences);
  }
}

function judgeItems(
  { row, items }: Check,
  list: readonly JsonValue[],
  prefix: string,
  differences: FieldDifference[],
): void {
  list.forEach((item, index) => {
    const field = `${prefix}${row.name}[${index}]`;
    if (isJsonObject(item)) {
      judgeObject(item as JsonObject, items, `${field}.`, differences);
    } else {
      const got = valueText(null, item);
      differences.push({ field, kind: 'wrong type', expected: 'an object', got, mark: row.mark });
    }
  });
}

function assignedProblem({ row, allowed, decimal }: Check, value: JsonValue): DifferenceKind | null {
  if (allowed?.has(value) || (value instanceof ExactNumber && isAmong(value, allowed))) return null;
  if (value === null && row.nullable) return null;
  if (saysNothing(row, value)) return 'unassigned';
  if (!isOfType(row, value)) return 'wrong type';
  if (isNumber(value) && !Number.isFinite(Number(value))) return 'value not allowed';
  if (decimal && !DECIMAL_TEXT.test(value as string)) return 'value not allowed';
  return allowed === null ? null : 'value not allowed';
}

function isAmong(value: ExactNumber, allowed: ReadonlySet<JsonValue> | null): boolean {
  return [...(allowed ?? [])].some((each) => isNumber(each) && compareNumbers(each, value) === 0);
}

function saysNothing(row: ContractRow, value: JsonValue): boolean {
  if (value === '') return row.type === 'string';
  if (NONE_WORDS.some((word) => row.values.has(word) && row.values.get(word) === value)) return true;
  return value !== 0 && !Array.isArray(value) && isUnassigned(row, value);
}

function isOfType({ type }: ContractRow, value: JsonValue): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return isNumber(value) && isInteger(value);
    case 'number':
      return isNumber(value);
    case 'list':
      return Array.isArray(value);
  }
}

function isUnassigned({ unassigned }: ContractRow, value: JsonValue): boolean {
  if (unassigned.form === 'omit') return false;
  if (unassigned.value === value) return true;
  // The only unassigned form that is not a scalar is the empty list.
  return Array.isArray(unassigned.value) && Array.isArray(value) && value.length === 0;
}

function difference(
  check: Check,
  kind: DifferenceKind,
  value: JsonValue | undefined,
  prefix: string,
): FieldDifference {
  const { row, allowed } = check;
  return {
    field: prefix + row.name,
    kind,
    expected: demandText(check, allowed),
    got: valueText(row, value),
    mark: row.mark,
  };
}
