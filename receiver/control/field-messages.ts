import { allowedValues } from '../contract/allowed-values.ts';
import type { Contract, ContractRow, JsonObject, JsonValue, Situation } from '../contract/contract.ts';
import { demandOf } from '../contract/field-set.ts';
import { demandText, valueText } from '../contract/field-words.ts';
import { bodyJudge, type FieldDifference } from '../contract/judge.ts';
import { axesOf, situationsOf } from '../contract/situation-axis.ts';
import { isJsonObject } from '../document/exact-number.ts';
import type { FieldMessage } from './messages.ts';

/** Fields of one body that are told; a body with more is no notification. */
export const MOST_FIELDS = 2_000;

/**
 * Puts a body beside the contract, field by field: first every row of the contract, present or not, each object of a list behind its
 * list, then keys that the contract does not know.
 */
export function fieldMessages(
  contract: Contract,
): (body: JsonObject, duplicateKeys: readonly string[]) => readonly FieldMessage[] {
  const { event, state, dialMode } = axesOf(contract);
  const judge = bodyJudge(contract);

  return (body, duplicateKeys) => {
    const situations = situationsOf(
      event.meanings[event.indexIn(body)]!,
      state.meanings[state.indexIn(body)]!,
      dialMode.meanings[dialMode.indexIn(body)]!,
    );
    const differences = new Map(judge(body).map((difference) => [difference.field, difference]));
    const fields: FieldMessage[] = [];
    const context: Context = {
      contract,
      situations,
      differences,
      duplicates: new Set(duplicateKeys),
      fields,
    };
    addObject(body, contract.rows, '', 0, context);
    return fields.slice(0, MOST_FIELDS);
  };
}

interface Context {
  readonly contract: Contract;
  readonly situations: readonly Situation[];
  readonly differences: ReadonlyMap<string, FieldDifference>;
  readonly duplicates: ReadonlySet<string>;
  readonly fields: FieldMessage[];
}

function addObject(
  object: JsonObject,
  rows: readonly ContractRow[],
  prefix: string,
  depth: number,
  context: Context,
): void {
  for (const row of rows) {
    const value = Object.hasOwn(object, row.name) ? object[row.name] : undefined;
    context.fields.push(fieldOf(row, row.name, value, prefix, depth, context));
    if (row.items.length === 0 || !Array.isArray(value)) continue;
    for (const [index, item] of (value as readonly JsonValue[]).entries()) {
      if (context.fields.length >= MOST_FIELDS) return;
      const at = `${prefix}${row.name}[${index}]`;
      if (isObject(item)) addObject(item, row.items, `${at}.`, depth + 1, context);
      else context.fields.push(fieldOf(null, `${row.name}[${index}]`, item, prefix, depth + 1, context));
    }
  }
  const known = new Set(rows.map(({ name }) => name));
  for (const key in object) {
    if (context.fields.length >= MOST_FIELDS) return;
    if (known.has(key) || !Object.hasOwn(object, key)) continue;
    context.fields.push(fieldOf(null, key, object[key], prefix, depth, context));
  }
}

function fieldOf(
  row: ContractRow | null,
  key: string,
  value: JsonValue | undefined,
  prefix: string,
  depth: number,
  { contract, situations, differences, duplicates }: Context,
): FieldMessage {
  const name = prefix + key;
  const difference = differences.get(name);
  const demand =
    row === null
      ? null
      : demandText({ row, demand: demandOf(row, situations) }, allowedValues(row, situations, contract));
  return {
    name,
    depth,
    present: value !== undefined,
    value: value ?? null,
    shown: valueText(row, value),
    demand,
    difference:
      difference !== undefined
        ? { kind: difference.kind, expected: difference.expected }
        : duplicates.has(name)
          ? { kind: 'duplicate key', expected: 'once' }
          : null,
    mark: row?.mark ?? null,
    meaning: row?.meaning ?? null,
    unit: row?.unit ?? null,
    source: row?.source ?? null,
  };
}

function isObject(value: JsonValue): value is JsonObject {
  return isJsonObject(value);
}
