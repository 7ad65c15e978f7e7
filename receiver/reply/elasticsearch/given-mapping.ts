// Mappings that somebody gives, as PUT /<index> and a scenario do, into field mappings; and field mappings into what GET says.

import { type BadMapping, bad, badUnplayed, notBoolean } from './bad-mapping.ts';
import { ISO_FORMAT, unplayedDateFormat } from './detect-date.ts';
import {
  DYNAMIC_OBJECT,
  type Dynamic,
  type FieldMapping,
  type FieldMappings,
  valueMapping,
} from './field-mapping.ts';
import { readRules } from './given-rules.ts';
import { isRecord, type JsonRecord } from './json-record.ts';
import { cannotBecome, type FieldLimits, MOST_FIELDS, MOST_LEVELS } from './merge-additions.ts';
import type { MappingState } from './take-document.ts';

/** Mappings by the name of the index, each as under `mappings` of PUT /<index>. */
export type GivenIndices = ReadonlyMap<string, JsonRecord>;

/** Types whose values are looked at. */
const PLAYED_TYPES: ReadonlySet<string> = new Set([
  ...['long', 'integer', 'short', 'byte', 'unsigned_long', 'double', 'float', 'half_float', 'scaled_float'],
  ...['text', 'keyword', 'match_only_text', 'wildcard', 'boolean', 'date', 'date_nanos', 'ip'],
]);
/** Types that the engines have besides. Documented as field data types. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  ...[
    'alias',
    'binary',
    'constant_keyword',
    'counted_keyword',
    'version',
    'flattened',
    'flat_object',
    'join',
  ],
  ...['integer_range', 'long_range', 'float_range', 'double_range', 'date_range', 'ip_range', 'murmur3'],
  ...['geo_point', 'geo_shape', 'point', 'shape', 'xy_point', 'xy_shape', 'dense_vector', 'sparse_vector'],
  ...['knn_vector', 'rank_feature', 'rank_features', 'histogram', 'aggregate_metric_double', 'percolator'],
  ...['search_as_you_type', 'completion', 'token_count', 'annotated_text', 'semantic_text', 'passthrough'],
]);
/** Parameters of fields that are obeyed, or that change nothing of what is answered here. */
const OF_FIELD: ReadonlySet<string> = new Set([
  ...['coerce', 'ignore_malformed', 'format', 'enabled', 'dynamic', 'properties', 'fields', 'meta'],
  ...['ignore_above', 'null_value', 'index', 'doc_values', 'store', 'norms', 'similarity', 'boost'],
  ...['index_options', 'eager_global_ordinals', 'scaling_factor', 'include_in_parent', 'include_in_root'],
  ...['fielddata', 'position_increment_gap', 'term_vector', 'locale'],
]);
/** Parameters that the engines have besides. Documented as mapping parameters. */
const OTHER_OF_FIELD: ReadonlySet<string> = new Set([
  ...['analyzer', 'search_analyzer', 'search_quote_analyzer', 'normalizer', 'copy_to', 'index_phrases'],
  ...['index_prefixes', 'split_queries_on_whitespace', 'fielddata_frequency_filter', 'print_format'],
  ...['time_series_dimension', 'time_series_metric', 'on_script_error', 'script', 'subobjects'],
]);
const DYNAMIC: ReadonlySet<unknown> = new Set<Dynamic>(['true', 'false', 'strict']);

/** What a mapping may say at its root. Documented as the parameters of mappings and its metadata fields. */
const OF_ROOT: ReadonlySet<string> = new Set([
  ...['dynamic', 'properties', 'runtime', 'date_detection', 'numeric_detection', 'dynamic_date_formats'],
  ...['dynamic_templates', '_source', '_routing', '_meta', '_field_names', '_size', '_data_stream_timestamp'],
]);

/** A value as Java prints it: `{type=keyword, fields=[a, b]}`. */
function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}=${javaText(each)}`)
    .join(', ')}}`;
}

/** Of these what is played. */
const PLAYED_OF_ROOT: ReadonlySet<string> = new Set([
  ...['dynamic', 'properties', 'date_detection', 'numeric_detection', 'dynamic_date_formats'],
  ...['dynamic_templates', '_meta'],
]);

const DEFAULT_LIMITS: FieldLimits = { mostFields: MOST_FIELDS, mostLevels: MOST_LEVELS };

/** Reads a mapping: each thing that it says is obeyed, or refused. @param limits that the settings of the index set */
export function readMapping(
  given: JsonRecord,
  limits: FieldLimits = DEFAULT_LIMITS,
): MappingState | BadMapping {
  if (Object.hasOwn(given, '_doc'))
    return bad('illegal_argument_exception', 'The mapping definition cannot be nested under a type', false);
  const fields = new Map<string, FieldMapping>();
  const problem = dynamicProblem(given.dynamic) ?? readProperties(given.properties, '', fields);
  if (problem !== null) return problem;
  const unknown = Object.entries(given).filter(([key]) => !OF_ROOT.has(key));
  if (unknown.length > 0) {
    const said = unknown.map(([key, value]) => `[${key} : ${javaText(value)}]`).join(' ');
    return bad('mapper_parsing_exception', `Root mapping definition has unsupported parameters:  ${said}`);
  }
  const unplayed = Object.keys(given).find((key) => !PLAYED_OF_ROOT.has(key));
  if (unplayed !== undefined) return badUnplayed(`the mapping's [${unplayed}]`);
  const rules = readRules(given, limits, readField);
  if ('kind' in rules) return rules;
  if (fields.size > limits.mostFields)
    return bad(
      'illegal_argument_exception',
      `Limit of total fields [${limits.mostFields}] has been exceeded`,
      false,
    );
  const deep = [...fields].find(([path]) => path.split('.').length > limits.mostLevels);
  if (deep !== undefined)
    return bad(
      'illegal_argument_exception',
      `Limit of mapping depth [${limits.mostLevels}] has been exceeded`,
    );
  return { fields, dynamic: dynamicOf(given.dynamic) ?? 'true', rules };
}

function dynamicProblem(said: unknown): BadMapping | null {
  if (said === undefined || dynamicOf(said) !== null) return null;
  if (said === 'runtime' || said === 'strict_allow_templates' || said === 'false_allow_templates')
    return badUnplayed(`dynamic: ${said}`);
  return notBoolean('dynamic.dynamic', String(said));
}

function readProperties(
  properties: unknown,
  path: string,
  into: Map<string, FieldMapping>,
): BadMapping | null {
  if (properties === undefined) return null;
  if (!isRecord(properties)) return bad('parse_exception', 'properties must be a map type');
  for (const [name, said] of Object.entries(properties)) {
    const at = path === '' ? name : `${path}.${name}`;
    if (at.split('.').some((part) => part.trim() === ''))
      return bad('illegal_argument_exception', 'name cannot be empty string');
    if (at.split('.').length > MOST_LEVELS)
      return bad('illegal_argument_exception', `Limit of mapping depth [${MOST_LEVELS}] has been exceeded`);
    const around = objectsAround(at, into);
    if (around !== null) return around;
    const problem = readField(name, at, said, into);
    if (problem !== null) return problem;
  }
  return null;
}

function readField(
  name: string,
  at: string,
  said: unknown,
  into: Map<string, FieldMapping>,
): BadMapping | null {
  if (!isRecord(said)) {
    // Whatever it is, Java speaks of a string here.
    const reason = `Expected map for property [fields] on field [${name}] but got a class java.lang.String`;
    return bad('mapper_parsing_exception', reason);
  }
  const { type, properties: inner, ...rest } = said;
  const isObject = type === undefined || type === 'object' || type === 'nested';
  if (isObject && (type !== undefined || inner !== undefined)) {
    const enabled = !isFalse(rest.enabled);
    const told = rest.dynamic === undefined ? rest : { ...rest, dynamic: String(rest.dynamic) };
    const kept = type === 'nested' ? { type, ...told } : told;
    into.set(at, { kind: 'object', dynamic: dynamicOf(rest.dynamic), enabled, said: kept });
    return dynamicProblem(rest.dynamic) ?? readProperties(inner, at, into);
  }
  if (type === undefined) return bad('mapper_parsing_exception', `No type specified for field [${name}]`);
  if (typeof type === 'string' && OTHER_TYPES.has(type)) return badUnplayed(`fields of the type [${type}]`);
  if (typeof type !== 'string' || !PLAYED_TYPES.has(type)) {
    const reason = `No handler for type [${String(type)}] declared on field [${name}]`;
    return bad('mapper_parsing_exception', reason);
  }
  const unread = Object.keys(rest).find((key) => !OF_FIELD.has(key));
  if (unread !== undefined) {
    if (OTHER_OF_FIELD.has(unread)) return badUnplayed(`[${unread}] of the field [${at}]`);
    return bad(
      'mapper_parsing_exception',
      `unknown parameter [${unread}] on mapper [${name}] of type [${type}]`,
    );
  }
  const unplayed = typeof rest.format === 'string' ? unplayedDateFormat(rest.format) : null;
  if (unplayed !== null) return badUnplayed(`the date format [${unplayed}]`);
  const format = typeof rest.format === 'string' ? rest.format : ISO_FORMAT;
  const coerce = !isFalse(rest.coerce);
  const ignoreMalformed = rest.ignore_malformed === true || rest.ignore_malformed === 'true';
  into.set(at, valueMapping(type, { format, coerce, ignoreMalformed, said: { type, ...rest } }));
  return null;
}

/** A name with dots stands for objects one within another, which need not be said. */
function objectsAround(path: string, into: Map<string, FieldMapping>): BadMapping | null {
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const parent = path.slice(0, dot);
    const known = into.get(parent);
    if (known === undefined) into.set(parent, DYNAMIC_OBJECT);
    else if (known.kind === 'value')
      return bad('illegal_argument_exception', cannotBecome(parent, known, DYNAMIC_OBJECT));
  }
  return null;
}

/** A mapping as GET /<index>/_mapping says it: fields by name, the members of objects within them. */
export function mappingJson({ fields, dynamic, rules }: MappingState): JsonRecord {
  return {
    ...rules.said,
    ...(dynamic === 'true' ? {} : { dynamic }),
    ...propertiesJson(fields),
  };
}

function propertiesJson(fields: FieldMappings): JsonRecord {
  const root: Record<string, unknown> = Object.create(null);
  const within = new Map<string, Record<string, unknown>>([['', root]]);
  for (const [path, mapping] of [...fields].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const dot = path.lastIndexOf('.');
    const parent = within.get(path.slice(0, Math.max(dot, 0)))!;
    const said: Record<string, unknown> = { ...mapping.said };
    if (mapping.kind === 'object') {
      const members: Record<string, unknown> = Object.create(null);
      within.set(path, members);
      said.properties = members;
    }
    parent[path.slice(dot + 1)] = said;
  }
  for (const members of within.values()) {
    for (const said of Object.values(members) as Record<string, unknown>[]) {
      if (said.properties === undefined || Object.keys(said.properties as object).length > 0) continue;
      delete said.properties;
      said.type ??= 'object';
    }
  }
  return Object.keys(root).length === 0 ? {} : { properties: root };
}

function dynamicOf(said: unknown): Dynamic | null {
  const text = String(said);
  return DYNAMIC.has(text) ? (text as Dynamic) : null;
}

function isFalse(said: unknown): boolean {
  return said === false || said === 'false';
}
