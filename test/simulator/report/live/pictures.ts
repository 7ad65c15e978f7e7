import type { GroupState } from '../../../../receiver/contract/vocabulary.ts';
import type { Picture, PlayingScenario } from '../../../../simulator/report/live/picture.ts';
import type { RunSnapshot } from '../../../../simulator/scenario/run-snapshot.ts';
import { Latencies } from '../../../../simulator/sender/latencies.ts';

/** A snapshot in mid-run, with changes. */
export function snapshot(changes: Partial<RunSnapshot> = {}): RunSnapshot {
  const latencies = new Latencies();
  for (let index = 0; index < 100; index += 1) latencies.add(index < 90 ? 0.4 : 3);
  return {
    campaignMs: 750_000,
    clock: { kind: 'virtual', speed: null },
    paused: false,
    groups: new Map<GroupState, number>([
      ['NotLoaded', 46],
      ['Running', 3],
      ['Active', 1],
    ]),
    sent: 12_410,
    underWay: 12,
    received: 12_398,
    lost: 3,
    latencies,
    next: { label: 'periodic message of spring', atMs: 753_200 },
    ...changes,
  };
}

/** A scenario being played, with changes. */
export function playing(changes: Partial<PlayingScenario> = {}): PlayingScenario {
  return {
    name: 'A whole day of fifty groups',
    number: 2,
    snapshot: snapshot(),
    pace: { perSecond: 1_240.4, speed: 411.7 },
    ...changes,
  };
}

/** What the display shows, with changes. */
export function picture(changes: Partial<Picture> = {}): Picture {
  return { total: 5, done: 1, playing: [playing()], paused: false, ending: false, keys: true, ...changes };
}
