// What a scenario plays on: the harness sets it up, the steps act on it. No step knows a socket.

import type { Place } from '../../receiver/document/place.ts';
import type { Verdict } from '../../receiver/expect/expectation.ts';
import type { ExpectStepSpec } from '../../receiver/expect/step.ts';
import type { ReplyChange } from '../../receiver/reply/reply-plan.ts';
import type { CampaignGroup } from '../campaign/campaign-group.ts';
import type { OptionName, OptionValue } from '../campaign/options.ts';
import type { NetworkFault } from '../network/network-fault.ts';
import type { Clock } from '../time/clock.ts';

/** An expectation that is being fed. */
export interface Watch {
  readonly title: string;
  /** The step has come: its time runs from now. Gives the instant at which it is over. */
  begin(): number;
  /** Whether its verdict can no longer change. */
  readonly settled: boolean;
  /** Calls back once, when it settles; gives how to stop listening. */
  onSettled(wake: () => void): () => void;
  /** Ends the watch and judges. */
  finish(): Verdict;
}

/** Whose option a `set` step changes. */
export interface OptionScope {
  /** Labels of groups; empty: the applications are meant. */
  readonly groups: readonly string[];
  /** Names of OCS applications; used where `groups` is empty. */
  readonly applications: readonly string[];
  readonly section: string;
}

export interface Stage {
  readonly clock: Clock;
  readonly groups: ReadonlyMap<string, CampaignGroup>;
  /** Names of the OCS applications. */
  readonly applications: readonly string[];
  /** Calls back whenever a group was told something or reported something; gives how to stop listening. */
  onGroupChange(listener: () => void): () => void;
  /** Sets options, with immediate effect. */
  setOptions(scope: OptionScope, values: ReadonlyMap<OptionName, OptionValue>): void;
  /** Removes options from a section, so that the look-up goes on to the next place. */
  unsetOptions(scope: OptionScope, names: readonly OptionName[]): void;
  /** Begins to feed an expectation; what one of a row has counted, the others of the row do not count again. */
  watch(spec: ExpectStepSpec, row: object): Watch;
  /** Changes how the embedded receiver answers; there is none behind an external target. */
  reply(change: ReplyChange): void;
  /** Makes the embedded receiver refuse connections, or listen again. */
  listen(listening: boolean): Promise<void>;
  /** Puts a fault between the sender and whatever it sends to, in place of the one that was there; null takes it away. */
  network(fault: NetworkFault | null): Promise<void>;
  /**
   * Asks for so many real milliseconds whether the target takes connections: null as soon as it does, else why it does not. Never
   * rejects; the signal ends the asking early.
   */
  targetBack(withinMs: number, signal: AbortSignal): Promise<string | null>;
  /** A step's expectation has been judged. */
  judged(place: Place, verdict: Verdict): void;
  /** A step could not do what it says: the run fails, naming the place. */
  failed(failure: StepFailure): void;
}

/** A step that failed: a command that was refused, or one that should have been and was not. */
export interface StepFailure {
  readonly place: Place;
  readonly title: string;
  readonly lines: readonly string[];
  /** Campaign milliseconds since the epoch. */
  readonly atMs: number;
}
