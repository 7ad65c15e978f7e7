// The mapping under which an index of Elasticsearch or OpenSearch takes every notification of a contract. A sender that never sends
// twice (documented) makes a refused document a lost one, so wherever the mapping could be stricter or more lenient it is lenient.

import type { Contract, ContractRow, JsonValue } from '../contract.ts';

/** How one field is mapped. */
export type FieldMapping =
  | { readonly type: 'keyword'; readonly ignore_above: number }
  | { readonly type: 'long' | 'double'; readonly ignore_malformed?: true }
  | { readonly type: 'object'; readonly properties: FieldMappings }
  | { readonly type: 'object'; readonly enabled: false };

/** Fields by name. */
export type FieldMappings = Readonly<Record<string, FieldMapping>>;

/** What stands under `mappings` in the body of `PUT /<index>`. */
export interface IndexMapping {
  readonly dynamic: false;
  readonly properties: FieldMappings;
}

/**
 * The longest text that a keyword field indexes, in UTF-16 units, which is what ignore_above counts. Lucene refuses a document with
 * a term of more than 32,766 bytes, and a unit takes at most three bytes in UTF-8. So a name of 10 KB in any script is found by
 * its value, and a longer one is neither refused nor lost: it stays in the document and is left out of the index alone.
 */
export const LONGEST_KEYWORD = 10_922;

/**
 * The mapping derived from a contract: of its release, with the site's rows as the site has them.
 *
 * - Texts are `keyword`: names, identifiers and words of an enumeration are matched whole, never word by word.
 * - Integers are `long`, which a dynamic mapping makes of them as well; other numbers are `double`, whatever their first value is.
 * - The calling lists are an `object`, not `nested`: each nested entry is a hidden document of its own, of which one
 *   notification may have 10,000 at most, and a notification with more would be refused.
 * - `dynamic` is off: an attribute that the contract does not know stays in the document, and no first value of it can fix a type
 *   that refuses the next notification.
 * - Null needs nothing: it is kept in the document and not indexed. A stand-in would count in averages.
 * - Where a site's form of unassigned is of another type than its row, the field overlooks what it cannot index.
 */
export function elasticsearchMapping(contract: Contract): IndexMapping {
  return { dynamic: false, properties: mappingsOf(contract.rows) };
}

/** The types of that mapping by full path, such as GSW_CALLING_LISTS.GSW_STAT_HIT_RATIO; objects included, before their members. */
export function expectedTypes(contract: Contract): ReadonlyMap<string, FieldMapping['type']> {
  return new Map(typesOf(elasticsearchMapping(contract).properties, ''));
}

function mappingsOf(rows: readonly ContractRow[]): FieldMappings {
  return Object.fromEntries(rows.map((row) => [row.name, mappingOf(row)]));
}

function mappingOf(row: ContractRow): FieldMapping {
  const odd = oddValue(row);
  switch (row.type) {
    case 'string':
      return { type: 'keyword', ignore_above: LONGEST_KEYWORD };
    case 'integer':
      if (typeof odd === 'number') return { type: 'double' };
      return odd === null ? { type: 'long' } : { type: 'long', ignore_malformed: true };
    case 'number':
      return odd === null ? { type: 'double' } : { type: 'double', ignore_malformed: true };
    case 'list':
      // An object field refuses a single value, whatever else is said of it, unless nothing of it is looked at.
      return odd === null
        ? { type: 'object', properties: mappingsOf(row.items) }
        : { type: 'object', enabled: false };
  }
}

/** The unassigned form of a row where its type would not take it; else null. */
function oddValue({ type, unassigned }: ContractRow): JsonValue {
  if (unassigned.form === 'omit' || type === 'string') return null;
  const { value } = unassigned;
  if (type === 'list') return Array.isArray(value) ? null : value;
  const fits = type === 'integer' ? Number.isSafeInteger(value) : typeof value === 'number';
  return fits ? null : value;
}

function typesOf(mappings: FieldMappings, prefix: string): (readonly [string, FieldMapping['type']])[] {
  return Object.entries(mappings).flatMap(([name, mapping]) => {
    const path = prefix + name;
    const members = 'properties' in mapping ? typesOf(mapping.properties, `${path}.`) : [];
    return [[path, mapping.type] as const, ...members];
  });
}
