// The JSON Schema of a notification. What holds in every situation stands at the root; what the event, the state and the dial mode
// decide stands in if-then branches below it, so that any validator demands the very field set that the judge demands.

import type { JsonSchema } from '../../document/shape.ts';
import { allowedValues, dependsOnNone, NONE_WORDS } from '../allowed-values.ts';
import { RELEVANCES } from '../attributes.ts';
import type { Contract, ContractRow, JsonValue, Situation } from '../contract.ts';
import { carriesDecimalText, DECIMAL_TEXT } from '../decimal-text.ts';
import { demandOf } from '../field-set.ts';
import { type Axis, axesOf, situationsOf } from '../situation-axis.ts';

/**
 * The JSON Schema (draft 2020-12) of a notification under a contract. It compiles in ajv's strict mode. Each attribute carries its
 * meaning, unit, relevance, mark and source as its description, and its example.
 */
export function notificationSchema(contract: Contract): JsonSchema {
  const { event, state, dialMode } = axesOf(contract);
  const reported = event.meanings.map((words) => words.filter((word) => contract.events.includes(word)));
  const tree: Tree = {
    contract,
    axes: [{ ...event, meanings: reported }, state, dialMode],
  };
  const root = branchOf(
    tree,
    contract.rows,
    tree.axes.map(() => 0),
    0,
  );
  const constraints = root.properties ?? {};
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Campaign group status notification, ${contract.title}`,
    description: 'The body of one HTTP POST that Outbound Contact Server sends about a campaign group.',
    type: 'object',
    additionalProperties: false,
    ...root,
    properties: Object.fromEntries(
      contract.rows.map((row) => [row.name, { ...annotation(row), ...constraints[row.name] }]),
    ),
  };
}

interface Tree {
  readonly contract: Contract;
  readonly axes: readonly Axis<string>[];
}

interface Branch {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly JsonSchema[];
}

/** What the rows must look like once the axes before `depth` have a meaning; the rows still open go to the next axis. */
function branchOf(
  tree: Tree,
  rows: readonly ContractRow[],
  meanings: readonly number[],
  depth: number,
): Branch {
  const situations = situationsAt(tree, meanings);
  const axis = tree.axes[depth];
  const isOpen = (row: ContractRow): boolean =>
    axis !== undefined &&
    ((row.relevant !== 'configured' && demandOf(row, situations) === 'maybe') ||
      dependsOnNone(row, situations));
  // The axis's own row is held to its type here, even if its values demand more of it further down.
  const settled = rows.filter((row) => !isOpen(row) || row.name === axis?.name);
  const open = rows.filter(isOpen);
  const required = settled.filter((row) => mustBePresent(row, situations)).map((row) => row.name);
  const choices = axis === undefined || open.length === 0 ? [] : choicesOf(tree, open, meanings, depth);
  // Where the axis is not on the wire, the next one decides in its place.
  const merged = axis?.name === null && open.length > 0 ? branchOf(tree, open, meanings, depth + 1) : {};
  const properties = {
    ...Object.fromEntries(settled.map((row) => [row.name, propertyOf(tree, row, situations)])),
    ...merged.properties,
  };
  const allRequired = [...required, ...(merged.required ?? [])];
  const allOf = [...choices, ...(merged.allOf ?? [])];
  return {
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(allRequired.length > 0 ? { required: allRequired } : {}),
    ...(allOf.length > 0 ? { allOf } : {}),
  };
}

/** One if-then for each set of values of an axis that demand the same. */
function choicesOf(
  tree: Tree,
  open: readonly ContractRow[],
  meanings: readonly number[],
  depth: number,
): JsonSchema[] {
  const { name, values, meanings: words } = tree.axes[depth]!;
  if (name === null) return [];
  const groups = new Map<string, { title: string[]; values: JsonValue[]; branch: Branch }>();
  for (let index = 1; index < values.length; index += 1) {
    if (words[index]!.length === 0) continue;
    const branch = branchOf(tree, open, meanings.with(depth, index), depth + 1);
    const key = JSON.stringify(branch);
    const group = groups.get(key) ?? { title: [], values: [], branch };
    group.title.push(...words[index]!);
    group.values.push(values[index]!);
    groups.set(key, group);
  }
  const hasValueAmong = (known: readonly JsonValue[]): JsonSchema => ({
    properties: { [name]: { enum: known } },
    required: [name],
  });
  const choices = [...groups.values()].map((group) =>
    ifThen(group.title.join(', '), hasValueAmong(group.values), group.branch),
  );
  if (!maySayNothing(tree, name, meanings)) return choices;
  const unsaid = ifThen(
    'any other',
    { not: hasValueAmong(values.slice(1)) },
    branchOf(tree, open, meanings, depth + 1),
  );
  return [...choices, unsaid];
}

function ifThen(title: string, condition: JsonSchema, branch: Branch): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { title, if: condition, then: branch };
}

/** Whether a good body may leave an axis without a meaning: by "none", or by the unassigned form. */
function maySayNothing(tree: Tree, name: string, meanings: readonly number[]): boolean {
  const row = tree.contract.rows.find((each) => each.name === name)!;
  const situations = situationsAt(tree, meanings);
  const allowed = allowedValues(row, situations, tree.contract) ?? new Set();
  return (
    demandOf(row, situations) !== 'assigned' ||
    [...row.values].some(([word, value]) => NONE_WORDS.includes(word) && allowed.has(value))
  );
}

function situationsAt({ axes }: Tree, meanings: readonly number[]): Situation[] {
  const [events, states, dialModes] = axes.map((axis, index) => axis.meanings[meanings[index]!]!);
  return situationsOf(
    events as Situation['event'][],
    states as Situation['state'][],
    dialModes as Situation['dialMode'][],
  );
}

function mustBePresent(row: ContractRow, situations: readonly Situation[]): boolean {
  return row.unassigned.form !== 'omit' || demandOf(row, situations) === 'assigned';
}

/** Refuses every value, so the key must not be there. */
const ABSENT: JsonSchema = { not: {} };

function propertyOf(tree: Tree, row: ContractRow, situations: readonly Situation[]): JsonSchema {
  const demand = demandOf(row, situations);
  const { unassigned } = row;
  if (demand === 'unassigned') return unassigned.form === 'omit' ? ABSENT : { const: unassigned.value };
  const assigned = assignedSchema(tree, row, situations);
  if (demand === 'assigned' || unassigned.form === 'omit') return assigned;
  return { anyOf: [assigned, { const: unassigned.value }] };
}

function assignedSchema(tree: Tree, row: ContractRow, situations: readonly Situation[]): JsonSchema {
  if (row.type === 'list') return { type: 'array', items: itemSchema(tree, row, situations) };
  const allowed = allowedValues(row, situations, tree.contract);
  const type = row.nullable ? [row.type, 'null'] : row.type;
  if (allowed !== null) {
    const values = [...allowed, ...(row.nullable ? [null] : [])];
    return { type, enum: values };
  }
  if (carriesDecimalText(row)) return { type, pattern: DECIMAL_TEXT.source };
  const { unassigned } = row;
  const sentinel = unassigned.form === 'value' && unassigned.value !== null ? unassigned.value : undefined;
  return {
    type,
    ...(row.type === 'string' ? { minLength: 1 } : {}),
    // Zero is a value as well as the default for none.
    ...(sentinel !== undefined && sentinel !== 0 && sentinel !== '' ? { not: { const: sentinel } } : {}),
  };
}

function itemSchema(tree: Tree, list: ContractRow, situations: readonly Situation[]): JsonSchema {
  const required = list.items.filter((row) => mustBePresent(row, situations)).map((row) => row.name);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      list.items.map((row) => [row.name, { ...annotation(row), ...propertyOf(tree, row, situations) }]),
    ),
    ...(required.length > 0 ? { required } : {}),
  };
}

function annotation(row: ContractRow): JsonSchema {
  const words = [...row.values].map(([word, value]) => `${JSON.stringify(value)} is ${word}`);
  return {
    description: [
      row.meaning,
      ...(row.unit === null ? [] : [`unit: ${row.unit}`]),
      ...(words.length > 0 ? [words.join(', ')] : []),
      `relevant: ${RELEVANCES[row.relevant]}`,
      `${row.mark}: ${row.source}`,
    ].join('. '),
    ...(row.type === 'list' ? {} : { examples: [row.example] }),
  };
}
