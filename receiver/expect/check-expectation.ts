import type { Contract, ContractRow, JsonValue } from '../contract/contract.ts';
import type { EventName } from '../contract/vocabulary.ts';
import { didYouMean } from '../document/closest-word.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import { isInteger, isNumber } from '../document/exact-number.ts';
import type { Place } from '../document/place.ts';
import type { Placed } from '../document/shape.ts';
import type { Condition, FieldDemand } from './condition.ts';
import { parseFieldPath, rowAt } from './field-path.ts';
import { wireValue } from './match.ts';
import { shownValue } from './shown-text.ts';
import type { ExpectationSpec } from './vocabulary.ts';

/**
 * What is wrong with an expectation under the contract in force: attributes that it does not have, values that are none of an
 * enumeration's or of another type than the row's, and events that the release never reports.
 * Groups are not checked here: `groupsNamedBy` gives them with their places.
 */
export function checkExpectation(spec: ExpectationSpec, contract: Contract): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const event of eventsNamedBy(spec)) checkEvent(event, contract, problems);
  const fields = 'fields' in spec ? spec.fields : 'where' in spec ? spec.where : undefined;
  checkFields(fields ?? [], contract.rows, contract, problems);
  return problems;
}

/** The events that an expectation names, each with its place. */
export function eventsNamedBy(spec: ExpectationSpec): readonly Placed<EventName>[] {
  if (spec.kind === 'order') return spec.order;
  return spec.kind === 'cadence' ? spec.named : (spec.event ?? []);
}

function checkEvent({ value, place }: Placed<EventName>, contract: Contract, problems: Diagnostic[]): void {
  if (contract.events.includes(value)) return;
  problems.push({
    code: 'never-judged',
    severity: 'warning',
    place,
    message: `${contract.title} never reports the event "${value}"`,
    expected: `one of ${contract.events.join(', ')}`,
  });
}

function checkFields(
  demands: readonly FieldDemand[],
  rows: readonly ContractRow[],
  contract: Contract,
  problems: Diagnostic[],
): void {
  for (const demand of demands) {
    const path = parseFieldPath(demand.path, (name) => rows.some((row) => row.name === name));
    const row = path === null ? undefined : rowAt(rows, path);
    if (path === null || row === undefined) {
      const isAbsence = demand.conditions.every(
        ({ condition }) => condition.kind === 'present' && !condition.wanted,
      );
      if (path !== null && isAbsence) continue;
      problems.push(unknownAttribute(demand, rows, contract));
      continue;
    }
    // The path ends at an item of a list: only its own attributes say more.
    if (typeof path.at(-1) === 'number') continue;
    for (const { condition, place } of demand.conditions)
      checkCondition(condition, place, row, contract, problems);
  }
}

function unknownAttribute(
  { path, place }: FieldDemand,
  rows: readonly ContractRow[],
  contract: Contract,
): Diagnostic {
  const names = rows.map(({ name }) => name);
  const inner = rows.flatMap((row) => row.items.map((item) => `${row.name}[0].${item.name}`));
  const near = itemHint(path, rows) ?? didYouMean(path, [...names, ...inner]);
  return {
    code: 'unknown-word',
    severity: 'error',
    place,
    message: `${contract.title} has no attribute "${path}" here`,
    found: path,
    expected: `one of ${names.join(', ')}`,
    ...(near ? { hint: near } : {}),
  };
}

function itemHint(path: string, rows: readonly ContractRow[]): string | undefined {
  const list = rows.find((row) => row.items.some(({ name }) => name === path));
  return (
    list &&
    `it stands in each object of ${list.name}: write ${list.name}[0].${path}, or each: under ${list.name}`
  );
}

const NUMERIC: ReadonlySet<Condition['kind']> = new Set<Condition['kind']>([
  'atLeast',
  'atMost',
  'above',
  'below',
  'between',
  'near',
]);

function checkCondition(
  condition: Condition,
  place: Place,
  row: ContractRow,
  contract: Contract,
  problems: Diagnostic[],
): void {
  const wrongType = (message: string, hint?: string): void => {
    problems.push({ code: 'wrong-type', severity: 'error', place, message, ...(hint ? { hint } : {}) });
  };
  const isNumeric = row.type === 'integer' || row.type === 'number';
  if (NUMERIC.has(condition.kind) && !isNumeric)
    wrongType(`${row.name} is ${aType(row)}: "${condition.kind}" never holds for it`);
  if (condition.kind === 'matches' && row.type !== 'string')
    wrongType(`${row.name} is ${aType(row)}: no regular expression matches it`);
  if (condition.kind === 'length' && isNumeric) wrongType(`${row.name} is ${aType(row)}: it has no length`);
  if (condition.kind === 'each' || condition.kind === 'some') {
    if (row.type === 'list') checkFields(condition.fields, row.items, contract, problems);
    else wrongType(`${row.name} is ${aType(row)}: it has no items`);
  }
  if (condition.kind === 'equals' || condition.kind === 'not')
    checkValue(condition.value, place, row, problems);
  if (condition.kind === 'oneOf')
    for (const value of condition.values) checkValue(value, place, row, problems);
}

/** A value that no conforming body can carry there is a slip of the pen; null and the unassigned form always may be looked for. */
function checkValue(value: JsonValue, place: Place, row: ContractRow, problems: Diagnostic[]): void {
  const wire = wireValue(value, row);
  if (wire === null || (row.unassigned.form === 'value' && wire === row.unassigned.value)) return;
  if (row.enumeration !== null) {
    if ([...row.values.values()].includes(wire as never)) return;
    const words = [...row.values].map(([word, spelt]) => `${word} (${shownValue(spelt)})`);
    const near = didYouMean(String(wire), [...row.values.keys()]);
    problems.push({
      code: 'unknown-word',
      severity: 'error',
      place,
      message: `${row.name} has no value ${shownValue(wire)}`,
      expected: `one of ${words.join(', ')}`,
      ...(near ? { hint: near } : {}),
    });
    return;
  }
  if (fitsType(wire, row)) return;
  const hint =
    row.type === 'string' && typeof wire !== 'object' ? `put it in quotes: "${String(wire)}"` : undefined;
  problems.push({
    code: 'wrong-type',
    severity: 'error',
    place,
    message: `${row.name} is ${aType(row)}: it never equals ${shownValue(wire)}`,
    ...(hint ? { hint } : {}),
  });
}

function aType({ type }: ContractRow): string {
  return type === 'integer' ? 'an integer' : `a ${type}`;
}

function fitsType(value: JsonValue, { type }: ContractRow): boolean {
  if (type === 'list') return Array.isArray(value);
  if (type === 'integer') return isNumber(value) && isInteger(value);
  if (type === 'number') return isNumber(value);
  return typeof value === type;
}
