import type { Timer } from '../time/clock.ts';
import { afterHostMs, hostNowMs } from '../time/host-time.ts';

/** The time in which bytes are delayed. */
export interface NetworkTime {
  nowMs(): number;
  after(ms: number, action: () => void): Timer;
}

/** Network time is always real. */
export const REAL_NETWORK_TIME: NetworkTime = { nowMs: hostNowMs, after: afterHostMs };
