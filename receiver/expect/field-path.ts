import type { Contract, ContractRow, JsonObject, JsonValue } from '../contract/contract.ts';
import { ExactNumber } from '../document/exact-number.ts';

/** Keys and indexes, from the body inwards. */
export type FieldPath = readonly (string | number)[];

const STEP = /^([^.[\]]+)|\[(\d+)\]|\.([^.[\]]+)/y;

/**
 * The steps of a path such as `GSW_CALLING_LISTS[0].GSW_CALLING_LIST`; null where it is none. A name that `isName` knows is taken
 * whole, whatever characters it has.
 */
export function parseFieldPath(path: string, isName: (name: string) => boolean): FieldPath | null {
  if (isName(path)) return [path];
  const steps: (string | number)[] = [];
  let end = 0;
  while (end < path.length) {
    STEP.lastIndex = end;
    const step = STEP.exec(path);
    if (step === null) return null;
    steps.push(step[2] === undefined ? (step[1] ?? step[3])! : Number(step[2]));
    end = STEP.lastIndex;
  }
  return typeof steps[0] === 'string' ? steps : null;
}

/** The contract's row for a path; undefined where it has none. `[0]` of a list is the list's own row. */
export function rowAt(rows: Contract['rows'], path: FieldPath): ContractRow | undefined {
  let within = rows;
  let row: ContractRow | undefined;
  for (const step of path) {
    if (typeof step === 'number') continue;
    row = within.find(({ name }) => name === step);
    if (row === undefined) return undefined;
    within = row.items;
  }
  return row;
}

/** The value at a path; undefined where it is absent. Only own keys count, so `constructor` is a name like any other. */
export function valueAt(body: JsonObject, path: FieldPath): JsonValue | undefined {
  let value: JsonValue | undefined = body;
  for (const step of path) {
    if (
      typeof value !== 'object' ||
      value === null ||
      value instanceof ExactNumber ||
      !Object.hasOwn(value, step)
    )
      return undefined;
    value = (value as JsonObject)[step];
  }
  return value;
}
