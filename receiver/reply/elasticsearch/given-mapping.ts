// Mappings that somebody gives, as PUT /<index> and a scenario do, into field mappings; and field mappings into what GET says.

import type { Cause } from './check-value.ts';
import { ISO_FORMAT } from './detect-date.ts';
import {
  DYNAMIC_OBJECT,
  type Dynamic,
  type FieldMapping,
  type FieldMappings,
  valueMapping,
} from './field-mapping.ts';
import { cannotBecome, MOST_FIELDS, MOST_LEVELS } from './merge-additions.ts';
import type { MappingState } from './take-document.ts';

/** Mappings by the name of the index, each as under `mappings` of PUT /<index>. */
export type GivenIndices = ReadonlyMap<string, JsonRecord>;

/** A JSON object of any content. */
export interface JsonRecord {
  readonly [key: string]: unknown;
}

/** A mapping that makes no sense, as Elasticsearch says it. */
export interface BadMapping {
  readonly kind: 'bad mapping';
  readonly cause: Cause;
  /** Whether it comes as the cause of a `Failed to parse mapping`, or by itself. */
  readonly whenParsed: boolean;
}

/** What is taken for a type; a value of a type that is not listed in check-value.ts is not looked at. */
const TYPE_NAME = /^[a-z][a-z0-9_]*$/;
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

/** Reads `{dynamic, properties}`. Whatever else a mapping can say is repeated by GET, and has no effect. @assumption */
export function readMapping(given: JsonRecord): MappingState | BadMapping {
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
  if (fields.size > MOST_FIELDS)
    return bad(
      'illegal_argument_exception',
      `Limit of total fields [${MOST_FIELDS}] has been exceeded`,
      false,
    );
  return { fields, dynamic: dynamicOf(given.dynamic) ?? 'true' };
}

function bad(type: string, reason: string, whenParsed = true): BadMapping {
  return { kind: 'bad mapping', cause: { type, reason }, whenParsed };
}

function dynamicProblem(said: unknown): BadMapping | null {
  if (said === undefined || dynamicOf(said) !== null) return null;
  const reason = 'Could not convert [dynamic.dynamic] to boolean';
  const caused_by = {
    type: 'illegal_argument_exception',
    reason: `Failed to parse value [${String(said)}] as only [true] or [false] are allowed.`,
  };
  return {
    kind: 'bad mapping',
    cause: { type: 'illegal_argument_exception', reason, caused_by },
    whenParsed: true,
  };
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
  if (typeof type !== 'string' || !TYPE_NAME.test(type)) {
    const reason = `No handler for type [${String(type)}] declared on field [${name}]`;
    return bad('mapper_parsing_exception', reason);
  }
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
export function mappingJson({ fields, dynamic }: MappingState): JsonRecord {
  return {
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

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
