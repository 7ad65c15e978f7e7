import type { Placed } from '../../receiver/document/shape.ts';
import { NONE } from '../../receiver/expect/count-demand.ts';
import type { LedgerClass } from '../../receiver/expect/ledger-class.ts';
import type { ExpectationSpec } from '../../receiver/expect/vocabulary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { OtherEnd } from './other-end.ts';

const KEPT: readonly LedgerClass[] = ['gone', 'rejected but stored', 'altered', 'duplicated'];

/**
 * What a run demands although its scenario does not say so: who has a store read back wants to know whether it takes and keeps what it
 * is sent, once and unaltered. A scenario with a demand of its own on the ledger says better what it wants.
 */
export function impliedBy(
  end: Pick<OtherEnd, 'hasStore'>,
  { expectations, file }: Scenario,
): readonly Placed<ExpectationSpec>[] {
  if (!end.hasStore || expectations.some(({ value }) => value.kind === 'ledger')) return [];
  return [
    {
      value: { kind: 'ledger', ledger: new Map(KEPT.map((name) => [name, NONE])) },
      place: { source: { name: `${file} (implied by its target's store)`, text: '' }, start: 0, end: 0 },
    },
  ];
}
