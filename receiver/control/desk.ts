import type { Receiver } from '../receiver.ts';
import type { HostTime } from '../wall-clock.ts';
import type { Register } from './register.ts';
import type { RepliesDesk } from './replies-desk.ts';

/** What the control API needs of a receiver. */
export type Controlled = Pick<Receiver, 'url' | 'listening' | 'journal' | 'replyPlan' | 'counts'>;

/** What the operations work with. */
export interface Desk {
  readonly receiver: Controlled;
  readonly register: Register;
  readonly replies: RepliesDesk;
  /** The receiver's clock: campaign time within a run. */
  readonly nowMs: () => number;
  /** Real time, for waiting. */
  readonly time: HostTime;
  readonly startedAtMs: number;
}
