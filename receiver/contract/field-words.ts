// How expected and received values are said to people: what is not obvious from the value stands in parentheses behind it.

import { isJsonObject } from '../document/exact-number.ts';
import type { ContractRow, JsonScalar, JsonValue } from './contract.ts';
import { carriesDecimalText } from './decimal-text.ts';
import type { FieldDemand } from './field-set.ts';

const MAX_SHOWN = 60;

const TYPE_WORDS = {
  string: 'a text',
  integer: 'an integer',
  number: 'a number',
  list: 'a list',
} as const;

/** `2 (Progress)`, `"CampaignStarted" (started)`, `null (not known yet)`, `""`, `a list of 3`, `absent` for undefined. */
export function valueText(row: ContractRow | null, value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  if (value === null) return row?.nullable ? 'null (not known yet)' : 'null';
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `a list of ${value.length}`;
  if (isJsonObject(value)) return 'an object';
  const scalar = value as JsonScalar;
  const words = wordsOf(row, scalar);
  return words.length === 0 ? plain(scalar) : `${plain(scalar)} (${words.join(' or ')})`;
}

/** The unassigned form: `""`, `0`, `null`, `[]`, `absent`. */
export function formText({ unassigned }: ContractRow): string {
  return unassigned.form === 'omit' ? 'absent' : JSON.stringify(unassigned.value);
}

/** What a row demands: `a text`, `a number or null (not known yet)`, `one of 1 (Predict), …`, `0 (unassigned)`. */
export function demandText(
  { row, demand }: FieldDemand,
  allowed: ReadonlySet<JsonValue> | null = null,
): string {
  if (demand === 'unassigned') return `${formText(row)} (unassigned)`;
  const assigned = assignedText(row, allowed);
  return demand === 'assigned' ? assigned : `${assigned}, or ${formText(row)} (unassigned)`;
}

function assignedText(row: ContractRow, allowed: ReadonlySet<JsonValue> | null): string {
  if (allowed !== null) {
    const values = [...allowed].map((value) => valueText(row, value));
    return values.length === 1 ? values[0]! : `one of ${values.join(', ')}`;
  }
  const type = carriesDecimalText(row) ? 'a number as text' : TYPE_WORDS[row.type];
  return `${type}${row.nullable ? ' or null (not known yet)' : ''}`;
}

function wordsOf(row: ContractRow | null, value: JsonScalar): string[] {
  if (row === null) return [];
  return [...row.values].filter(([word, each]) => each === value && word !== value).map(([word]) => word);
}

function plain(value: JsonScalar): string {
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, MAX_SHOWN) : value);
  return typeof value === 'string' && value.length > MAX_SHOWN ? `${text.slice(0, -1)}…"` : text;
}
