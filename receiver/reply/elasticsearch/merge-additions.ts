// What the values of one document add to a mapping, put together at its end: what is new must be the same all over the document.

import { type FieldMapping, type FieldMappings, fieldCount } from './field-mapping.ts';

/** Fields that an index may have; documented as the default of index.mapping.total_fields.limit. */
export const MOST_FIELDS = 1_000;
/** Documented as the default of index.mapping.depth.limit. */
export const MOST_LEVELS = 20;

/** What an index sets for itself. */
export interface FieldLimits {
  readonly mostFields: number;
  readonly mostLevels: number;
}

/** New fields, in the order of their names; or why the document is refused, as illegal_argument_exception. */
export type Merged =
  | { readonly kind: 'merged'; readonly added: FieldMappings }
  | { readonly kind: 'conflict'; readonly reason: string };

interface Seen {
  readonly mapping: FieldMapping;
  /** The first that is not the same, and whether it follows at once. */
  other: FieldMapping | null;
  isSecond: boolean;
  count: number;
}

/**
 * What a document adds. Not even a whole number and one with decimals go together in one document, though either goes into a field of
 * the other.
 * @assumption of Elasticsearch 8 that it is as in its 8.8 (its issue 96950), and in the words of OpenSearch
 */
export class Additions {
  readonly #byPath = new Map<string, Seen>();

  /** What one value maps that was not mapped before the document. */
  add(path: string, mapping: FieldMapping): void {
    const seen = this.#byPath.get(path);
    if (seen === undefined) {
      this.#byPath.set(path, { mapping, other: null, isSecond: false, count: 1 });
      return;
    }
    seen.count += 1;
    if (seen.other !== null || typeOf(seen.mapping) === typeOf(mapping)) return;
    seen.other = mapping;
    seen.isSecond = seen.count === 2;
  }

  /** Puts all together; nothing is changed. @param fields those of the index so far */
  merge(fields: FieldMappings, limits: FieldLimits): Merged {
    const sorted = [...this.#byPath].sort(([a], [b]) => (a < b ? -1 : 1));
    let reason: string | null = null;
    for (const [index, [path, seen]] of sorted.entries()) {
      reason = conflictOf(path, seen, index === 0);
      if (reason !== null) break;
    }
    reason ??= overLimit(sorted, fields, limits);
    if (reason !== null) return { kind: 'conflict', reason };
    return { kind: 'merged', added: new Map(sorted.map(([path, { mapping }]) => [path, mapping])) };
  }
}

/** The very first of all is merged into the others, the others into what is before them; so the words turn round. */
function conflictOf(path: string, { mapping, other, isSecond }: Seen, isFirst: boolean): string | null {
  if (path.includes('.') && path.split('.').some((part) => part.trim() === ''))
    return `object field cannot contain only whitespace: ['${path}']`;
  if (other === null) return null;
  const into = isFirst && isSecond;
  const [from, to] = into ? [mapping, other] : [other, mapping];
  if (from.kind === 'object' || (into && to.kind === 'object'))
    return `can't merge a non object mapping [${path}] with an object mapping`;
  return cannotBecome(path, from, to);
}

/** A field that is to be of another type than it is. */
export function cannotBecome(path: string, from: FieldMapping, to: FieldMapping): string {
  return `mapper [${path}] cannot be changed from type [${typeOf(from)}] to [${typeOf(to)}]`;
}

function overLimit(
  sorted: readonly (readonly [path: string, seen: Seen])[],
  fields: FieldMappings,
  { mostFields, mostLevels }: FieldLimits,
): string | null {
  if (sorted.length === 0) return null;
  const counts = [...fields.values(), ...sorted.map(([, { mapping }]) => mapping)].map(fieldCount);
  if (counts.reduce((sum, each) => sum + each, 0) > mostFields)
    return `Limit of total fields [${mostFields}] has been exceeded`;
  const deep = sorted.find(
    ([path, { mapping }]) => mapping.kind === 'object' && path.split('.').length >= mostLevels,
  );
  return deep === undefined
    ? null
    : `Limit of mapping depth [${mostLevels}] has been exceeded due to object field [${deep[0]}]`;
}

/** Dates of two formats are of the same type here. @assumption that they hardly meet in one document */
function typeOf(mapping: FieldMapping): string {
  return mapping.kind === 'object' ? 'ObjectMapper' : mapping.type;
}
