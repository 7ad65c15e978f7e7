// What expectations are fed, one at a time, in the order in which it became known.

import type { JsonObject } from '../contract/contract.ts';
import type { DialMode, EventName, GroupState } from '../contract/vocabulary.ts';
import type { ReceivedRecord } from '../journal/record.ts';
import type { FateName, LostWhere } from './fates.ts';

/** A request that arrived, with what its body says of itself. */
export interface Arrival {
  readonly kind: 'arrival';
  readonly record: ReceivedRecord;
  /** The body's object; null where it has none that can be judged. */
  readonly body: JsonObject | null;
  readonly event: EventName | null;
  readonly state: GroupState | null;
  readonly dialMode: DialMode | null;
  /** The campaign group by its label: the scenario's name for it in a run, else its name on the wire, with the tenant before it where that is not clear. */
  readonly group: string | null;
  /** Other names by which a selector may mean the group: its name on the wire, and `TENANT/NAME`. */
  readonly groupNames?: readonly string[];
  /** Milliseconds on the judging clock since its start (campaign time since the epoch in a run). */
  readonly atMs: number;
}

/** How one attempt ended, as the sender saw it. `not attempted`: nothing was sent, `detail` says why. */
export type SendingOutcome = 'answered' | 'refused' | 'reset' | 'timed out' | 'failed' | 'not attempted';

/** A notification whose sending has come to its end, told by a sender that shares its books with the judge. */
export interface Sent {
  readonly kind: 'sent';
  /** From 1, the sender's number. */
  readonly number: number;
  readonly group: string;
  readonly event: EventName;
  /** When it was due, in milliseconds since the start. */
  readonly atMs: number;
  readonly outcome: SendingOutcome;
  /** The answer's status; null where there was none. */
  readonly status: number | null;
  readonly detail: string;
  /** How often its body arrived, as far as the receiver shares its books; null where it does not. */
  readonly arrivals: number | null;
}

/** What finally became of a notification: told once for each, at the latest when the run is over and its store has been read. */
export interface Fate {
  readonly kind: 'fate';
  /** From 1, the sender's number. */
  readonly number: number;
  readonly group: string;
  readonly event: EventName;
  readonly atMs: number;
  /** How its one attempt ended, and the status it was answered with. */
  readonly outcome: SendingOutcome;
  readonly status: number | null;
  readonly fate: FateName;
  readonly where: LostWhere;
  /** For people: the target's reason, the error's words, the fault on the way, or what was altered. */
  readonly detail: string;
}

/** A body that arrived once more than it was sent. */
export interface Stray {
  readonly kind: 'stray';
  readonly arrival: Arrival;
}

/** Records that were dropped or lost before anybody judged them: what would need them cannot be passed. */
export interface Gap {
  readonly kind: 'gap';
  readonly first: number;
  readonly last: number;
  readonly reason: string;
}

/** The receiver went down, so that connections are refused, or came up again. */
export interface Listening {
  readonly kind: 'listening';
  readonly listening: boolean;
  readonly atMs: number;
}

/** Whatever an expectation may be fed. */
export type Observation = Arrival | Sent | Fate | Stray | Gap | Listening;
