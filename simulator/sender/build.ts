import {
  type Contract,
  type ContractRow,
  isRelevant,
  type JsonObject,
  type JsonScalar,
  type JsonValue,
  type Situation,
} from '../../receiver/contract/contract.ts';
import type { CallingListFacts, Facts } from '../../receiver/contract/facts.ts';

/** Makes the body of a notification: walks the rows of the contract in their order. Made once per contract. */
export function bodyBuilder(contract: Contract): (facts: Facts) => JsonObject {
  return (facts) => buildRows(contract.rows, facts as unknown as FactValues, facts);
}

/** The facts of a row's level, by key. */
type FactValues = Readonly<Record<string, unknown>>;

function buildRows(rows: readonly ContractRow[], facts: FactValues, situation: Situation): JsonObject {
  const body: Record<string, JsonValue> = {};
  for (const row of rows) {
    const value = isRelevant(row.relevant, situation) ? assigned(row, facts, situation) : undefined;
    if (value !== undefined) body[row.name] = value;
    else if (row.unassigned.form === 'value') body[row.name] = row.unassigned.value;
  }
  return body;
}

/** The value of a relevant row; undefined where the configuration has none. */
function assigned(row: ContractRow, facts: FactValues, situation: Situation): JsonValue | undefined {
  if (row.key === null) return row.constant;
  const fact = facts[row.key];
  if (row.type === 'list') {
    return (fact as readonly CallingListFacts[]).map((item) =>
      buildRows(row.items, item as unknown as FactValues, situation),
    );
  }
  if (fact === null || fact === undefined) return row.nullable ? null : undefined;
  if (row.enumeration !== null) return row.values.get(fact as string);
  return inType(row, fact as JsonScalar);
}

/** A site may have retyped the row. */
function inType(row: ContractRow, value: JsonScalar): JsonScalar {
  if (row.type === 'string') return typeof value === 'string' ? value : String(value);
  return row.type === 'integer' && typeof value === 'number' ? Math.round(value) : value;
}
