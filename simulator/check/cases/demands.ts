// What many cases demand, what they rest on, and what keeps them from being sent.

import type { FactKey } from '../../../receiver/contract/attributes.ts';
import type { Contract } from '../../../receiver/contract/contract.ts';
import { PAGES } from '../../../receiver/contract/mark.ts';
import type { EventName } from '../../../receiver/contract/vocabulary.ts';
import type { CaseContext, Reason } from '../case.ts';

/** The demand of most cases. */
export const TAKEN_AND_KEPT = 'each is answered with 2xx in time, and kept as it was sent';

/** A reason that was read in the vendor's public pages. */
export function documented(text: string, source: string = PAGES.published): Reason {
  return { text, mark: 'documented', source };
}

/** A reason that follows from a documented neighbour. */
export function inferred(text: string, source: string): Reason {
  return { text, mark: 'inferred', source };
}

/** A reason that nothing public settles. */
export function assumed(text: string, source = 'no public page settles it'): Reason {
  return { text, mark: 'assumed', source };
}

/** Names of the attributes of a contract that carry a fact, those of calling lists too. */
export function wireNames({ rows }: Contract, keys: readonly FactKey[]): string[] {
  const all = rows.flatMap((row) => [row, ...row.items]);
  return [...new Set(all.filter(({ key }) => key !== null && keys.includes(key)).map(({ name }) => name))];
}

/** For `leftOut`: the contract reports no such event. */
export function without(event: EventName): (context: CaseContext) => string | null {
  return ({ contract }) => (contract.events.includes(event) ? null : `${contract.title} reports no ${event}`);
}

/** For `leftOut`: the contract has none of these attributes. */
export function lacking(what: string, ...keys: readonly FactKey[]): (context: CaseContext) => string | null {
  return ({ contract }) =>
    wireNames(contract, keys).length > 0 ? null : `${contract.title} sends no ${what}`;
}

/** The statistics that are fractions of 1 or seconds. */
export const STATISTICS = ['busyFactor', 'hitRatio', 'overdialRate', 'timeToComplete'] as const;

/** For `leftOut`: POSTs of the release carry no statistics. */
export const WITHOUT_STATISTICS = lacking('statistics', ...STATISTICS);

/** For `leftOut`: they tell nothing of calling lists. */
export const WITHOUT_LISTS = lacking('calling lists', 'callingLists');
