import type { RunSnapshot } from '../../scenario/run-snapshot.ts';
import type { Pace } from './pace.ts';

/** A scenario that is being played, as it stands. */
export interface PlayingScenario {
  readonly name: string;
  /** From 1, in the order in which they are played. */
  readonly number: number;
  readonly snapshot: RunSnapshot;
  /** Null while not known. */
  readonly pace: Pace | null;
}

/** All that the live display shows. */
export interface Picture {
  /** The scenarios of the run, and those of them that have ended. */
  readonly total: number;
  readonly done: number;
  /** In the order in which they began. */
  readonly playing: readonly PlayingScenario[];
  readonly paused: boolean;
  /** Somebody is asked to end it, and it is ending. */
  readonly ending: boolean;
  /** Whether keys are listened to. */
  readonly keys: boolean;
}
