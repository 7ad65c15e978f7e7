import type { GroupState } from '../../receiver/contract/vocabulary.ts';
import type { Latencies } from '../sender/latencies.ts';

/** What the clock does next. */
export interface NextEvent {
  /** For people: `periodic message of spring`. */
  readonly label: string;
  /** Campaign milliseconds since the epoch. */
  readonly atMs: number;
}

/** A run as it stands at one moment. */
export interface RunSnapshot {
  /** Campaign time that has passed, in milliseconds. */
  readonly campaignMs: number;
  readonly clock: { readonly kind: 'virtual' | 'real' | 'scaled'; readonly speed: number | null };
  readonly paused: boolean;
  /** Groups by their states; no state without a group. */
  readonly groups: ReadonlyMap<GroupState, number>;
  /** Notifications whose attempt has begun, and of them those under way. */
  readonly sent: number;
  readonly underWay: number;
  /** Requests that the embedded receiver has recorded; behind a target, answers with 2xx. */
  readonly received: number;
  /** Attempts that ended and brought nothing, as far as is known by now: a store that is read at the end may know better. */
  readonly lost: number;
  /** Of all attempts that have ended. Goes on counting: to be read at once. */
  readonly latencies: Latencies;
  /** Null where nothing is due any more. */
  readonly next: NextEvent | null;
}

/** A run that can be looked at, and made to stand still, while it goes on. */
export interface LiveRun {
  readonly name: string;
  readonly file: string;
  snapshot(): RunSnapshot;
  /** Makes campaign time stand still; lets it go on. */
  pause(): void;
  resume(): void;
}
