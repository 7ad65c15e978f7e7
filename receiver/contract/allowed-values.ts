import type { Relevance } from './attributes.ts';
import type { Contract, ContractRow, JsonValue, Situation } from './contract.ts';
import { demandOf } from './field-set.ts';

/** Words that say "none": where there must be one they are the absence of a value. */
const NONE: Readonly<Record<string, { readonly word: string; readonly relevant: Relevance }>> = {
  dialMode: { word: 'NoDialMode', relevant: 'running' },
  optimizeBy: { word: 'NoOptimizationMethod', relevant: 'predictive' },
};
export const NONE_WORDS: readonly string[] = Object.values(NONE).map(({ word }) => word);

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
  const none = NONE[row.key ?? ''];
  return none !== undefined && demandOf({ ...row, relevant: none.relevant }, situations) === 'assigned'
    ? none.word
    : null;
}

/** Whether some of the situations allow a row to say "none" and others do not. */
export function dependsOnNone(row: ContractRow, situations: readonly Situation[]): boolean {
  const none = NONE[row.key ?? ''];
  return none !== undefined && demandOf({ ...row, relevant: none.relevant }, situations) === 'maybe';
}
