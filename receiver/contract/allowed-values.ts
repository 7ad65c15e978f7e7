import type { Contract, ContractRow, JsonValue, Situation } from './contract.ts';
import { demandOf } from './field-set.ts';

/** Words that say "none": on the wire they are the absence of a value, not one. */
export const NONE_WORDS: readonly string[] = ['NoDialMode', 'NoOptimizationMethod'];

/** The values that a row may carry while it is relevant; null where any of its type will do. */
export function allowedValues(
  row: ContractRow,
  situations: readonly Situation[],
  contract: Contract,
): Set<JsonValue> | null {
  if (row.key === null) return new Set([row.constant]);
  if (row.enumeration === null) return null;
  const events: readonly string[] = contract.events;
  const none = refusedNone(row, situations);
  return new Set(
    [...row.values]
      .filter(([word]) => word !== none && (row.key !== 'event' || events.includes(word)))
      .map(([, value]) => value),
  );
}

/**
 * The word for "none" that a relevant row must not carry in any of the situations; null where it may. A site may make the dial
 * mode relevant always: a group that does not dial then has none.
 */
function refusedNone(row: ContractRow, situations: readonly Situation[]): string | null {
  for (const [key, none, relevant] of [
    ['dialMode', 'NoDialMode', 'running'],
    ['optimizeBy', 'NoOptimizationMethod', 'predictive'],
  ] as const) {
    if (row.key === key) return demandOf({ ...row, relevant }, situations) === 'assigned' ? none : null;
  }
  return null;
}
