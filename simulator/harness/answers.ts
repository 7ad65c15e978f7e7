import type { Observation } from '../../receiver/expect/observation.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { LedgerEntry } from '../sender/ledger.ts';
import type { PostOutcome } from '../sender/transport.ts';
import type { Clock } from '../time/clock.ts';
import { Arrivals } from './arrivals.ts';
import { recordOf, sentOf } from './observed.ts';

/** The sender's own books as observations, where they are all there is to see: what was answered has arrived. */
export function answersAsArrivals({
  scenario,
  clock,
  observe,
}: {
  readonly scenario: Scenario;
  readonly clock: Clock;
  readonly observe: (observation: Observation) => void;
}): (entry: LedgerEntry) => void {
  const arrivals = new Arrivals(scenario);
  let answered = 0;
  return (entry) => {
    if (entry.outcome?.kind === 'answered') {
      answered += 1;
      observe(arrivals.arrival(recordOf(entry, answered, clock.nowMs()), entry.group));
    } else if (entry.outcome !== null && mayHaveArrived(entry.outcome)) {
      // It may have arrived all the same: a verdict on what arrived would be a guess from here on.
      observe({
        kind: 'gap',
        first: entry.number,
        last: entry.number,
        reason: `the target did not answer it (${entry.outcome.kind})`,
      });
    }
    observe(sentOf(entry, null));
  };
}

function mayHaveArrived({ bytesOut, whole }: PostOutcome): boolean {
  return bytesOut !== 0 && whole !== false;
}
