// What a contract file does to one row of the table, and whether that makes sense.

import { didYouMean } from '../document/closest-word.ts';
import type { Diagnostic, DiagnosticCode } from '../document/diagnostic.ts';
import { isInteger, isNumber } from '../document/exact-number.ts';
import type { Place } from '../document/place.ts';
import type { Scalar } from '../document/shape.ts';
import type { AttributeType } from './attributes.ts';
import {
  type ContractRow,
  DEFAULT_UNASSIGNED,
  type JsonValue,
  spelling,
  type Unassigned,
} from './contract.ts';
import { formText } from './field-words.ts';
import type { RowAddition, RowChange, UnassignedChoice } from './site-file.ts';

/** Takes a complaint about the contract file. */
export type Complain = (
  code: DiagnosticCode,
  place: Place,
  message: string,
  detail?: Partial<Pick<Diagnostic, 'severity' | 'found' | 'expected' | 'hint'>>,
) => void;

/** What a file says of one row. */
export interface RowWish {
  /** The name by which the file speaks of the row. */
  readonly path: string;
  readonly change: RowChange;
  /** The form of unassigned that holds for all rows. */
  readonly unassigned: UnassignedChoice | undefined;
  /** The title of the file, for the row's source. */
  readonly site: string;
}

/** The row with the wish granted as far as it makes sense; marked `site`, its source telling what changed, where anything did. */
export function changedRow(before: ContractRow, wish: RowWish, complain: Complain): ContractRow {
  const { path, change } = wish;
  const type = newType(before, wish, complain);
  const respelt = before.enumeration === null ? before.values : spelling(before.enumeration, type);
  const values =
    type === before.type && change.values === undefined
      ? before.values
      : withValues(before, type === before.type ? before.values : respelt, type, wish, complain);
  if (values !== before.values) complainOfSharedSpelling(before, values, wish, complain);
  const after: ContractRow = {
    ...before,
    name: change.rename?.value ?? before.name,
    type,
    relevant: change.relevant ?? before.relevant,
    unassigned: newUnassigned(before, type, change.unassigned ?? wish.unassigned),
    values,
    example: newExample(before, type, values),
  };
  const changes = changesBetween(before, after, path);
  if (changes.length === 0) return after;
  return {
    ...after,
    mark: 'site',
    source: `${wish.site}: ${changes.join(', ')}; before: ${before.mark}, ${before.source}`,
  };
}

/** A row that only the site has; null after a complaint. */
export function addedRow(
  name: string,
  addition: RowAddition,
  wish: Pick<RowWish, 'unassigned' | 'site'>,
  complain: Complain,
): ContractRow | null {
  const { type, value } = addition;
  if (type.value === 'list') {
    complain('bad-value', type.place, `an added attribute carries one value, so ${name} cannot be a list`);
    return null;
  }
  if (!fits(value.value, type.value)) {
    complainOfType(name, type.value, value, complain);
    return null;
  }
  return {
    key: null,
    name,
    type: type.value,
    nullable: false,
    relevant: addition.relevant,
    unassigned: unassignedOf(addition.unassigned ?? wish.unassigned ?? { form: 'default' }, type.value),
    meaning: addition.meaning ?? 'added by the contract file',
    unit: null,
    enumeration: null,
    values: new Map(),
    constant: value.value,
    example: value.value,
    items: [],
    mark: 'site',
    source: `${wish.site}: added`,
  };
}

function newType(before: ContractRow, { path, change }: RowWish, complain: Complain): AttributeType {
  const wanted = change.type?.value ?? before.type;
  const trouble = retypingTrouble(before, wanted);
  if (trouble === null) return wanted;
  complain('bad-value', change.type!.place, `${path} ${trouble}`);
  return before.type;
}

/** Completes the sentence that begins with the row's name; null where the retyping makes sense. */
function retypingTrouble(row: ContractRow, type: AttributeType): string | null {
  if (row.type === type) return null;
  if (row.type === 'list') return `is a list of objects and cannot become ${withArticle(type)}`;
  if (type === 'list') return `carries one value and cannot become a list`;
  if (row.enumeration !== null || type === 'string') return null;
  if (row.type === 'string') return `is a text and cannot become ${withArticle(type)}`;
  return type === 'integer' && row.unit === 'fraction of 1'
    ? 'is a fraction of 1, which an integer cannot carry'
    : null;
}

function withValues(
  row: ContractRow,
  spelt: ContractRow['values'],
  type: AttributeType,
  { path, change }: RowWish,
  complain: Complain,
): ContractRow['values'] {
  const entries = change.values ?? [];
  if (row.enumeration === null) {
    for (const { place } of entries.slice(0, 1)) {
      complain('unknown-key', place, `${path} has no words that could be spelt otherwise`, {
        hint: 'only events, states, dial modes and optimization methods have values:',
      });
    }
    return spelt;
  }
  const known = [...spelling(row.enumeration, 'string').keys()];
  const values = new Map(spelt);
  for (const { name, place, value } of entries) {
    if (!known.includes(name)) {
      const hint = didYouMean(name, known);
      complain('unknown-word', place, `there is no ${row.enumeration} "${name}"`, {
        expected: `one of ${known.join(', ')}`,
        ...(hint ? { hint } : {}),
      });
    } else if (!fits(value.value, type)) complainOfType(path, type, value, complain);
    else values.set(name, value.value);
  }
  return values;
}

/** Two events spelt alike are an error, since nothing received could be judged; others only leave questions open. */
function complainOfSharedSpelling(
  row: ContractRow,
  values: ContractRow['values'],
  { path, change }: RowWish,
  complain: Complain,
): void {
  const told = new Set<string>();
  for (const { name, value } of change.values ?? []) {
    if (values.get(name) !== value.value) continue;
    const twin = [...values].find(([word, each]) => word !== name && each === value.value)?.[0];
    if (twin === undefined || told.has(twin)) continue;
    told.add(name);
    const spelt = `${name} and ${twin} are both spelt ${JSON.stringify(value.value)} in ${path}`;
    if (row.enumeration === 'event') {
      complain('conflicting-keys', value.place, `${spelt}: a receiver could not tell the two events apart`);
    } else if (row.enumeration !== 'state' || [name, twin].includes('Running')) {
      complain('conflicting-keys', value.place, `${spelt}: a receiver cannot tell them apart`, {
        severity: 'warning',
        hint: 'fields that are relevant for one of the two only are then judged either way',
      });
    }
  }
}

function newUnassigned(
  before: ContractRow,
  type: AttributeType,
  choice: UnassignedChoice | undefined,
): Unassigned {
  if (choice !== undefined) return unassignedOf(choice, type);
  const { unassigned } = before;
  return unassigned.form === 'value' && unassigned.value === DEFAULT_UNASSIGNED[before.type]
    ? unassignedOf({ form: 'default' }, type)
    : unassigned;
}

function unassignedOf(choice: UnassignedChoice, type: AttributeType): Unassigned {
  return choice.form === 'default' ? { form: 'value', value: DEFAULT_UNASSIGNED[type] } : choice;
}

function newExample(before: ContractRow, type: AttributeType, values: ContractRow['values']): JsonValue {
  const word = [...before.values].find(([, value]) => value === before.example)?.[0];
  if (word !== undefined) return values.get(word) ?? before.example;
  return type === 'string' && typeof before.example === 'number' ? String(before.example) : before.example;
}

function changesBetween(before: ContractRow, after: ContractRow, path: string): string[] {
  const changes: string[] = [];
  if (after.name !== before.name) changes.push(`renamed from ${path}`);
  if (after.type !== before.type) changes.push(`${after.type} instead of ${before.type}`);
  if (after.relevant !== before.relevant) {
    changes.push(`relevant ${after.relevant} instead of ${before.relevant}`);
  }
  // What is always relevant never shows its unassigned form.
  if (after.relevant !== 'always' && formText(after) !== formText(before)) {
    changes.push(`unassigned ${formText(after)} instead of ${formText(before)}`);
  }
  if (
    after.type === before.type &&
    [...after.values].some(([word, value]) => before.values.get(word) !== value)
  ) {
    changes.push('other values');
  }
  return changes;
}

function fits(value: Scalar, type: AttributeType): boolean {
  if (type === 'string') return typeof value === 'string';
  return isNumber(value) && Number.isFinite(Number(value)) && (type !== 'integer' || isInteger(value));
}

function complainOfType(
  path: string,
  type: AttributeType,
  { value, place }: { readonly value: Scalar; readonly place: Place },
  complain: Complain,
): void {
  complain('wrong-type', place, `${path} is ${withArticle(type)}, and this is not`, {
    found: value === null ? 'nothing' : JSON.stringify(value),
    expected: withArticle(type),
    ...(type === 'string' && value !== null ? { hint: `put it in quotes: "${value}"` } : {}),
  });
}

function withArticle(type: AttributeType): string {
  return `${type === 'integer' ? 'an' : 'a'} ${type}`;
}
