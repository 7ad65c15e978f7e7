import { durationText } from '../document/duration.ts';
import type { Random } from '../random.ts';

/** Anything between two bounds, each as likely as another; in real milliseconds. */
export interface UniformDelay {
  readonly kind: 'uniform';
  readonly fromMs: number;
  readonly toMs: number;
}

/** As real servers are slow: mostly near the median, now and then far above it. In real milliseconds. */
export interface LogNormalDelay {
  readonly kind: 'log-normal';
  /** Half of the delays are shorter. */
  readonly medianMs: number;
  /** Spread of the logarithm: 0 is always the median, 0.5 mild, 1 wild. */
  readonly sigma: number;
  /** A longer draw is cut down to this; null for no bound. */
  readonly atMostMs: number | null;
}

/** How long to wait before answering: always the same in milliseconds, or drawn anew for each request. */
export type PlannedDelay = number | UniformDelay | LogNormalDelay;

/** The delay of one request in whole milliseconds. One draw from `chance`, or none where nothing is left to chance. */
export function drawDelayMs(delay: PlannedDelay, chance: Random): number {
  return Math.min(LONGEST_MS, Math.round(drawn(delay, chance)));
}

function drawn(delay: PlannedDelay, chance: Random): number {
  if (typeof delay === 'number') return delay;
  if (delay.kind === 'uniform') return delay.fromMs + (delay.toMs - delay.fromMs) * chance.next();
  const ms = delay.medianMs * Math.exp(delay.sigma * chance.normal());
  return Math.min(ms, delay.atMostMs ?? LONGEST_MS);
}

/** Timers of Node end at once when they are set for longer; 24 days are as good as for ever. */
const LONGEST_MS = 2 ** 31 - 1;

/** `2s`, `between 100ms and 2s`, `200ms as a median`; for people. */
export function delayText(delay: PlannedDelay): string {
  if (typeof delay === 'number') return durationText(delay);
  return delay.kind === 'uniform'
    ? `between ${durationText(delay.fromMs)} and ${durationText(delay.toMs)}`
    : `${durationText(delay.medianMs)} as a median`;
}
