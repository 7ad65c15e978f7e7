import type { ReleaseName } from '../../receiver/contract/releases.ts';
import type { Place } from '../../receiver/document/place.ts';
import type { Verdict } from '../../receiver/expect/expectation.ts';
import type { ConnectionCounts } from '../sender/connection-book.ts';
import type { LedgerEntry, OutcomeCounts } from '../sender/ledger.ts';
import type { StoreComparison } from '../store/store.ts';
import type { LedgerAccount } from './ledger-account.ts';
import type { StepFailure } from './stage.ts';
import type { NetworkFaults, Timeline } from './timeline.ts';

/** An expectation of the scenario with what became of it. */
export interface JudgedExpectation {
  readonly place: Place;
  readonly verdict: Verdict;
}

export interface RunCounts {
  /** Notifications that the groups gave cause for. */
  readonly intended: number;
  readonly attempted: number;
  /** Answered with 2xx. */
  readonly delivered: number;
  readonly outcomes: OutcomeCounts;
  /** POSTs that the embedded receiver recorded; null behind an external target. */
  readonly recorded: number | null;
  /** Recorded bodies that are no JSON object. */
  readonly unusable: number;
  /** Bodies that arrived although all of their kind had arrived before. */
  readonly strays: number;
  readonly bytesOut: number;
  /** Of the sender, by who ended them; absent where nothing was sent over any. */
  readonly connections?: ConnectionCounts;
}

/**
 * - `passed`: every expectation judged something and held;
 * - `failed`: an expectation or a step failed;
 * - `inconclusive`: nothing failed, but something could not be judged.
 */
export type RunStatus = 'passed' | 'failed' | 'inconclusive';

/** One scenario played to its end, or as far as it came. */
export interface RunResult {
  readonly name: string;
  readonly file: string;
  readonly status: RunStatus;
  /** Why it is inconclusive although no single expectation is; null otherwise. */
  readonly reason: string | null;
  /** It was stopped from outside before its end. */
  readonly interrupted: boolean;
  readonly release: ReleaseName;
  readonly contractTitle: string;
  readonly seed: number;
  readonly epochMs: number;
  readonly clock: { readonly kind: 'virtual' | 'real' | 'scaled'; readonly speed: number | null };
  /** Campaign time that passed, and real time that it took. */
  readonly campaignMs: number;
  readonly realMs: number;
  /** Who received: the embedded receiver or the external target. */
  readonly receiver: { readonly kind: 'embedded' | 'target' | 'none'; readonly url: string };
  readonly timelines: readonly Timeline[];
  readonly networkFaults: NetworkFaults;
  readonly counts: RunCounts;
  readonly judged: readonly JudgedExpectation[];
  readonly stepFailures: readonly StepFailure[];
  /** The first notifications that were attempted and not delivered. */
  readonly lost: readonly LedgerEntry[];
  readonly ledger: LedgerAccount;
  /** What the target's store was found to hold; null where there is none to be read. */
  readonly store: StoreComparison | null;
  /** How often the scenario told the receiver how to behave, and an external target could not hear it. */
  readonly unheard: number;
  /** Why notifications were not attempted, with how many each. */
  readonly notAttempted: ReadonlyMap<string, number>;
}

/** The status that follows from what was judged. */
export function statusOf(
  judged: readonly JudgedExpectation[],
  stepFailures: readonly StepFailure[],
  {
    interrupted,
    unheard,
    unread,
  }: { readonly interrupted: boolean; readonly unheard: number; readonly unread: string | null },
): { readonly status: RunStatus; readonly reason: string | null } {
  if (stepFailures.length > 0 || judged.some(({ verdict }) => verdict.status === 'failed'))
    return { status: 'failed', reason: null };
  if (interrupted) return { status: 'inconclusive', reason: 'it was interrupted before its end' };
  if (unread !== null) return { status: 'inconclusive', reason: `the store was not read: ${unread}` };
  if (judged.some(({ verdict }) => verdict.status === 'inconclusive'))
    return { status: 'inconclusive', reason: null };
  if (unheard > 0) {
    return {
      status: 'inconclusive',
      reason: 'it tells the receiver how to answer, and a target answers as it likes',
    };
  }
  if (judged.length === 0)
    return { status: 'inconclusive', reason: 'it expects nothing, so nothing was judged' };
  return { status: 'passed', reason: null };
}
