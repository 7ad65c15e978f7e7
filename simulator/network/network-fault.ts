// What can go wrong on the way between the sender and whatever it sends to. Only TCP is known here: bytes in two directions, and
// requests and answers as far as they take turns on a connection.

import { durationText } from '../../receiver/document/duration.ts';
import { sizeText } from '../../receiver/document/size.ts';

/** Which way bytes go: what the sender sends, or what it is answered. */
export type Direction = 'request' | 'answer';

/** Which requests a fault hits; all of them where nothing is said. */
export interface Hits {
  /** So many requests are hit, then no more. */
  readonly times?: number;
  /** Each is hit with this chance only, a fraction of 1, drawn from the seed. */
  readonly probability?: number;
}

/** New connections are refused, and those that exist are reset at once. */
export interface RefuseFault {
  readonly kind: 'refuse';
}

/**
 * So many bytes of each request, or of each answer, go through; the next one resets the connection at both ends. A reset overtakes
 * what the other end has not taken yet, so of more than its socket's buffer holds, tens of kilobytes, less may arrive.
 */
export interface ResetFault extends Hits {
  readonly kind: 'reset';
  readonly of: Direction;
  readonly afterBytes: number;
}

/**
 * So many bytes of each request or answer go through, and nothing after them, ends and resets included; connections stay open. New
 * ones are taken. When it is over, what was kept back goes on.
 */
export interface StallFault extends Hits {
  readonly kind: 'stall';
  readonly of: Direction | 'both';
  readonly afterBytes: number;
}

/** Each direction of each connection lets so many bytes a second through. */
export interface ThrottleFault extends Hits {
  readonly kind: 'throttle';
  readonly bytesPerSecond: number;
}

/** What passes is delayed in each direction, by `jitterMs` more or less; the order stays. Connections are made at once. */
export interface LatencyFault extends Hits {
  readonly kind: 'latency';
  readonly ms: number;
  readonly jitterMs: number;
}

/**
 * The target's side of each connection is closed, and the sender is not told: what it sends is swallowed. New connections are taken
 * and never reach the target. When it is over, such a connection is reset as soon as the sender uses it again.
 */
export interface HalfOpenFault extends Hits {
  readonly kind: 'half-open';
}

/**
 * A connection that carried a request before is closed at both ends when the next one goes out on it, before a byte of that gets
 * through: what a sender sees of a target, a load balancer or a firewall that closes an idle connection at that moment.
 */
export interface CloseIdleFault extends Hits {
  readonly kind: 'close idle';
}

/**
 * Requests reach the target, and nothing that it answers reaches the sender: its connection stays silent, or is closed or reset in
 * place of the answer. The target sees its answer go out and an orderly end.
 */
export interface DropAnswersFault extends Hits {
  readonly kind: 'drop answers';
  readonly instead: 'silence' | 'close' | 'reset';
}

/** What is wrong with the network now; in force for the connections that exist and for new ones. */
export type NetworkFault =
  | RefuseFault
  | ResetFault
  | StallFault
  | ThrottleFault
  | LatencyFault
  | HalfOpenFault
  | CloseIdleFault
  | DropAnswersFault;

/** What it does, in a few words that name neither target nor sender: `reset after 100 B of the request`. */
export function networkFaultText(fault: NetworkFault): string {
  switch (fault.kind) {
    case 'refuse':
      return 'connections refused';
    case 'reset':
      return `reset ${afterText(fault)}`;
    case 'stall':
      if (fault.of !== 'both') return `stalled ${afterText({ ...fault, of: fault.of })}`;
      return fault.afterBytes === 0 ? 'stalled' : `stalled after ${sizeText(fault.afterBytes)} each way`;
    case 'throttle':
      return `throttled to ${sizeText(fault.bytesPerSecond)}/s`;
    case 'latency': {
      const jitter = fault.jitterMs === 0 ? '' : ` ± ${durationText(fault.jitterMs)}`;
      return `delayed by ${durationText(fault.ms)}${jitter} each way`;
    }
    case 'half-open':
      return 'half-open, the request went nowhere';
    case 'close idle':
      return 'the idle connection closed as the POST was sent';
    case 'drop answers':
      return fault.instead === 'silence'
        ? 'the answer dropped'
        : `the answer dropped, and a ${fault.instead} instead`;
  }
}

function afterText({ of, afterBytes }: { readonly of: Direction; readonly afterBytes: number }): string {
  return afterBytes === 0 ? `at the ${of}` : `after ${sizeText(afterBytes)} of the ${of}`;
}
