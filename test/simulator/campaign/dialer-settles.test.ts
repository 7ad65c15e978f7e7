import { describe, expect, test } from 'vitest';
import { randomFor } from '../../../receiver/random.ts';
import { Dialer } from '../../../simulator/campaign/dialer.ts';
import { type DialOrder, dialerSettings } from '../../../simulator/campaign/dialer-settings.ts';

const HOUR_MS = 3_600_000;
const SEEDS = [1, 2, 3];

function dialing(agents: number, order: DialOrder, seed: number): Dialer {
  const lists = [
    { name: 'East', dbid: 1, records: 5_000_000 },
    { name: 'West', dbid: 2, records: 5_000_000 },
  ];
  const group = new Dialer(dialerSettings(lists, { agents }), randomFor(seed, 'settles'));
  group.start(0, order);
  return group;
}

/** Busy factors every ten minutes of the second, third and fourth hour. */
function busyFactors(group: Dialer): readonly number[] {
  return Array.from({ length: 19 }, (_, n) => group.statistics(HOUR_MS + n * 600_000).busyFactor!);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far one reading may be from the goal; a small group swings more. */
const BANDS = [
  { agents: 10, band: 0.14 },
  { agents: 30, band: 0.08 },
  { agents: 100, band: 0.05 },
  { agents: 500, band: 0.03 },
];

describe('predictive dialing settles at its goal', () => {
  test.each(BANDS.flatMap((each) => [65, 80, 90].map((goal) => ({ ...each, goal }))))(
    'a busy factor of $goal percent with $agents agents: each reading within $band, the mean within 0.02',
    ({ agents, band, goal }) => {
      for (const seed of SEEDS) {
        const readings = busyFactors(
          dialing(agents, { mode: 'Predict', optimizeBy: 'BusyFactor', goal }, seed),
        );
        const furthest = Math.max(...readings.map((reading) => Math.abs(reading - goal / 100)));
        expect(furthest).toBeLessThan(band);
        expect(Math.abs(mean(readings) - goal / 100)).toBeLessThan(0.02);
      }
    },
  );

  test.each([10, 30, 100].flatMap((agents) => [1, 3, 5].map((goal) => ({ agents, goal }))))(
    'an overdial rate of $goal percent with $agents agents: within 0.004 after eight hours',
    ({ agents, goal }) => {
      for (const seed of SEEDS) {
        const group = dialing(agents, { mode: 'Predict', optimizeBy: 'OverdialRate', goal }, seed);
        const { overdialRate } = group.statistics(8 * HOUR_MS);
        expect(Math.abs(overdialRate! - goal / 100)).toBeLessThan(0.004);
      }
    },
  );

  test.each([10, 30, 100].flatMap((agents) => [15, 40].map((goal) => ({ agents, goal }))))(
    'a waiting time of $goal seconds with $agents agents: calls of 210 seconds make the busy factor 210 / (210 + goal)',
    ({ agents, goal }) => {
      for (const seed of SEEDS) {
        const readings = busyFactors(
          dialing(agents, { mode: 'Predict', optimizeBy: 'WaitTime', goal }, seed),
        );
        expect(Math.abs(mean(readings) - 210 / (210 + goal))).toBeLessThan(0.02);
      }
    },
  );

  test('the hit ratio comes to the answer rate, and the time to complete goes down with the clock', () => {
    const group = dialing(100, { mode: 'Predict', optimizeBy: 'BusyFactor', goal: 80 }, 1);
    const first = group.statistics(2 * HOUR_MS);
    const second = group.statistics(4 * HOUR_MS);
    expect(Math.abs(second.hitRatio! - 0.3)).toBeLessThan(0.01);
    // Ten million records at half an attempt a second: the two hours between are lost in the swing of the speed.
    expect(second.timeToComplete! / first.timeToComplete!).toBeGreaterThan(0.8);
    expect(second.timeToComplete! / first.timeToComplete!).toBeLessThan(1.2);
  });
});

describe('what a practitioner expects', () => {
  const busy = (mode: DialOrder['mode'], agents = 30): number =>
    mean(busyFactors(dialing(agents, { mode, optimizeBy: 'BusyFactor', goal: 85 }, 1)));

  test('predictive keeps agents busier than progressive, and progressive busier than preview', () => {
    const [predictive, progressive, preview] = [busy('Predict'), busy('Progress'), busy('Preview')];
    expect(predictive).toBeGreaterThan(progressive + 0.05);
    expect(progressive).toBeGreaterThan(preview + 0.05);
    expect(preview).toBeGreaterThan(0.5);
  });

  test('the same busy factor costs a small team more lost calls than a large one', () => {
    const lost = (agents: number): number => {
      const group = dialing(agents, { mode: 'Predict', optimizeBy: 'BusyFactor', goal: 90 }, 1);
      return group.statistics(8 * HOUR_MS).overdialRate!;
    };
    const [small, middle, large] = [lost(5), lost(30), lost(200)];
    expect(small).toBeGreaterThan(middle * 2);
    expect(middle).toBeGreaterThan(large * 2);
  });

  test('with the same three percent of lost calls a large team is busier than a small one', () => {
    const reached = (agents: number): number =>
      mean(busyFactors(dialing(agents, { mode: 'Predict', optimizeBy: 'OverdialRate', goal: 3 }, 1)));
    expect(reached(100)).toBeGreaterThan(reached(10) + 0.05);
  });
});
