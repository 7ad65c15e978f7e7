// Who is at the other end of the wire, and what can be known of what arrived there.

import type { Observation } from '../../receiver/expect/observation.ts';
import type { DiskJournalOptions } from '../../receiver/journal/disk/disk-journal-options.ts';
import type { ReplyChange } from '../../receiver/reply/reply-plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Way } from '../sender/connecting.ts';
import type { Ledger } from '../sender/ledger.ts';
import type { Transport } from '../sender/transport.ts';
import type { StoreComparison } from '../store/store.ts';
import { plainTarget, type Target } from '../target/target.ts';
import type { Clock } from '../time/clock.ts';

/** Where the notifications of a run go. */
export type Destination =
  /** A receiver in this process, behind a real loopback socket. */
  | {
      readonly kind: 'embedded' /** Keeps what arrives in a folder; default: in memory. */;
      readonly journal?: DiskJournalOptions;
    }
  /** An external system; what arrived there is known from its answers, and from its store where that can be read. */
  | { readonly kind: 'target'; readonly url: string }
  | { readonly kind: 'target'; readonly target: Target }
  /** Nowhere: every notification counts as delivered, and no socket is opened. `pace` holds time until whoever takes them is ready. */
  | { readonly kind: 'none'; readonly pace?: () => Promise<void> };

/** What was found at the other end after the run. */
export interface Findings {
  /** Null where there is no store that can be read. */
  readonly store: StoreComparison | null;
  /** Why a store that is there was not read, or not to its end; null otherwise. */
  readonly unread: string | null;
}

export interface OtherEnd {
  readonly kind: Destination['kind'];
  /** Where notifications go while no option says otherwise. */
  readonly url: string;
  /** Whether the run ends with a look into a store. */
  readonly hasStore: boolean;
  readonly transport: Transport;
  /** Requests recorded, and of them those whose body is no JSON object; null where nobody can know. */
  counts(): { readonly recorded: number | null; readonly unusable: number };
  reply(change: ReplyChange): void;
  listen(listening: boolean): Promise<void>;
  /** Waits until it takes connections, at most so many real milliseconds or until the signal: null, or why it does not. */
  back(withinMs: number, signal: AbortSignal): Promise<string | null>;
  idle(): Promise<void>;
  /** Ends all traffic; attempts under way fail. */
  hangUp(): Promise<void>;
  /** After the traffic: tells the fate of every notification of which it was not told yet, and looks into the store. */
  finish(how: { readonly interrupted: boolean }): Promise<Findings>;
  /** Leaves nothing behind but what is to be kept. */
  close(): Promise<void>;
}

export interface OtherEndSurroundings {
  readonly scenario: Scenario;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** Is fed with arrivals, and with what became of each notification. */
  readonly observe: (observation: Observation) => void;
  /** What stands between the sender and this end; null: nothing. */
  readonly way: Way | null;
  /** Names what this run makes elsewhere, such as an index. */
  readonly runWord: string;
  /** Breaks off what is asked of a store. */
  readonly signal?: AbortSignal;
}

/** The external system of a destination; null where it has none. */
export function targetOf(destination: Destination): Target | null {
  if (destination.kind !== 'target') return null;
  return 'target' in destination ? destination.target : plainTarget(destination.url);
}
