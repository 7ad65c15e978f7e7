// Mappings that somebody gives, as PUT /<index> and a scenario do, into field mappings; and field mappings into what GET says.

import { ISO_FORMAT } from './detect-date.ts';
import {
  DYNAMIC_OBJECT,
  type Dynamic,
  type FieldMapping,
  type FieldMappings,
  valueMapping,
} from './field-mapping.ts';
import { type MappingState, MOST_FIELDS, MOST_LEVELS } from './take-document.ts';

/** Mappings by the name of the index, each as under `mappings` of PUT /<index>. */
export type GivenIndices = ReadonlyMap<string, JsonRecord>;

/** A JSON object of any content. */
export interface JsonRecord {
  readonly [key: string]: unknown;
}

/** A mapping that makes no sense, as Elasticsearch says it. */
export interface BadMapping {
  readonly kind: 'bad mapping';
  readonly reason: string;
}

/** What is taken for a type; a value of a type that is not listed in check-value.ts is not looked at. */
const TYPE_NAME = /^[a-z][a-z0-9_]*$/;
const DYNAMIC: Readonly<Record<string, Dynamic>> = { true: 'true', false: 'false', strict: 'strict' };

/** Reads `{dynamic, properties}`. Whatever else a mapping can say is repeated by GET, and has no effect. @assumption */
export function readMapping(given: JsonRecord): MappingState | BadMapping {
  const fields = new Map<string, FieldMapping>();
  const problem =
    readProperties(given.properties, '', fields) ??
    (fields.size > MOST_FIELDS ? `Limit of total fields [${MOST_FIELDS}] has been exceeded` : null);
  if (problem !== null) return { kind: 'bad mapping', reason: `Failed to parse mapping: ${problem}` };
  return { fields, dynamic: dynamicOf(given.dynamic) ?? 'true' };
}

function readProperties(properties: unknown, path: string, into: Map<string, FieldMapping>): string | null {
  if (properties === undefined) return null;
  if (!isRecord(properties)) return `Expected map for property [properties] on field [${path || '_doc'}]`;
  for (const [name, said] of Object.entries(properties)) {
    const at = path === '' ? name : `${path}.${name}`;
    if (at.split('.').some((part) => part.trim() === '')) return 'field name cannot be an empty string';
    if (at.split('.').length > MOST_LEVELS)
      return `Limit of mapping depth [${MOST_LEVELS}] has been exceeded`;
    const around = objectsAround(at, into);
    if (around !== null) return around;
    if (!isRecord(said))
      return `Expected map for property [fields] on field [${name}] but got a ${typeof said}`;
    const { type, properties: inner, ...rest } = said;
    const isObject = type === undefined || type === 'object' || type === 'nested';
    if (isObject && (type !== undefined || inner !== undefined)) {
      const enabled = !isFalse(rest.enabled);
      const kept = type === 'nested' ? { type, ...rest } : rest;
      into.set(at, { kind: 'object', dynamic: dynamicOf(rest.dynamic), enabled, said: kept });
      const problem = readProperties(inner, at, into);
      if (problem !== null) return problem;
    } else if (type === undefined) {
      return `No type specified for field [${name}]`;
    } else if (typeof type !== 'string' || !TYPE_NAME.test(type)) {
      return `No handler for type [${String(type)}] declared on field [${name}]`;
    } else {
      const format = typeof rest.format === 'string' ? rest.format : ISO_FORMAT;
      const coerce = !isFalse(rest.coerce);
      const ignoreMalformed = rest.ignore_malformed === true || rest.ignore_malformed === 'true';
      into.set(at, valueMapping(type, { format, coerce, ignoreMalformed, said: { type, ...rest } }));
    }
  }
  return null;
}

/** A name with dots stands for objects one within another, which need not be said. */
function objectsAround(path: string, into: Map<string, FieldMapping>): string | null {
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const parent = path.slice(0, dot);
    const known = into.get(parent);
    if (known === undefined) into.set(parent, DYNAMIC_OBJECT);
    else if (known.kind === 'value')
      return `can't merge a non object mapping [${parent}] with an object mapping`;
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
  return DYNAMIC[String(said)] ?? null;
}

function isFalse(said: unknown): boolean {
  return said === false || said === 'false';
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
