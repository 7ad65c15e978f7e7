import { type Contract, type ContractRow, isRelevant, type Situation } from './contract.ts';

/**
 * What one attribute must look like in one situation.
 *
 * - `assigned`: present with a value of its type (null only where the row is nullable);
 * - `maybe`: assigned or unassigned, for what the configuration may lack;
 * - `unassigned`: the row's unassigned form, nothing else.
 */
export interface FieldDemand {
  readonly row: ContractRow;
  readonly demand: 'assigned' | 'maybe' | 'unassigned';
}

/** The field set that a notification must carry in a situation: one demand per row, in the order of the contract. */
export function fieldSet(contract: Contract, situation: Situation): FieldDemand[] {
  return contract.rows.map((row) => ({ row, demand: demandOf(row, [situation]) }));
}

/**
 * The demand on a row where the situation is one of several, because a body does not say which: `maybe` where they disagree.
 * Needs at least one situation.
 */
export function demandOf(row: ContractRow, situations: readonly Situation[]): FieldDemand['demand'] {
  const relevant = situations.filter((situation) => isRelevant(row.relevant, situation)).length;
  if (relevant === 0) return 'unassigned';
  return row.relevant === 'configured' || relevant < situations.length ? 'maybe' : 'assigned';
}
