import type { Contract, ContractRow, JsonValue } from '../contract/contract.ts';
import type { Condition, FieldDemand } from './condition.ts';
import { countDemandText } from './count-demand.ts';
import { parseFieldPath, rowAt } from './field-path.ts';
import { listText, safeText, shownValue } from './shown-text.ts';

/** `2 (Progress)`: a value with the word of the row's enumeration, where it spells one. */
export function valueText(value: JsonValue | undefined, row: ContractRow | null): string {
  const shown = shownValue(value);
  for (const [word, wire] of row?.values ?? []) if (wire === value) return `${shown} (${word})`;
  return shown;
}

/** Completes `expected …`. */
export function conditionText(condition: Condition, row: ContractRow | null): string {
  switch (condition.kind) {
    case 'equals':
      return valueText(condition.value, row);
    case 'not':
      return `not ${valueText(condition.value, row)}`;
    case 'oneOf':
      return `one of ${listText(
        condition.values.map((value) => valueText(value, row)),
        'or',
      )}`;
    case 'atLeast':
      return `at least ${condition.value}`;
    case 'atMost':
      return `at most ${condition.value}`;
    case 'above':
      return `above ${condition.value}`;
    case 'below':
      return `below ${condition.value}`;
    case 'between':
      return `from ${condition.low} to ${condition.high}`;
    case 'near':
      return `${condition.value} ± ${condition.within}`;
    case 'matches':
      return `a text that matches /${safeText(condition.pattern.source)}/`;
    case 'type':
      return `a value of type ${condition.type}`;
    case 'null':
      return condition.wanted ? 'null' : 'not null';
    case 'present':
      return condition.wanted ? 'present' : 'absent';
    case 'unassigned':
      return `${condition.wanted ? '' : 'not '}unassigned: ${unassignedText(row)}`;
    case 'length':
      return `a length of ${countDemandText(condition.count)}`;
    case 'each':
      return `a list of objects, each with ${demandsText(condition.fields, row?.items ?? [])}`;
    case 'some':
      return `a list with an object with ${demandsText(condition.fields, row?.items ?? [])}`;
  }
}

function unassignedText(row: ContractRow | null): string {
  return row === null || row.unassigned.form === 'omit' ? 'absent' : shownValue(row.unassigned.value);
}

const SIGNS: Readonly<Partial<Record<Condition['kind'], string>>> = {
  atLeast: '≥',
  atMost: '≤',
  above: '>',
  below: '<',
};

function demandText({ path, conditions }: FieldDemand, rows: readonly ContractRow[]): string {
  const row =
    rowAt(rows, parseFieldPath(path, (name) => rows.some((each) => each.name === name)) ?? [path]) ?? null;
  const name = safeText(path);
  const parts = conditions.map(({ condition }) => {
    const sign = SIGNS[condition.kind];
    if (sign !== undefined && 'value' in condition) return `${name} ${sign} ${shownValue(condition.value)}`;
    if (condition.kind === 'equals') {
      const { value } = condition;
      const isWord = typeof value === 'string' && row?.values.has(value);
      return `${name} = ${isWord ? value : valueText(value, row)}`;
    }
    return `${name} ${conditionText(condition, row)}`;
  });
  return listText(parts);
}

function demandsText(demands: readonly FieldDemand[], rows: readonly ContractRow[]): string {
  return listText(demands.map((demand) => demandText(demand, rows)));
}

const MAX_IN_TITLE = 2;

/** `GSW_STAT_OVERDIAL_RATE ≤ 0.03`, for titles; of many demands the first ones. */
export function fieldsTitle(demands: readonly FieldDemand[], { rows }: Contract): string {
  if (demands.length <= MAX_IN_TITLE) return demandsText(demands, rows);
  return `${demandText(demands[0]!, rows)} and ${demands.length - 1} more`;
}
