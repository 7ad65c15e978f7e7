// One document against the mapping of its index: what it adds to it, or why it is refused. The mapping itself is not touched.

import { type Cause, misfitOf, previewOf } from './check-value.ts';
import { type Dynamic, type FieldMapping, type FieldMappings, fieldCount } from './field-mapping.ts';
import { mappingOfValue } from './map-dynamically.ts';
import {
  type DocumentObject,
  type DocumentValue,
  lineAndColumn,
  type NoDocument,
  readDocument,
} from './read-document.ts';

/** Fields that an index may have; documented as the default of index.mapping.total_fields.limit. */
export const MOST_FIELDS = 1_000;
/** Documented as the default of index.mapping.depth.limit. */
export const MOST_LEVELS = 20;
/** Names that only Elasticsearch itself gives to fields of a document. */
const METADATA: ReadonlySet<string> = new Set([
  '_id',
  '_index',
  '_source',
  '_routing',
  '_type',
  '_field_names',
  '_ignored',
  '_seq_no',
  '_version',
]);

/** What a document comes to. */
export type DocumentVerdict =
  /** Fields that are new, in the order in which they came. */
  | { readonly kind: 'fits'; readonly added: FieldMappings }
  | {
      readonly kind: 'refused';
      /** What is wrong in general decides on the type of the error. */
      readonly what: 'parsing' | 'strict' | 'limit';
      readonly reason: string;
      /** `1:15`; null where it is not about a place. */
      readonly at: string | null;
      readonly cause: Cause | null;
    };

type Refusal = Extract<DocumentVerdict, { kind: 'refused' }>;

/** The mapping of an index as documents meet it. */
export interface MappingState {
  readonly fields: FieldMappings;
  /** Of the root. */
  readonly dynamic: Dynamic;
}

/** Judges a document. @param id as the error names it */
export function takeDocument(body: string, id: string, mapping: MappingState): DocumentVerdict {
  const document = readDocument(body);
  if (document.kind === 'no document') return unreadable(document, body);
  if (document.kind !== 'object') {
    return refused('parsing', 'Malformed content, must start with an object', lineAndColumn(body, 0));
  }
  const taking = new Taking(body, id, mapping);
  const refusal = taking.object(document, '', mapping.dynamic);
  return refusal ?? { kind: 'fits', added: taking.added };
}

function unreadable({ why, message, at }: NoDocument, body: string): Refusal {
  if (body.trim() === '') return refused('parsing', 'failed to parse, document is empty', null);
  const place = lineAndColumn(body, at);
  const type = why === 'syntax' ? 'json_parse_exception' : 'x_content_parse_exception';
  return refused('parsing', 'failed to parse', place, { type, reason: `[${place}] ${message}` });
}

function refused(
  what: Refusal['what'],
  reason: string,
  at: string | null,
  cause: Cause | null = null,
): Refusal {
  return { kind: 'refused', what, reason, at, cause };
}

class Taking {
  readonly added = new Map<string, FieldMapping>();
  readonly #body: string;
  readonly #id: string;
  readonly #fields: FieldMappings;
  /** Fields that there are and that are added; null until it matters. */
  #count: number | null = null;

  constructor(body: string, id: string, { fields }: MappingState) {
    this.#body = body;
    this.#id = id;
    this.#fields = fields;
  }

  object({ members }: DocumentObject, path: string, dynamic: Dynamic): Refusal | null {
    for (const { name, value } of members) {
      const refusal = this.#member(name, value, path, dynamic);
      if (refusal !== null) return refusal;
    }
    return null;
  }

  #at(value: DocumentValue, end = false): string {
    return lineAndColumn(this.#body, end ? value.end - 1 : value.start);
  }

  #mapping(path: string): FieldMapping | undefined {
    return this.#fields.get(path) ?? this.added.get(path);
  }

  /** A name with dots is a path through objects. */
  #member(name: string, value: DocumentValue, path: string, dynamic: Dynamic): Refusal | null {
    const problem = nameProblem(name);
    if (problem !== null)
      return refused('parsing', 'failed to parse', this.#at(value), {
        type: 'illegal_argument_exception',
        reason: problem,
      });
    if (path === '' && METADATA.has(name)) {
      return refused(
        'parsing',
        `Field [${name}] is a metadata field and cannot be added inside a document. Use the index API request parameters.`,
        this.#at(value),
      );
    }
    const steps = name.split('.');
    let within = path;
    let policy = dynamic;
    for (const step of steps.slice(0, -1)) {
      const parent = join(within, step);
      const known = this.#mapping(parent);
      if (known === undefined) {
        const stop = this.#add(parent, within, { ...NO_MEMBERS, start: value.start }, policy);
        if (stop !== 'added') return stop === 'ignored' ? null : stop;
      } else if (known.kind === 'value') {
        const reason = `Could not dynamically add mapping for field [${join(path, name)}]. Existing mapping for [${parent}] must be of type object but found [${known.type}].`;
        return refused('parsing', reason, this.#at(value));
      } else {
        if (!known.enabled) return null;
        policy = known.dynamic ?? policy;
      }
      within = parent;
    }
    const last = steps.at(-1)!;
    return this.#field(join(within, last), within, value, policy);
  }

  #field(path: string, within: string, value: DocumentValue, dynamic: Dynamic): Refusal | null {
    if (value.kind === 'null') return null;
    if (value.kind === 'list') {
      for (const item of value.items) {
        const refusal = this.#field(path, within, item, dynamic);
        if (refusal !== null) return refusal;
      }
      return null;
    }
    let mapping = this.#mapping(path);
    if (mapping === undefined) {
      const added = this.#add(path, within, value, dynamic);
      if (added !== 'added') return added === 'ignored' ? null : added;
      mapping = this.#mapping(path)!;
    }
    if (mapping.kind === 'object') {
      if (!mapping.enabled) return null;
      if (value.kind === 'object') return this.object(value, path, mapping.dynamic ?? dynamic);
      const reason = `object mapping for [${path}] tried to parse field [${nameOf(path)}] as object, but found a concrete value`;
      return refused('parsing', reason, this.#at(value));
    }
    const misfit = misfitOf(value, mapping, () => this.#at(value));
    if (misfit === null || (misfit.ignorable && mapping.ignoreMalformed)) return null;
    const reason = `failed to parse field [${path}] of type [${mapping.type}] in document with id '${this.#id}'. Preview of field's value: '${previewOf(value)}'`;
    return refused('parsing', reason, this.#at(value, value.kind === 'object'), misfit.cause);
  }

  #add(path: string, within: string, value: DocumentValue, dynamic: Dynamic): 'added' | 'ignored' | Refusal {
    if (dynamic === 'false') return 'ignored';
    if (dynamic === 'strict') {
      const reason = `mapping set to strict, dynamic introduction of [${nameOf(path)}] within [${within === '' ? '_doc' : within}] is not allowed`;
      return refused('strict', reason, this.#at(value));
    }
    const mapping = mappingOfValue(value)!;
    this.#count ??= [...this.#fields.values()].reduce((sum, each) => sum + fieldCount(each), 0);
    this.#count += fieldCount(mapping);
    if (this.#count > MOST_FIELDS)
      return refused('limit', `Limit of total fields [${MOST_FIELDS}] has been exceeded`, null);
    if (mapping.kind === 'object' && path.split('.').length >= MOST_LEVELS) {
      const reason = `Limit of mapping depth [${MOST_LEVELS}] has been exceeded due to object field [${path}]`;
      return refused('limit', reason, null);
    }
    this.added.set(path, mapping);
    return 'added';
  }
}

const NO_MEMBERS: DocumentObject = { kind: 'object', members: [], start: 0, end: 0 };

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function nameProblem(name: string): string | null {
  if (name === '') return 'field name cannot be an empty string';
  if (name.trim() === '') return 'field name cannot contain only whitespace';
  if (!name.includes('.')) return null;
  return name.split('.').some((part) => part.trim() === '')
    ? `field name starting or ending with a [.] makes object resolution ambiguous: [${name}]`
    : null;
}
