// Numbers of the live display: short, and steady enough to be read while they change.

import { GROUP_STATE_NAMES, type GroupState } from '../../../receiver/contract/vocabulary.ts';
import { sinceEpochText } from '../../../receiver/document/instant-text.ts';
import { Latencies } from '../../sender/latencies.ts';
import { numberText } from '../numbers.ts';
import type { PlayingScenario } from './picture.ts';

/** Sums over all scenarios that are being played. */
export interface Sums {
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  readonly underWay: number;
  /** Null while not known. */
  readonly perSecond: number | null;
  readonly groups: ReadonlyMap<GroupState, number>;
  readonly latencies: Latencies;
}

/** Adds up what is shown as one number. */
export function sumsOf(playing: readonly PlayingScenario[]): Sums {
  const sum = (of: (each: PlayingScenario) => number): number =>
    playing.reduce((total, each) => total + of(each), 0);
  const latencies = new Latencies();
  for (const { snapshot } of playing) latencies.merge(snapshot.latencies);
  const states = GROUP_STATE_NAMES.map(
    (state) => [state, sum(({ snapshot }) => snapshot.groups.get(state) ?? 0)] as const,
  );
  return {
    sent: sum(({ snapshot }) => snapshot.sent),
    received: sum(({ snapshot }) => snapshot.received),
    lost: sum(({ snapshot }) => snapshot.lost),
    underWay: sum(({ snapshot }) => snapshot.underWay),
    perSecond: playing.some(({ pace }) => pace !== null) ? sum(({ pace }) => pace?.perSecond ?? 0) : null,
    groups: new Map(states.filter(([, groups]) => groups > 0)),
    latencies,
  };
}

/** `1,240/s`, `0.4/s`. */
export function rateText(perSecond: number): string {
  return `${roundedText(perSecond)}/s`;
}

/** `412x`, `0.9x`. */
export function speedText(speed: number): string {
  return `${roundedText(speed)}x`;
}

/** `0.34 ms`, `2.1 ms`, `120 ms`, `1.2 s`. */
export function latencyText(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms >= 100) return `${Math.round(ms)} ms`;
  return `${ms.toFixed(ms >= 1 ? 1 : 2)} ms`;
}

/** `00:12:30`, days in front where there are any; no more exact than can be read. */
export function campaignTimeText(ms: number): string {
  return sinceEpochText(Math.floor(ms / 1_000) * 1_000).slice(0, -4);
}

function roundedText(value: number): string {
  return value >= 10 ? numberText(Math.round(value)) : value.toFixed(1);
}
