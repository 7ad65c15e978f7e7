import { describe, expect, test } from 'vitest';
import { FatesSoFar } from '../../../simulator/harness/live-run.ts';
import type { LiveRun, RunSnapshot } from '../../../simulator/scenario/run-snapshot.ts';
import { HEAD, played } from './playing.ts';

/** Looks at a run after each of its notifications. */
async function looked(
  text: string,
): Promise<{ readonly live: LiveRun; readonly seen: readonly RunSnapshot[] }> {
  const lives: LiveRun[] = [];
  const seen: RunSnapshot[] = [];
  await played(text, {
    onBegin: (live) => void lives.push(live),
    onSettled: () => void seen.push(lives[0]!.snapshot()),
  });
  expect(lives).toHaveLength(1);
  return { live: lives[0]!, seen };
}

describe('A run that is looked at', () => {
  test('tells how far campaign time is, how the groups stand, what was sent and received, and what is next', async () => {
    const { live, seen } = await looked(
      `${HEAD}steps: [{ load: spring }, { wait: 25s }]\nexpect: [{ lost: none }]\n`,
    );
    expect(live.name).toBe('Test');
    const [first, second, last] = seen;
    expect(first).toMatchObject({ campaignMs: 0, sent: 1, received: 1, lost: 0, paused: false });
    expect(first!.groups).toEqual(new Map([['Active', 1]]));
    expect(first!.clock).toEqual({ kind: 'virtual', speed: null });
    expect(second).toMatchObject({ campaignMs: 10_000, sent: 2, received: 2 });
    expect(second!.next).toEqual({ label: 'periodic message of spring', atMs: 20_000 });
    expect(last!.latencies.total).toBe(3);
    expect(live.snapshot().next).toBeNull();
  });

  test('counts what is lost as soon as that is known', async () => {
    const { seen, live } = await looked(
      `${HEAD}receiver: { reply: { event: periodic, status: 503 } }\nsteps: [{ load: spring }, { wait: 25s }]\nexpect: [{ lost: 2 }]\n`,
    );
    expect(seen.map(({ lost }) => lost)).toEqual([0, 1, 2]);
    expect(live.snapshot()).toMatchObject({ sent: 3, received: 3, lost: 2, underWay: 0 });
  });

  test('stands still when it is told to, and goes on', async () => {
    const instants: number[] = [];
    const result = await played(
      `${HEAD}steps: [{ load: spring }, { wait: 30s }]\nexpect: [{ every: 10s, after: loaded }]\n`,
      {
        onBegin: (live) => {
          live.pause();
          expect(live.snapshot()).toMatchObject({ paused: true, sent: 0 });
          setImmediate(() => {
            expect(live.snapshot().sent).toBe(0);
            live.resume();
          });
        },
        onSettled: ({ atMs }) => void instants.push(atMs),
      },
    );
    expect(instants).toEqual([0, 10_000, 20_000, 30_000]);
    expect(result.status).toBe('passed');
  });
});

test('what was not delivered counts as lost until its fate is told, and then as its fate says', () => {
  const fates = new FatesSoFar();
  const ledger = { attempted: 5, delivered: 2, underWay: new Set<never>() };
  expect(fates.lost(ledger)).toBe(3);
  const fate = { kind: 'fate', number: 1, group: 'spring', event: 'loaded', atMs: 0, detail: '' } as const;
  fates.add({ ...fate, outcome: 'timed out', status: null, fate: 'timed out but stored', where: null });
  expect(fates.lost(ledger)).toBe(2);
  fates.add({
    ...fate,
    outcome: 'reset',
    status: null,
    fate: 'reset after the body went out',
    where: 'target',
  });
  expect(fates.lost(ledger)).toBe(2);
  fates.add({ ...fate, outcome: 'answered', status: 200, fate: 'answered but not stored', where: 'target' });
  expect(fates.lost(ledger)).toBe(3);
  fates.add({ ...fate, outcome: 'not attempted', status: null, fate: 'not attempted', where: 'sender' });
  expect(fates.lost(ledger)).toBe(3);
});
