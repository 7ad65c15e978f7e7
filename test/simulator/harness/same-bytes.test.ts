import { describe, expect, test } from 'vitest';
import type { Destination } from '../../../simulator/harness/other-end.ts';
import { played } from './playing.ts';

/** Groups that report at the same instants, chance everywhere, and an end with two reports at once. */
const BUSY = `name: Busy
seed: 11
ocs: { options: { send-campaigngroup-states: true, campaigngroup-states-interval: 10, http-connection-pool-size: 3 } }
groups:
  bank: { count: 3, agents: 12, answerRate: 40% }
  spring: { agents: 25, callingLists: { East: 500, West: 900 } }
steps:
  - load: all
  - start: [bank-1, spring]
  - start: bank-2
    mode: Power
  - wait: 3m
  - changeMode: spring
    to: Progress
  - wait: 2m
  - unload: all
  - wait: 10m
expect: [{ fieldSets: all }]
`;

interface Played {
  /** As the sender numbered them: number, instant, group, event and body. */
  readonly notifications: readonly string[];
  readonly bytesOut: number;
}

async function bytesOf(text: string, destination: Destination): Promise<Played> {
  const settled: { readonly number: number; readonly line: string }[] = [];
  const { status, counts } = await played(text, {
    destination,
    onSettled: ({ number, atMs, group, event, body }) =>
      settled.push({ number, line: `${number} ${atMs} ${group} ${event} ${body}` }),
  });
  expect([status, counts.strays]).toEqual(['passed', 0]);
  return {
    notifications: settled.toSorted((a, b) => a.number - b.number).map(({ line }) => line),
    bytesOut: counts.bytesOut,
  };
}

describe('The same seed gives the same bytes,', () => {
  test('twice over real sockets, and once more without any', async () => {
    const first = await bytesOf(BUSY, { kind: 'embedded' });
    const second = await bytesOf(BUSY, { kind: 'embedded' });
    const without = await bytesOf(BUSY, { kind: 'none' });
    expect(first.notifications.length).toBeGreaterThan(100);
    expect(second.notifications).toEqual(first.notifications);
    expect(without.notifications).toEqual(first.notifications);
  });

  test('and another seed gives others', async () => {
    const first = await bytesOf(BUSY, { kind: 'none' });
    const other = await bytesOf(BUSY.replace('seed: 11', 'seed: 12'), { kind: 'none' });
    expect(other.notifications).not.toEqual(first.notifications);
  });
});

test('of one group, the receiver gets the notifications in the order in which they happened', async () => {
  const order: string[] = [];
  const result = await played(BUSY, {
    onSettled: ({ group, number }) => order.push(`${group} ${String(number).padStart(6, '0')}`),
  });
  for (const { label } of result.timelines) {
    const own = order.filter((line) => line.startsWith(`${label} `));
    expect(own.length).toBeGreaterThan(20);
    expect(own).toEqual(own.toSorted());
  }
});

test('a group more changes nothing for the others', async () => {
  const spring = (played: Played): readonly string[] =>
    played.notifications.filter((line) => line.includes(' spring ')).map((line) => line.replace(/^\d+ /, ''));
  const alone = await bytesOf(BUSY, { kind: 'none' });
  const beside = await bytesOf(BUSY.replace('count: 3', 'count: 4'), { kind: 'none' });
  expect(spring(beside)).toEqual(spring(alone));
});
