// What became of all notifications of a run, summed up.

import type { EventName } from '../../receiver/contract/vocabulary.ts';
import type { FateName, LostWhere } from '../../receiver/expect/fates.ts';
import type { Fate } from '../../receiver/expect/observation.ts';

/** All notifications that came to one end at one place. */
export interface FateCount {
  readonly fate: FateName;
  readonly where: LostWhere;
  readonly count: number;
  /** The one with the lowest number. */
  readonly first: Fate;
}

/**
 * Notifications of one group and one event that were lost one after another, in one way, for one reason: between the first and the
 * last of them nothing else became of any notification of the group.
 */
export interface LossRun {
  readonly first: Fate;
  readonly last: Fate;
  readonly count: number;
  /** Every one has the very detail of the first. */
  readonly alike: boolean;
}

/** A group of which the last state change is lost, so that whoever reads what is kept believes an older one. */
export interface Belief {
  readonly group: string;
  /** The last state change that is kept, or was answered with 2xx where nobody looked; null: none ever was. */
  readonly kept: StateChange | null;
  /** The last state change that there was. */
  readonly last: StateChange & { readonly fate: FateName };
  /** A periodic message of the group, which tells its state too, was kept later. */
  readonly toldByPeriodic: boolean;
}

/** One state change that was to be told. */
export interface StateChange {
  /** The notification's. */
  readonly number: number;
  readonly event: EventName;
  /** Milliseconds of campaign time since the start. */
  readonly atMs: number;
}

/** What became of every notification in the end. */
export interface LedgerAccount {
  readonly fates: ReadonlyMap<FateName, number>;
  /** The lost ones by where they were lost. */
  readonly lostWhere: ReadonlyMap<NonNullable<LostWhere>, number>;
  /** The first of those that are anything but `stored` or `answered`, in the order of their numbers. */
  readonly notable: readonly Fate[];
  /** In the order of the table of fates. */
  readonly counts: readonly FateCount[];
  /** What is lost, or was out and never answered, or not attempted; in the order of their first numbers. */
  readonly losses: readonly LossRun[];
  /** Such notifications beyond the runs that are kept. */
  readonly lossesLeftOut: number;
  /** State changes that were attempted and are gone for ever. */
  readonly lostStateChanges: number;
  readonly beliefs: readonly Belief[];
}
