import type { GroupState } from '../../receiver/contract/vocabulary.ts';
import { isGoneForEver } from '../../receiver/expect/ledger-class.ts';
import type { Fate } from '../../receiver/expect/observation.ts';
import type { CampaignGroup } from '../campaign/campaign-group.ts';
import type { LiveRun, RunSnapshot } from '../scenario/run-snapshot.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Latencies } from '../sender/latencies.ts';
import type { Ledger } from '../sender/ledger.ts';
import type { Clock } from '../time/clock.ts';
import type { OtherEnd } from './other-end.ts';

/** What a run is made of, as much of it as can be looked at. */
export interface LiveParts {
  readonly scenario: Scenario;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly end: Pick<OtherEnd, 'counts'>;
  readonly groups: ReadonlyMap<string, CampaignGroup>;
}

/** Sums up the fates that were told so far, for the count of what is lost. */
export class FatesSoFar {
  #gone = 0;
  #undelivered = 0;

  add(fate: Fate): void {
    if (fate.fate === 'not attempted') return;
    if (isGoneForEver(fate)) this.#gone += 1;
    if (fate.outcome !== 'answered' || fate.status === null || fate.status < 200 || fate.status > 299)
      this.#undelivered += 1;
  }

  /** Lost as far as is known: what was not delivered counts until its fate is told. */
  lost({ attempted, underWay, delivered }: Pick<Ledger, 'attempted' | 'underWay' | 'delivered'>): number {
    const undelivered = attempted - underWay.size - delivered;
    return this.#gone + Math.max(0, undelivered - this.#undelivered);
  }
}

/** Makes a run one that can be looked at. All it costs the run is to count how long each attempt took. */
export function liveRun({ scenario, clock, ledger, end, groups }: LiveParts, fates: FatesSoFar): LiveRun {
  const latencies = new Latencies();
  ledger.listen({
    settled: ({ outcome }) => {
      if (outcome !== null) latencies.add(outcome.durationMs);
    },
  });
  return {
    name: scenario.name,
    file: scenario.file,
    pause: () => clock.pause(),
    resume: () => clock.resume(),
    snapshot: (): RunSnapshot => {
      const next = clock.next();
      return {
        campaignMs: clock.nowMs() - clock.epochMs,
        clock: { kind: clock.kind, speed: clock.speed },
        paused: clock.paused,
        groups: byState(groups),
        sent: ledger.attempted,
        underWay: ledger.underWay.size,
        received: end.counts().recorded ?? ledger.delivered,
        lost: fates.lost(ledger),
        latencies,
        next: next === null ? null : { label: next.label, atMs: next.atMs - clock.epochMs },
      };
    },
  };
}

function byState(groups: LiveParts['groups']): ReadonlyMap<GroupState, number> {
  const counts = new Map<GroupState, number>();
  for (const { state } of groups.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}
