// One document against the mapping of its index: what it adds to it, or why it is refused. The mapping itself is not touched.

import { type Cause, misfitOf, previewOf } from './check-value.ts';
import { DYNAMIC_OBJECT, type Dynamic, type FieldMapping, type FieldMappings } from './field-mapping.ts';
import { fieldNameProblem, pathOf } from './field-name.ts';
import type { FlavourTraits } from './flavour.ts';
import { type DynamicRules, mappingOfValue, PLAIN_RULES } from './map-dynamically.ts';
import { Additions, type FieldLimits, MOST_FIELDS, MOST_LEVELS } from './merge-additions.ts';
import {
  type DocumentObject,
  type DocumentValue,
  lineAndColumn,
  type NoDocument,
  readDocument,
} from './read-document.ts';

/** What a document comes to. */
export type DocumentVerdict =
  /** Fields that are new, in the order of their names. */
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
  readonly rules: MappingRules;
}

/** What else decides on the mapping of new fields. */
export interface MappingRules extends DynamicRules, FieldLimits {
  /** As GET _mapping says them. */
  readonly said: Readonly<Record<string, unknown>>;
}

/** Of an index about which nothing is said. */
export const DEFAULT_RULES: MappingRules = {
  ...PLAIN_RULES,
  mostFields: MOST_FIELDS,
  mostLevels: MOST_LEVELS,
  said: {},
};

/** Judges a document. @param id as the error names it */
export function takeDocument(
  body: string,
  id: string,
  mapping: MappingState,
  traits: FlavourTraits,
): DocumentVerdict {
  const document = readDocument(body);
  if (document.kind === 'no document') return unreadable(document, body, traits, mapping.rules);
  if (document.kind !== 'object') {
    return traits.words === '7'
      ? NOT_JSON
      : refused('parsing', 'Malformed content, must start with an object', lineAndColumn(body, 0));
  }
  const taking = new Taking(body, id, mapping, traits);
  const refusal = taking.object(document, '', mapping.dynamic, 1);
  if (refusal !== null) return refusal;
  const merged = taking.additions.merge(mapping.fields, mapping.rules);
  return merged.kind === 'merged'
    ? { kind: 'fits', added: merged.added }
    : refused('limit', merged.reason, null);
}

function unreadable(
  { why, message, at }: NoDocument,
  body: string,
  traits: FlavourTraits,
  { mostLevels }: FieldLimits,
): Refusal {
  if (traits.words === '7') return unreadableIn7({ why, message }, body, traits, mostLevels);
  if (body.trim() === '') return refused('parsing', 'failed to parse, document is empty', null);
  const place = lineAndColumn(body, at);
  const type = why === 'duplicate' || why === 'deep' ? 'x_content_parse_exception' : 'json_parse_exception';
  return refused('parsing', 'failed to parse', place, { type, reason: `[${place}] ${message}` });
}

/** Without the place, and what else was expected there, which 7 puts behind it. */
function unreadableIn7(
  { why, message }: Pick<NoDocument, 'why' | 'message'>,
  body: string,
  { limitsNesting }: FlavourTraits,
  mostLevels: number,
): Refusal {
  if (!body.trimStart().startsWith('{')) return NOT_JSON;
  if (why === 'deep' && limitsNesting) return tooDeep('field', mostLevels);
  const [extra, token] = why.split(' ');
  const cause =
    extra === 'extra' && token !== undefined
      ? { type: 'illegal_argument_exception', reason: `${message}: ${token}` }
      : { type: why === 'end' ? 'json_e_o_f_exception' : 'json_parse_exception', reason: message };
  return refused('parsing', 'failed to parse', null, cause);
}

const NOT_JSON = refused('parsing', 'failed to parse', null, {
  type: 'not_x_content_exception',
  reason: 'Compressor detection can only be called on some xcontent bytes or compressed xcontent bytes',
});

function tooDeep(what: 'field' | 'nested array field', mostLevels: number): Refusal {
  return refused('parsing', 'failed to parse', null, {
    type: 'parse_exception',
    reason: `The depth of the ${what} has exceeded the allowed limit of [${mostLevels}]. This limit can be set by changing the [index.mapping.depth.limit] index level setting.`,
  });
}

function refused(
  what: Refusal['what'],
  reason: string,
  at: string | null,
  cause: Cause | null = null,
): Refusal {
  return { kind: 'refused', what, reason, at, cause };
}

/** Where a value stands. */
interface Place {
  readonly path: string;
  /** The path of the object around it. */
  readonly within: string;
  /** As it is written before the value; null in a list. */
  readonly name: string | null;
  readonly dynamic: Dynamic;
  /** Of objects and of lists around it. */
  readonly objects: number;
  readonly lists: number;
}

class Taking {
  readonly additions = new Additions();
  readonly #body: string;
  readonly #id: string;
  readonly #fields: FieldMappings;
  readonly #rules: MappingRules;
  readonly #traits: FlavourTraits;

  constructor(body: string, id: string, { fields, rules }: MappingState, traits: FlavourTraits) {
    this.#body = body;
    this.#id = id;
    this.#fields = fields;
    this.#rules = rules;
    this.#traits = traits;
  }

  object({ members }: DocumentObject, path: string, dynamic: Dynamic, objects: number): Refusal | null {
    if (this.#traits.limitsNesting && objects > this.#rules.mostLevels)
      return tooDeep('field', this.#rules.mostLevels);
    for (const { name, value } of members) {
      const refusal = this.#member(name, value, path, dynamic, objects);
      if (refusal !== null) return refusal;
    }
    return null;
  }

  #at(value: DocumentValue, end = false): string {
    return lineAndColumn(this.#body, end ? value.end - 1 : value.start);
  }

  /** A name with dots is a path through objects. */
  #member(
    name: string,
    value: DocumentValue,
    path: string,
    dynamic: Dynamic,
    objects: number,
  ): Refusal | null {
    const { words, metadata } = this.#traits;
    const problem = fieldNameProblem(name, words);
    if (problem !== null)
      return refused('parsing', 'failed to parse', this.#at(value), {
        type: 'illegal_argument_exception',
        reason: problem,
      });
    if (path === '' && metadata.has(name)) return this.#metadata(name, value);
    const steps = pathOf(name);
    let within = path;
    let policy = dynamic;
    // Null is no reason to map what is around it.
    const passed: string[] = [];
    for (const step of steps.slice(0, -1)) {
      const parent = join(within, step);
      const known = this.#fields.get(parent);
      if (known === undefined) {
        if (policy === 'false') return null;
        if (policy === 'strict') return this.#strict(parent, within, value);
        passed.push(parent);
      } else if (known.kind === 'value') {
        const reason = `Could not dynamically add mapping for field [${join(path, name)}]. Existing mapping for [${parent}] must be of type object but found [${known.type}].`;
        return refused('parsing', reason, this.#at(value));
      } else {
        if (!known.enabled) return null;
        policy = known.dynamic ?? policy;
      }
      within = parent;
    }
    if (value.kind !== 'null') for (const each of passed) this.additions.add(each, DYNAMIC_OBJECT);
    const place = { path: join(within, steps.at(-1)!), within, name, dynamic: policy, objects, lists: 0 };
    return this.#field(value, place);
  }

  #metadata(name: string, value: DocumentValue): Refusal {
    const reason = `Field [${name}] is a metadata field and cannot be added inside a document. Use the index API request parameters.`;
    if (this.#traits.words === '8') return refused('parsing', reason, this.#at(value));
    return this.#failed(name, name, value, { type: 'mapper_parsing_exception', reason });
  }

  #field(value: DocumentValue, place: Place): Refusal | null {
    const { path, within, name, dynamic, objects, lists } = place;
    let mapping = this.#fields.get(path);
    if (mapping === undefined && dynamic === 'strict') return this.#strict(path, within, value);
    if (value.kind === 'null') return null;
    if (value.kind === 'list') {
      if (this.#traits.limitsNesting && lists >= this.#rules.mostLevels)
        return tooDeep('nested array field', this.#rules.mostLevels);
      for (const item of value.items) {
        const refusal =
          item.kind === 'null' ? null : this.#field(item, { ...place, name: null, lists: lists + 1 });
        if (refusal !== null) return refusal;
      }
      return null;
    }
    if (mapping === undefined) {
      if (dynamic === 'false') return null;
      mapping = this.#mappingOf(value, path);
      this.additions.add(path, mapping);
    }
    if (mapping.kind === 'object') {
      if (!mapping.enabled) return null;
      if (value.kind === 'object') return this.object(value, path, mapping.dynamic ?? dynamic, objects + 1);
      const reason = `object mapping for [${path}] tried to parse field [${name}] as object, but found a concrete value`;
      return refused('parsing', reason, this.#at(value));
    }
    const misfit = misfitOf(value, mapping, () => this.#at(value), this.#traits.words);
    if (misfit === null || (misfit.ignorable && mapping.ignoreMalformed)) return null;
    return this.#failed(path, mapping.type, value, misfit.cause);
  }

  #mappingOf(value: DocumentValue, path: string): FieldMapping {
    return mappingOfValue(value, path, this.#rules)!;
  }

  #failed(path: string, type: string, value: DocumentValue, cause: Cause): Refusal {
    const reason = `failed to parse field [${path}] of type [${type}] in document with id '${this.#id}'. Preview of field's value: '${previewOf(value, this.#traits.previewsAsFloat ? type : undefined)}'`;
    return refused('parsing', reason, this.#at(value, value.kind === 'object'), cause);
  }

  #strict(path: string, within: string, value: DocumentValue): Refusal {
    const reason = `mapping set to strict, dynamic introduction of [${nameOf(path)}] within [${within === '' ? '_doc' : within}] is not allowed`;
    return refused('strict', reason, this.#at(value));
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
