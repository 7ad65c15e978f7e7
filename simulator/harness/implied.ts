import type { Place } from '../../receiver/document/place.ts';
import type { Placed } from '../../receiver/document/shape.ts';
import { NONE } from '../../receiver/expect/count-demand.ts';
import type { LedgerSpec } from '../../receiver/expect/ledger.ts';
import { belongs, type LedgerClass } from '../../receiver/expect/ledger-class.ts';
import type { LostSpec } from '../../receiver/expect/lost.ts';
import type { Fate } from '../../receiver/expect/observation.ts';
import type { OutcomeSpec } from '../../receiver/expect/outcome.ts';
import { selectionOf } from '../../receiver/expect/selection.ts';
import { isOfClass, isUnacknowledged } from '../../receiver/expect/sent-class.ts';
import type { ExpectationSpec } from '../../receiver/expect/vocabulary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { usesNetwork } from '../scenario/steps/network.ts';
import type { OtherEnd } from './other-end.ts';

const KEPT: readonly LedgerClass[] = ['gone', 'rejected but stored', 'altered', 'duplicated'];

/**
 * What a run demands although its scenario does not say so: a target must answer everything with 2xx, and a store that is read back
 * must keep it, once and unaltered. Notifications that the scenario counts itself (`lost`, `outcome`, `ledger`) are left to it; what
 * it demands of all of them without a restriction is not demanded twice. The embedded receiver only does what the scenario tells
 * it, so nothing is implied there.
 */
export function impliedBy(
  end: Pick<OtherEnd, 'kind' | 'hasStore'>,
  scenario: Scenario,
): readonly Placed<ExpectationSpec>[] {
  if (end.kind !== 'target') return [];
  const own = scenario.expectations.map(({ value }) => value).filter(isAboutEnds);
  const whole = own.filter(
    ({ group, event, from, until }) => (group ?? event ?? from ?? until) === undefined,
  );
  return end.hasStore ? keptBy(own, whole, scenario) : takenBy(own, whole, scenario);
}

/** A demand on what became of notifications. */
type OwnDemand = LostSpec | OutcomeSpec | LedgerSpec;

function isAboutEnds(spec: ExpectationSpec): spec is OwnDemand {
  return spec.kind === 'lost' || spec.kind === 'outcome' || spec.kind === 'ledger';
}

function takenBy(
  own: readonly OwnDemand[],
  whole: readonly OwnDemand[],
  scenario: Scenario,
): readonly Placed<ExpectationSpec>[] {
  if (whole.some(({ kind }) => kind === 'lost')) return [];
  return [
    {
      value: {
        kind: 'taken',
        besides: countedBy(own, scenario),
        answeredOnly: usesNetwork(scenario),
        alone: scenario.expectations.length === 0,
      },
      place: impliedPlace(scenario, 'its target'),
    },
  ];
}

function keptBy(
  own: readonly OwnDemand[],
  whole: readonly OwnDemand[],
  scenario: Scenario,
): readonly Placed<ExpectationSpec>[] {
  const ledgers = whole.filter((spec) => spec.kind === 'ledger');
  if (ledgers.some(limitsStored)) return [];
  const demanded = KEPT.filter((name) => !ledgers.some(({ ledger }) => ledger.has(name)));
  if (demanded.length === 0) return [];
  return [
    {
      value: {
        kind: 'ledger',
        ledger: new Map(demanded.map((name) => [name, NONE])),
        besides: countedBy(own, scenario),
      },
      place: impliedPlace(scenario, "its target's store"),
    },
  ];
}

function impliedPlace({ file }: Scenario, by: string): Place {
  return { source: { name: `${file} (implied by ${by})`, text: '' }, start: 0, end: 0 };
}

/**
 * Whether the scenario counts a notification among those that were not taken or not kept: then how many of these there may be is up
 * to it. `lost` counts what was not answered with 2xx; `outcome` and `ledger` count their classes, where the outcome `answered`
 * says nothing about success, and a ledger that limits `stored` speaks of all that is not stored too.
 */
function countedBy(own: readonly OwnDemand[], { groups }: Scenario): (told: Fate) => boolean {
  const known = groups.map(({ settings }) => settings.label);
  const counting = own.map((spec) => {
    const { selects } = selectionOf(spec, { known });
    const counts = counter(spec);
    return (told: Fate) => selects(told) && counts(told);
  });
  return (told) => counting.some((counts) => counts(told));
}

function counter(spec: OwnDemand): (told: Fate) => boolean {
  switch (spec.kind) {
    case 'lost':
      return isUnacknowledged;
    case 'outcome': {
      const classes = [...spec.outcome.keys()].filter((name) => name !== 'answered');
      return (told) => classes.some((name) => isOfClass(told, name));
    }
    case 'ledger': {
      if (limitsStored(spec)) return () => true;
      const classes = [...spec.ledger.keys()].filter((name) => name !== 'stored');
      return (told) => classes.some((name) => belongs(told, name) !== 'no');
    }
  }
}

function limitsStored({ ledger }: LedgerSpec): boolean {
  return (ledger.get('stored')?.max ?? null) !== null;
}
