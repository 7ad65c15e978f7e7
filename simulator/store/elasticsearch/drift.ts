// The mapping that an index has beside the one that the contract asks for.

import type { Contract } from '../../../receiver/contract/contract.ts';
import {
  elasticsearchMapping,
  expectedTypes,
} from '../../../receiver/contract/derive/elasticsearch-mapping.ts';
import type { Drift } from '../store.ts';
import { consequenceOf } from './consequence.ts';
import { type FoundField, fieldWords, foundFields } from './found-fields.ts';
import { type HeldAs, heldAsBy } from './held-otherwise.ts';
import type { JsonRecord } from './json-record.ts';

/** A drift as the mappings show it. */
export interface MappingDrift extends Drift {
  /** Tells the values that the index holds otherwise; null where there are none such, or it cannot be told. */
  readonly heldAs: HeldAs | null;
}

/**
 * Fields of the contract that an index maps otherwise or not at all, in the order of the contract, then those that the contract does
 * not have. Of an object that is not as it should be its members are not told.
 */
export function driftOf(contract: Contract, mapping: JsonRecord): readonly MappingDrift[] {
  const own = foundFields({ ...elasticsearchMapping(contract) });
  const found = foundFields(mapping);
  const drifts: MappingDrift[] = [];
  const hidden: string[] = [];
  for (const [path, wanted] of expectedTypes(contract)) {
    if (isWithin(path, hidden)) continue;
    const field = found.get(path);
    if (field === undefined) {
      hidden.push(path);
      drifts.push({ field: path, wanted, found: null, consequence: unmapped(mapping), heldAs: null });
    } else if (!isAsWanted(field, own.get(path)!)) {
      if (wanted === 'object' && field.type !== 'nested') hidden.push(path);
      drifts.push({
        field: path,
        wanted,
        found: fieldWords(field),
        consequence: consequenceOf(path, wanted, field),
        heldAs: heldAsBy(wanted, field),
      });
    }
  }
  return [...drifts, ...foreignFields(own, found)];
}

function foreignFields(
  own: ReadonlyMap<string, FoundField>,
  found: ReadonlyMap<string, FoundField>,
): readonly MappingDrift[] {
  const told: string[] = [];
  return [...found].flatMap(([path, field]) => {
    // A name with dots in it is mapped as objects one within another.
    const leadsToOwn = [...own.keys()].some((known) => known.startsWith(`${path}.`));
    if (own.has(path) || leadsToOwn || isWithin(path, told)) return [];
    told.push(path);
    const consequence = 'the contract has no such field';
    return [{ field: path, wanted: null, found: fieldWords(field), consequence, heldAs: null }];
  });
}

function isWithin(path: string, parents: readonly string[]): boolean {
  return parents.some((parent) => path.startsWith(`${parent}.`));
}

function isAsWanted(found: FoundField, own: FoundField): boolean {
  const { type, enabled } = own;
  // What is not looked at is of no type.
  if (found.type !== type || found.enabled !== enabled) return false;
  return type !== 'keyword' || found.ignoreAbove === own.ignoreAbove;
}

function unmapped({ dynamic = 'true' }: JsonRecord): string {
  switch (String(dynamic)) {
    case 'false':
      return 'it is not mapped: its values are kept, and not found';
    case 'strict':
      return 'it is not mapped: a notification that says something in it is refused';
    default:
      return 'it is not mapped yet: the first value that is not null decides its type';
  }
}
